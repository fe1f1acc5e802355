#pragma once

#include "analysis/statistics/confidence_interval.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace stepdown::analysis {

/// One metric in two scenarios, part by part under common random numbers. Parts are replications,
/// or what they, or groups of them, contribute to a figure of all people.
struct PairedComparison {
  std::int64_t parts = 0;
  double mean_a = 0;
  double mean_b = 0;
  double difference = 0;            ///< b - a
  Interval interval;                ///< of the difference
  double paired_variance = 0;       ///< of the differences, part by part
  double independent_variance = 0;  ///< var a + var b: what independent seeds would give

  /// How many times as many replications independent seeds need for the same half-width; nothing
  /// when the differences do not vary at all.
  [[nodiscard]] std::optional<double> variance_reduction() const;
  /// Parts after which the interval of the difference would just leave out zero, with the
  /// given variance: z^2 variance / difference^2, normal approximation. Nothing without a
  /// difference.
  [[nodiscard]] std::optional<double> replications_to_exclude_zero(double variance,
                                                                   double confidence) const;
};

/// The paired-t interval of b - a, with the degrees of freedom of `spread_of`.
///
/// @param a, b  one value for each part, in the same order
/// @returns nothing for fewer than two parts.
/// @pre as many values in `a` as in `b`; 0 < confidence < 1.
/// Source: Law (2015), Simulation Modeling and Analysis, 5th ed., sections 10.2.1 (paired-t
/// interval) and 11.2 (common random numbers).
[[nodiscard]] std::optional<PairedComparison> compare_paired(std::span<const double> a,
                                                             std::span<const double> b,
                                                             double confidence = 0.95);

/// The confidence that each of `intervals` needs so that all hold together with `confidence`:
/// 1 - (1 - confidence) / intervals.
///
/// Holds whatever the dependence between them (Bonferroni's inequality); cautious for many.
/// @pre intervals >= 1, 0 < confidence < 1.
/// Source: Law (2015), section 9.7.
[[nodiscard]] double bonferroni(double confidence, int intervals);

}  // namespace stepdown::analysis
