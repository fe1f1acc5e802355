#include "analysis/summary/grouped_lengths.hpp"

#include "analysis/catalog/statistic.hpp"
#include "analysis/statistics/observations_for_quantile.hpp"
#include "analysis/statistics/quantile_spread.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepdown::analysis {

namespace {

/// So many lengths have to lie beyond the end of an interval.
constexpr double fewest_beyond = 5;

double count_of(const sim::PackedLogHistogram& lengths) {
  return static_cast<double>(lengths.count());
}

/// Of a quantile the rarer side counts: those above it, mostly.
Behind behind_quantile(const std::vector<sim::PackedLogHistogram>& groups, double p) {
  Behind behind{0, 0, static_cast<std::int64_t>(groups.size())};
  double number = 0;
  for (const sim::PackedLogHistogram& group : groups) {
    number += count_of(group);
    if (group.count() > 0) ++behind.parts;
  }
  behind.events = std::round(std::min(p, 1 - p) * number);
  return behind;
}

}  // namespace

Behind GroupedLengths::not_zero() const {
  Behind behind{0, 0, static_cast<std::int64_t>(groups().size())};
  for (const sim::PackedLogHistogram& group : groups()) {
    const double events = count_of(group) - static_cast<double>(group.zeros());
    behind.events += events;
    if (events > 0) ++behind.parts;
  }
  return behind;
}

LineEstimate GroupedLengths::estimate(std::string_view statistic) const {
  const sim::LogHistogram& pooled = all();
  LineEstimate estimate;
  if (pooled.count() == 0) return estimate;
  const auto p = quantile_of(statistic);
  if (!p) {
    sim::expects(statistic == "max", "of lengths of time quantiles are known, and the largest");
    estimate.value = pooled.maximum();
    return estimate;
  }
  const std::int64_t needed = observations_for_quantile(*p);
  if (static_cast<std::int64_t>(pooled.count()) < needed) {
    estimate.note = fmt::format("{} observations, {} needs {}", pooled.count(), statistic, needed);
    return estimate;
  }
  const double value = pooled.quantile(*p);
  estimate.value = value;
  std::vector<RatioPart> parts;
  for (const sim::PackedLogHistogram& group : groups())
    parts.push_back({group.number_at_most(value), count_of(group)});
  const Behind behind = behind_quantile(groups(), *p);
  auto spread = quantile_spread(
      value, *p, ratio_contributions(parts), [&](double share) { return pooled.quantile(share); });
  if (!spread) return estimate;
  estimate.standard_error = spread->standard_error;
  estimate.contributions = std::move(spread->contributions);
  estimate.note = note_on(behind);
  if (!is_enough(behind)) return estimate;
  // An end among the last few is not where the quantile may be, but where observation ends.
  const double beyond = (1 - spread->share.high) * static_cast<double>(pooled.count());
  if (beyond >= fewest_beyond || spread->interval.high == value)
    estimate.interval = spread->interval;
  else
    estimate.note = "its interval would end among the few largest";
  return estimate;
}

}  // namespace stepdown::analysis
