#include "analysis/summary/clock_estimates.hpp"

#include "analysis/measure/curve.hpp"
#include "analysis/measure/outcome_curves.hpp"
#include "analysis/statistics/quantile_spread.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::FollowUpGrid;
using models::PooledClockCounts;

/// Clocks of all but one group.
void take_away(PooledClockCounts& from, const PooledClockCounts& group) {
  for (std::size_t bin = 0; bin < FollowUpGrid::bins; ++bin) {
    from.events[bin] -= group.events[bin];
    from.competing_ends[bin] -= group.competing_ends[bin];
    from.cut_off[bin] -= group.cut_off[bin];
  }
}

/// What is said without one group.
struct Without {
  std::vector<double> points;        ///< as `curve_points`
  std::vector<ClockFigure> figures;  ///< as `clock_figures`
  double at_median = 0;              ///< the curve at the median of all
};

std::vector<Without> jackknifed(const GroupedClocks& clocks, double median) {
  std::vector<Without> all_without;
  if (clocks.groups.size() < 2) return all_without;
  const ClockMeasure& measure = clocks.all.measure;
  const auto rest = std::make_unique<PooledClockCounts>();
  for (const PooledClockCounts* const group : clocks.groups) {
    *rest = *clocks.all.counts;
    take_away(*rest, *group);
    all_without.push_back({curve_points(measure, *rest),
                           clock_figures(measure, *rest, clocks.window_days),
                           curve_on(measure, *rest, median)});
  }
  return all_without;
}

/// Contributions to what `of` finds in each; none when one of them lacks it.
template <class Of>
std::vector<double> contributions(double estimate,
                                  const std::vector<Without>& all_without,
                                  const GroupedClocks& clocks,
                                  Of of) {
  std::vector<LeftOut> left_out;
  for (std::size_t g = 0; g < all_without.size(); ++g) {
    const std::optional<double> one = of(all_without[g]);
    if (!one) return {};
    left_out.push_back({*one, static_cast<double>(clocks.sizes[g])});
  }
  return jackknife_contributions(estimate, left_out);
}

/// From the interval of the share with whom it has happened by the median.
LineEstimate median_estimate(const ClockFigure& figure,
                             const std::vector<Without>& all_without,
                             const GroupedClocks& clocks) {
  LineEstimate estimate{figure.value, std::nullopt, std::nullopt};
  if (!figure.value) return estimate;
  constexpr double half = 0.5;
  const double value = *figure.value;
  const double at_median = curve_on(clocks.all.measure, *clocks.all.counts, value);
  auto spread = quantile_spread(
      value,
      half,
      contributions(at_median,
                    all_without,
                    clocks,
                    [](const Without& one) { return std::optional(one.at_median); }),
      [&](double p) { return time_until(*clocks.all.counts, p); });
  if (!spread) {
    if (clocks.groups.size() > 1)
      estimate.note = "its interval would end where nobody was followed";
    return estimate;
  }
  const auto groups = static_cast<std::int64_t>(clocks.groups.size());
  const Behind behind{static_cast<double>(figure.risk.events), groups, groups};
  estimate.standard_error = spread->standard_error;
  estimate.contributions = std::move(spread->contributions);
  estimate.note = note_on(behind);
  if (is_enough(behind)) estimate.interval = spread->interval;
  return estimate;
}

LineEstimate estimate_of(const ClockFigure& figure,
                         std::size_t number,
                         const std::vector<Without>& all_without,
                         const GroupedClocks& clocks) {
  if (figure.statistic == "median") return median_estimate(figure, all_without, clocks);
  if (!figure.value) return {};
  return share_estimate(*figure.value,
                        figure.risk.known(),
                        contributions(*figure.value, all_without, clocks, [&](const Without& one) {
                          return one.figures[number].value;
                        }));
}

std::vector<CurveBand> bands_of(const std::vector<Without>& all_without,
                                const GroupedClocks& clocks) {
  const ClockMeasure& measure = clocks.all.measure;
  const Curve curve(grouped(*clocks.all.counts));
  const std::vector<double>& days = curve_days();
  std::vector<CurveBand> bands;
  for (std::size_t k = 0; k < days.size(); ++k) {
    const CurvePoint point = curve.at(days[k]);
    if (point.at_risk == 0) break;
    CurveBand& band = bands.emplace_back();
    band.days = days[k];
    band.value = value_of(measure, point);
    band.variance = measure.is_free ? point.free_variance : point.incidence_variance;
    band.at_risk = point.at_risk;
    band.interval = share_estimate(band.value,
                                   point.at_risk + point.events + point.competing,
                                   contributions(band.value,
                                                 all_without,
                                                 clocks,
                                                 [k](const Without& one) {
                                                   return k < one.points.size()
                                                              ? std::optional(one.points[k])
                                                              : std::nullopt;
                                                 }))
                        .interval;
  }
  return bands;
}

}  // namespace

ClockEstimates clock_estimates(const GroupedClocks& clocks, const std::string& group) {
  ClockEstimates found;
  found.figures = clock_figures(clocks.all.measure, *clocks.all.counts, clocks.window_days);
  if (!clocks.all.why_none.empty()) {
    found.estimates.resize(found.figures.size());
    return found;
  }
  double median = 0;
  for (const ClockFigure& figure : found.figures)
    if (figure.statistic == "median") median = figure.value.value_or(0);
  const std::vector<Without> all_without = jackknifed(clocks, median);
  for (std::size_t i = 0; i < found.figures.size(); ++i)
    found.estimates.push_back(estimate_of(found.figures[i], i, all_without, clocks));
  found.curve = {
      std::string(clocks.all.measure.name), clocks.all.state, group, bands_of(all_without, clocks)};
  return found;
}

}  // namespace stepdown::analysis
