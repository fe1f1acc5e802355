#include "analysis/summary/grouped_times.hpp"

#include "analysis/statistics/quantile_spread.hpp"
#include "analysis/statistics/spread.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

namespace stepdown::analysis {

namespace {

double days_at_most(const sim::TimeHistogram& times, int value) {
  const std::vector<sim::Ticks>& ticks_at = times.ticks_at();
  const auto values = std::min(static_cast<std::size_t>(std::max(value + 1, 0)), ticks_at.size());
  return sim::to_days(std::accumulate(ticks_at.begin(),
                                      ticks_at.begin() + static_cast<std::ptrdiff_t>(values),
                                      sim::Ticks::zero()));
}

/// The share of time at `value`, or at its neighbors where there is more.
double share_around(const sim::TimeHistogram& times, int value) {
  const double here = days_at_most(times, value) - days_at_most(times, value - 1);
  const double near = days_at_most(times, value + 1) - days_at_most(times, value - 2);
  constexpr double neighbors = 3;
  return std::max(here, near / neighbors) / times.total_days();
}

}  // namespace

LineEstimate GroupedTimes::quantile(double p) const {
  const sim::TimeHistogram& pooled = all();
  LineEstimate estimate;
  if (!(pooled.total() > sim::Ticks::zero())) return estimate;
  const int value = pooled.quantile(p);
  estimate.value = value;
  std::vector<RatioPart> parts;
  for (const sim::TimeHistogram& group : groups())
    parts.push_back({days_at_most(group, value), group.total_days()});
  const std::vector<double> shares = ratio_contributions(parts);
  const auto spread = quantile_spread(value, p, shares, [&](double share) {
    return std::optional<double>(pooled.quantile(share));
  });
  if (!spread) return estimate;
  estimate.interval = spread->interval;
  const double rise = share_around(pooled, value);
  const double mean =
      std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
  for (const double share : shares)
    estimate.contributions.push_back(value - (share - mean) / rise);
  estimate.standard_error = spread_of(estimate.contributions)->standard_error;
  return estimate;
}

}  // namespace stepdown::analysis
