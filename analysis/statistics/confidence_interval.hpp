#pragma once

#include "analysis/statistics/running_moments.hpp"

#include <cstdint>
#include <optional>

namespace stepdown::analysis {

/// An interval around a mean.
struct Interval {
  double low = 0;
  double high = 0;

  [[nodiscard]] double half_width() const { return (high - low) / 2; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Quantile of Student's t distribution: the t with P(T <= t) = `probability`.
/// @pre 0 < probability < 1 and degrees_of_freedom >= 1.
[[nodiscard]] double student_t_quantile(double probability, double degrees_of_freedom);

/// P(T <= t) of Student's t distribution. @pre degrees_of_freedom >= 1
[[nodiscard]] double student_t_probability(double t, double degrees_of_freedom);

/// What is as unlikely from Student's t with `to` degrees of freedom as `t` from that with `from`.
/// @pre from >= 1 and to >= 1
[[nodiscard]] double student_t_equivalent(double t, double from, double to);

/// The factor t of intervals with one confidence, remembered from one interval to the next: most
/// are of equally many replications, and the quantile costs far more than the rest of an interval.
class StudentFactor {
 public:
  /// @pre 0 < confidence < 1
  explicit StudentFactor(double confidence = 0.95);

  [[nodiscard]] double confidence() const { return confidence_; }
  /// t(1 - (1 - confidence) / 2, degrees of freedom). @pre these are 1 at least
  [[nodiscard]] double with(double degrees_of_freedom);
  /// Of so many replications. @pre replications >= 2
  [[nodiscard]] double of(std::int64_t replications) {
    return with(static_cast<double>(replications - 1));
  }

 private:
  double confidence_;
  double degrees_of_freedom_ = 0;  ///< that `t_` belongs to
  double t_ = 0;
};

/// Student-t interval for the mean of independent replications:
/// mean +- t(1 - (1 - confidence) / 2, n - 1) s / sqrt(n).
///
/// @returns nothing for fewer than two replications: one number says nothing of its own noise.
/// Exact for normal replication means, approximate otherwise. Ends may lie outside the range that
/// the figure can have (below 0, above 1); they are not clipped.
/// Source: Law (2015), Simulation Modeling and Analysis, 5th ed., equation 4.12.
[[nodiscard]] std::optional<Interval> student_t_interval(const RunningMoments& replications,
                                                         StudentFactor& student);
[[nodiscard]] std::optional<Interval> student_t_interval(const RunningMoments& replications,
                                                         double confidence = 0.95);

}  // namespace stepdown::analysis
