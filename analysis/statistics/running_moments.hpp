#pragma once

#include <cstdint>
#include <optional>

namespace stepdown::analysis {

/// Count, mean and spread of numbers given one by one; keeps none of them.
///
/// Welford's recursion, stable where the mean is large against the spread. The result depends on
/// the order of the numbers in the last bits, so feed replications in their order.
/// Source: Welford (1962), Note on a method for calculating corrected sums of squares and products,
/// Technometrics 4(3).
class RunningMoments {
 public:
  void add(double x) {
    ++count_;
    const double deviation = x - mean_;
    mean_ += deviation / static_cast<double>(count_);
    squares_ += deviation * (x - mean_);
  }

  [[nodiscard]] std::int64_t count() const { return count_; }
  /// Nothing when no number was given.
  [[nodiscard]] std::optional<double> mean() const;
  /// Sample variance (divisor n - 1); nothing for fewer than two numbers.
  [[nodiscard]] std::optional<double> variance() const;
  [[nodiscard]] std::optional<double> standard_deviation() const;

 private:
  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  ///< sum of squared deviations from the mean
};

}  // namespace stepdown::analysis
