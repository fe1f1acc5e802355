#include "analysis/summary/clock_estimates.hpp"

#include "analysis/measure/curve.hpp"
#include "analysis/measure/outcome_curves.hpp"
#include "analysis/statistics/quantile_spread.hpp"
#include "analysis/summary/left_out_curves.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace stepdown::analysis {

namespace {

/// What is said without one group.
struct Without {
  std::vector<std::optional<double>> points;  ///< on the days of `curve_days`; nothing: not known
  std::vector<bool> happened;                 ///< to somebody of the group, by these days
  std::optional<double> end;                  ///< how the clocks end
  double at_median = 0;                       ///< the curve at the median of all
};

std::vector<Without> jackknifed(const GroupedClocks& clocks, double median) {
  if (clocks.groups.size() < 2) return {};
  std::vector<Without> all_without(clocks.groups.size());
  for (Without& without : all_without) {
    without.points.reserve(curve_days().size());
    without.happened.reserve(curve_days().size());
  }
  const ClockMeasure& measure = clocks.all.measure;
  LeftOutCurves curves(clocks.groups, measure.has_end);
  const auto value = [&](std::size_t g) {
    if (measure.is_not_yet) return 1 - curves.incidence(g);
    return measure.is_free ? curves.free(g) : curves.incidence(g);
  };
  const auto note_median = [&] {
    for (std::size_t g = 0; g < curves.size(); ++g)
      all_without[g].at_median = value(g);
  };
  double last = -1;
  for (const double day : curve_days()) {
    if (last < median && median < day) {
      curves.go_to(median);
      note_median();
    }
    last = day;
    curves.go_to(day);
    for (std::size_t g = 0; g < curves.size(); ++g) {
      all_without[g].points.push_back(curves.is_known(g) ? std::optional(value(g)) : std::nullopt);
      all_without[g].happened.push_back(measure.is_free ? curves.has_ended(g)
                                                        : curves.has_event(g));
    }
    if (median == day) note_median();
  }
  if (median > last) {
    curves.go_to(median);
    note_median();
  }
  for (std::size_t g = 0; g < curves.size(); ++g)
    all_without[g].end = curves.end(g);
  return all_without;
}

/// Contributions to what `of` finds in each; none when one of them lacks it.
template <class Of>
std::vector<double> contributions(double estimate,
                                  const std::vector<Without>& all_without,
                                  const GroupedClocks& clocks,
                                  Of of) {
  std::vector<LeftOut> left_out;
  left_out.reserve(all_without.size());
  for (std::size_t g = 0; g < all_without.size(); ++g) {
    const std::optional<double> one = of(all_without[g]);
    if (!one) return {};
    left_out.push_back({*one, static_cast<double>(clocks.sizes[g])});
  }
  return jackknife_contributions(estimate, left_out);
}

/// Where a day stands in `curve_days`.
std::size_t number_of(double day) {
  const std::vector<double>& days = curve_days();
  const auto found = std::lower_bound(days.begin(), days.end(), day);
  sim::expects(found != days.end() && *found == day, "curves are reported on the days of figures");
  return static_cast<std::size_t>(found - days.begin());
}

/// A figure that is not a median: on which day, or how the clocks end.
std::optional<double> value_of(const Without& without, std::optional<double> day) {
  return day ? without.points[number_of(*day)] : without.end;
}

/// @param day  a number in `curve_days`, up to which it has happened
ShareOfCurve behind_share(double value,
                          std::int64_t known,
                          std::size_t day,
                          const std::vector<Without>& all_without,
                          const GroupedClocks& clocks) {
  const ClockMeasure& measure = clocks.all.measure;
  const auto groups = static_cast<std::int64_t>(clocks.groups.size());
  ShareOfCurve behind{known, groups, groups, measure.comes_in_bursts};
  const double happened = measure.is_free || measure.is_not_yet ? 1 - value : value;
  if (happened > 0.5) return behind;
  behind.parts =
      std::ranges::count_if(all_without, [day](const Without& one) { return one.happened[day]; });
  return behind;
}

/// From the interval of the share with whom it has happened by the median.
LineEstimate median_estimate(const ClockFigure& figure,
                             std::span<const ClockGroup> everyone,
                             const std::vector<Without>& all_without,
                             const GroupedClocks& clocks) {
  LineEstimate estimate{figure.value, std::nullopt, std::nullopt};
  if (!figure.value) return estimate;
  constexpr double half = 0.5;
  const double value = *figure.value;
  const double at_median = value_of(clocks.all.measure, CurveWalk(everyone).go_to(value));
  auto spread = quantile_spread(
      value,
      half,
      contributions(at_median,
                    all_without,
                    clocks,
                    [](const Without& one) { return std::optional(one.at_median); }),
      [&](double p) { return time_until(everyone, p); });
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

/// Of how many people a curve says as much as a share of people who all were followed so long: at
/// the end of follow-up those few count who are still there, not the many of whom the beginning is
/// known. By its variance; where all have ended, n / S of the last n who were at risk, S just
/// before they ended; otherwise all whose clock's state is known. Source: Cutler and Ederer (1958),
/// J. Chron. Dis. 8, 699, "effective sample size".
std::int64_t people_behind(const ClockMeasure& measure, const Curve& curve, double day) {
  const CurvePoint point = curve.at(day);
  const std::int64_t known = point.at_risk + point.events + point.competing;
  const double value = value_of(measure, point);
  const double variance = measure.is_free ? point.free_variance : point.incidence_variance;
  auto number = static_cast<double>(known);
  if (value > 0 && value < 1 && variance > 0) {
    number = value * (1 - value) / variance;
  } else if (point.free <= 0) {
    double before = 1;
    for (const CurvePoint& one : curve.points()) {
      number = static_cast<double>(one.at_risk) / before;
      if (one.free <= 0) break;
      before = one.free;
    }
  }
  return std::min<std::int64_t>(known, std::llround(number));
}

/// @param day  that the figure is about, unless it is about how clocks end
LineEstimate share_of(const ClockFigure& figure,
                      std::optional<double> day,
                      const Curve& curve,
                      const std::vector<Without>& all_without,
                      const GroupedClocks& clocks) {
  if (!figure.value) return {};
  return share_estimate(
      *figure.value,
      behind_share(*figure.value,
                   day ? people_behind(clocks.all.measure, curve, *day) : figure.risk.known(),
                   day ? number_of(*day) : curve_days().size() - 1,
                   all_without,
                   clocks),
      contributions(*figure.value, all_without, clocks, [&](const Without& one) {
        return value_of(one, day);
      }));
}

std::vector<CurveBand> bands_of(const Curve& curve,
                                const std::vector<Without>& all_without,
                                const GroupedClocks& clocks) {
  const ClockMeasure& measure = clocks.all.measure;
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
    band.interval =
        share_estimate(
            band.value,
            behind_share(
                band.value, people_behind(measure, curve, days[k]), k, all_without, clocks),
            contributions(
                band.value, all_without, clocks, [k](const Without& one) { return one.points[k]; }))
            .interval;
  }
  return bands;
}

}  // namespace

ClockEstimates clock_estimates(const GroupedClocks& clocks, const std::string& group) {
  const ClockMeasure& measure = clocks.all.measure;
  const std::vector<ClockGroup> everyone = clocks.all.counts->grouped();
  ClockEstimates found;
  found.figures = clock_figures(measure, everyone, clocks.window_days);
  if (!clocks.all.why_none.empty()) {
    for (ClockFigure& figure : found.figures)
      figure.value.reset();  // not a 0 that nobody observed
    found.estimates.resize(found.figures.size());
    return found;
  }
  double median = 0;
  for (const ClockFigure& figure : found.figures)
    if (figure.statistic == "median") median = figure.value.value_or(0);
  const std::vector<Without> all_without = jackknifed(clocks, median);
  const Curve curve(everyone);
  for (const ClockFigure& figure : found.figures) {
    const std::size_t number = found.estimates.size();
    if (figure.statistic == "median") {
      found.estimates.push_back(median_estimate(figure, everyone, all_without, clocks));
      continue;
    }
    const bool is_of_day = number < measure.days.size();
    found.estimates.push_back(
        share_of(figure,
                 is_of_day ? std::optional(measure.days[number]) : std::nullopt,
                 curve,
                 all_without,
                 clocks));
  }
  found.curve = {
      std::string(measure.name), clocks.all.state, group, bands_of(curve, all_without, clocks)};
  return found;
}

}  // namespace stepdown::analysis
