#pragma once

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/spread.hpp"

#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// The mean of a figure over draws of uncertain inputs and over parts (replications, or groups of
/// them), both of them samples, where all draws share the luck of a part.
///
/// Variance of the mean: that of the means of draws over their number, and that of the means of
/// parts over theirs, less what is in both of them: the mean square of the interaction over draws
/// times parts; at least the larger of the two. Degrees of freedom as of a sum of two errors.
/// @param figures  by draw, one value a part
/// @returns nothing for fewer than two draws or parts.
/// @pre as many parts of each draw; all values where the scale can have them
/// Source: Searle, Casella and McCulloch (1992), Variance components, section 4.3 (two crossed
/// random effects).
[[nodiscard]] std::optional<Estimate> crossed_mean(std::span<const std::vector<double>> figures,
                                                   Scale scale,
                                                   double confidence = 0.95);

}  // namespace stepdown::analysis
