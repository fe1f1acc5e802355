#pragma once

#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/running_moments.hpp"

#include <cstdint>
#include <optional>

namespace stepdown::analysis {

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
