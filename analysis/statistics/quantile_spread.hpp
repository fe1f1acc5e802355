#pragma once

#include "analysis/statistics/confidence_interval.hpp"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// What can be said of how far a quantile is off.
struct QuantileSpread {
  Interval interval;
  Interval share;  ///< around p: its ends are the shares at or below those of `interval`
  double standard_error = 0;
  std::vector<double> contributions;  ///< of groups of replications; their mean is the quantile
};

/// Interval of a quantile by inverting that of the share at or below it (Woodruff): with [l, u] the
/// interval of that share around `p`, on the log odds scale, from quantile(l) to quantile(u). So
/// its ends are values that occur, also where many are equal.
///
/// Contributions are those of the share, turned by the mean slope of the quantile between l and u
/// (Bahadur's representation).
/// @param value     the p-quantile of all
/// @param shares    contributions of groups to the share at or below `value`
/// @param quantile  of all, for any share; nothing where it is not known
/// @returns nothing for fewer than two groups, or where an end is not known.
/// @pre 0 < p < 1.
/// Sources: Woodruff (1952), Confidence intervals for medians and other position measures, J. Am.
/// Stat. Assoc. 47, 635; Francisco and Fuller (1991), Quantile estimation with a complex survey
/// design, Annals of Statistics 19, 454.
[[nodiscard]] std::optional<QuantileSpread> quantile_spread(
    double value,
    double p,
    std::span<const double> shares,
    const std::function<std::optional<double>(double)>& quantile,
    double confidence = 0.95);

}  // namespace stepdown::analysis
