#pragma once

#include <cmath>
#include <cstdint>
#include <ostream>
#include <vector>

namespace stepdown::tests {

/// Mean and spread of a sample, gathered one value at a time (Welford's recurrence).
class SampleMoments {
 public:
  void add(double x) {
    ++count_;
    const double step = x - mean_;
    mean_ += step / static_cast<double>(count_);
    squares_ += step * (x - mean_);
  }

  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] double mean() const { return mean_; }
  /// With divisor n - 1; 0 for fewer than two values.
  [[nodiscard]] double variance() const {
    return count_ > 1 ? squares_ / static_cast<double>(count_ - 1) : 0;
  }
  [[nodiscard]] double standard_error() const {
    return count_ > 0 ? std::sqrt(variance() / static_cast<double>(count_)) : 0;
  }

 private:
  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

[[nodiscard]] inline SampleMoments moments_of(const std::vector<double>& sample) {
  SampleMoments moments;
  for (const double x : sample)
    moments.add(x);
  return moments;
}

/// A sample mean held against what it should be; true when they agree.
struct MeanCheck {
  bool agrees = false;
  double mean = 0;
  double expected = 0;
  double standard_error = 0;

  explicit operator bool() const { return agrees; }

  friend std::ostream& operator<<(std::ostream& out, const MeanCheck& check) {
    return out << "mean " << check.mean << " with standard error " << check.standard_error
               << " against " << check.expected
               << " (z = " << (check.mean - check.expected) / check.standard_error << ')';
  }
};

/// Whether the sample mean lies within 4 standard errors of `expected`. A right expectation fails
/// once in 16,000 checks; one that is off by 6 standard errors passes once in 40. A sample without
/// spread must hit the expectation to 12 digits.
[[nodiscard]] inline MeanCheck check_mean(const SampleMoments& sample, double expected) {
  constexpr double tolerance = 4;
  constexpr double rounding = 1e-12;
  MeanCheck check{
      .mean = sample.mean(), .expected = expected, .standard_error = sample.standard_error()};
  const double allowed = tolerance * check.standard_error + rounding * std::abs(expected);
  check.agrees = sample.count() > 1 && std::abs(check.mean - expected) <= allowed;
  return check;
}

[[nodiscard]] inline MeanCheck check_mean(const std::vector<double>& sample, double expected) {
  return check_mean(moments_of(sample), expected);
}

}  // namespace stepdown::tests
