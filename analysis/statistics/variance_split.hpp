#pragma once

#include "analysis/statistics/bootstrap.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// Whose luck a replication of one draw of the inputs has.
enum class Luck : std::uint8_t {
  Own,    ///< independent of all others
  Shared  ///< that of the replication with the same number of every other draw
};

/// The variance of a figure of one replication with inputs drawn at random, in its two parts.
struct VarianceSplit {
  /// Variance between draws of what is to be expected of the figure. May be below 0 where chance
  /// hides it; its interval is not.
  Estimate input;
  double chance = 0;  ///< variance between replications of one draw, on average
  /// input / (input + chance), from 0 to 1, with its interval; nothing where neither is seen.
  std::optional<Estimate> share;
};

/// One-way analysis of variance with random effects, by moments: input = (MSB - MSE) / k0, chance =
/// MSW; MSB and MSW the mean squares between and within draws, k0 = (N - sum k_i^2 / N) / (n - 1)
/// for n draws with k_i of all N replications. MSE, what chance adds to MSB, is MSW; where luck is
/// shared it is the mean square of the interaction of draws and replications, as what a replication
/// does to all draws alike makes no difference between them.
///
/// Intervals by the delete-one jackknife over draws, formed for MSB / k0, and its ratio to chance,
/// on the log scale, from which MSE / k0 is taken away: no law of the draws is assumed, and the
/// lower end is 0 where no input part can be told. Costs: where luck is shared, that there were
/// only so many kinds of it is not in them.
/// @param figures  by draw, one value a replication
/// @returns nothing for fewer than three draws, or when no draw has two replications.
/// @pre at least one replication of each draw; as many of each where luck is shared
/// Sources: O'Hagan, Stevenson and Madan (2007), Monte Carlo probabilistic sensitivity analysis for
/// patient level simulation models: efficient estimation of mean and variance using ANOVA, Health
/// Economics 16, 1009; for unequal numbers Searle, Casella and McCulloch (1992), Variance
/// components, section 3.6; Arvesen (1969), Jackknifing U-statistics, Annals of Math. Statistics
/// 40, 2076.
[[nodiscard]] std::optional<VarianceSplit> variance_split(
    std::span<const std::vector<double>> figures, Luck luck, double confidence = 0.95);

}  // namespace stepdown::analysis
