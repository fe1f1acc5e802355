#pragma once

#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/running_moments.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace stepdown::analysis {

/// Distribution-free interval of a quantile from independent values: two of the values themselves.
///
/// The number of values below the p-quantile is binomial(n, p); the interval runs from order
/// statistic l to u with P(l <= B < u) >= confidence, both tails at most half of the rest.
///
/// @param sorted  independent values in ascending order: one for each replication, or one for each
///                person where persons do not affect each other
/// @returns nothing when there are too few values: for p = 0.95 at 95 % at least 72 are needed.
/// @pre 0 < p < 1, 0 < confidence < 1.
/// Source: David and Nagaraja (2003), Order Statistics, 3rd ed., section 7.1.
[[nodiscard]] std::optional<Interval> quantile_interval(std::span<const double> sorted,
                                                        double p,
                                                        double confidence = 0.95);

/// The fewest values from which `quantile_interval` gives an answer.
[[nodiscard]] std::size_t values_for_quantile(double p, double confidence = 0.95);

/// Interval of a figure of pooled replications (a pooled quantile, a ratio of sums) from the same
/// figure with each replication left out in turn: the delete-one jackknife.
///
/// Values of one replication may depend on each other in any way; replications are independent.
/// @param pooled    the figure of all replications together
/// @param left_out  the figure without replication i, i = 0 .. n - 1
/// @returns nothing for fewer than two replications.
/// @pre 0 < confidence < 1.
/// Source: Miller (1974), The jackknife: a review, Biometrika 61; for quantiles of grouped data it
/// needs groups that each hold many values (Shao and Wu 1989, Annals of Statistics 17).
[[nodiscard]] std::optional<Interval> jackknife_interval(double pooled,
                                                         std::span<const double> left_out,
                                                         double confidence = 0.95);

/// Interval of a figure of pooled replications from the same figure of each: sectioning,
/// pooled +- t sqrt(sum (x_i - pooled)^2 / (n (n - 1))).
///
/// Centered at the pooled figure, which has less bias than the mean of those of the replications,
/// and as wide as they scatter about it. Needs no more than what each replication says.
/// @param replications  the figure in each replication
/// @returns nothing for fewer than two replications.
/// Source: Asmussen and Glynn (2007), Stochastic Simulation, section III.5; for quantiles: Nakayama
/// (2014), Confidence intervals for quantiles using sectioning when applying variance-reduction
/// techniques, ACM Transactions on Modeling and Computer Simulation 24(4).
[[nodiscard]] std::optional<Interval> sectioned_interval(double pooled,
                                                         const RunningMoments& replications,
                                                         StudentFactor& student);

/// Observations of which a share beyond the p-quantile is expected to hold one at least; below that
/// the quantile of a sample is its largest value: ceil(1 / (1 - p)), and 2 at least.
/// @pre 0 < p < 1.
[[nodiscard]] std::int64_t observations_for_quantile(double p);

}  // namespace stepdown::analysis
