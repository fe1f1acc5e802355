#include "analysis/statistics/quantile_spread.hpp"

#include "analysis/statistics/spread.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <numeric>

namespace stepdown::analysis {

std::optional<QuantileSpread> quantile_spread(
    double value,
    double p,
    std::span<const double> shares,
    const std::function<std::optional<double>(double)>& quantile,
    double confidence) {
  sim::expects(p > 0 && p < 1, "a quantile strictly between 0 and 1");
  auto spread = spread_of(shares);
  if (!spread) return std::nullopt;
  // An x is in the interval when p is in that of the share at x: its ends change sides.
  spread->skewness = -spread->skewness;
  const Interval share = interval_on(Scale::Share, p, *spread, confidence);
  const auto low = quantile(share.low);
  const auto high = quantile(share.high);
  if (!low || !high) return std::nullopt;
  QuantileSpread result;
  result.share = share;
  result.interval = {std::min(*low, value), std::max(*high, value)};
  const double width = share.high - share.low;
  const double slope = width > 0 ? (result.interval.high - result.interval.low) / width : 0;
  result.standard_error = slope * spread->standard_error;
  const double mean =
      std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
  for (const double one : shares)
    result.contributions.push_back(value - slope * (one - mean));
  return result;
}

}  // namespace stepdown::analysis
