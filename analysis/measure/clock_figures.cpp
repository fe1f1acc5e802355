#include "analysis/measure/clock_figures.hpp"

#include "analysis/measure/clocks.hpp"
#include "analysis/measure/curve.hpp"
#include "analysis/measure/outcome_curves.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stepdown::analysis {

namespace {

using models::BasicClockCounts;

constexpr std::string_view no_end_known = "no episode has a known end";
constexpr std::string_view not_half = "fewer than half while anyone was followed";

/// `relapse_30`
std::string metric_at(const ClockMeasure& measure, double days) {
  return fmt::format("{}_{}", measure.name, days);
}

template <class Count>
RiskCounts risk_at(const CurveWalk<Count>& curve, const CurvePoint& point) {
  return {
      curve.started(), point.at_risk, point.events, point.competing, point.censored, point.free};
}

/// Clocks that have all ended say nothing of days that no clock could have reached: they are known
/// to have ended only where the last of them was not cut off.
template <class Count>
ClockFigure share_at(const ClockMeasure& measure,
                     const CurveWalk<Count>& curve,
                     const CurvePoint& point,
                     double window_days) {
  ClockFigure figure{metric_at(measure, point.days), "share", {}, risk_at(curve, point)};
  if (point.days <= window_days && Curve::is_known(point))
    figure.value = value_of(measure, point);
  else if (curve.started() > 0)
    figure.why_none = nobody_followed_so_long;
  return figure;
}

/// The first point of which `is_it`; the last one if it is none.
template <class Count, class IsIt>
CurvePoint first_point(CurveWalk<Count>& curve, IsIt is_it) {
  const double end = curve.end();
  CurvePoint point;
  for (std::size_t bin = 0; bin < models::FollowUpGrid::bins; ++bin) {
    point = curve.go_to(models::FollowUpGrid::upper_end(bin));
    if (is_it(point) || point.days >= end) break;
  }
  return point;
}

/// Fewer clocks than these say little of how a curve goes on.
constexpr double fewest_at_risk = 10;

/// How it ends among those whose end is known, F / (1 - S): those that still run are taken to end
/// as the others did. Read off while there are enough clocks, as the last few throw a curve about.
template <class Count>
ClockFigure end_of(const ClockMeasure& measure, const BasicClockCounts<Count>& counts) {
  CurveWalk curve(counts);
  const double enough =
      std::min(fewest_at_risk, static_cast<double>(curve.started()) / fewest_at_risk);
  const CurvePoint end = first_point(curve, [enough](const CurvePoint& point) {
    return static_cast<double>(point.at_risk) <= enough;
  });
  ClockFigure figure{std::string(measure.name), "share", {}, risk_at(curve, end)};
  if (end.free < 1) figure.value = end.incidence / (1 - end.free);
  if (curve.started() > 0 && !figure.value) figure.why_none = no_end_known;
  return figure;
}

/// The curve where it has happened to a share `p`, or its end if it never has, and when that was:
/// in the bins of several days evenly between their ends.
struct Reached {
  CurvePoint point;
  std::optional<double> days;
};

template <class Count>
Reached reach(CurveWalk<Count>& curve, double p) {
  CurvePoint before;
  const CurvePoint point = first_point(curve, [&](const CurvePoint& now) {
    if (now.incidence >= p) return true;
    before = now;
    return false;
  });
  if (point.incidence < p) return {point, std::nullopt};
  const double width = point.days - before.days;
  if (width <= 1) return {point, point.days};
  const double part = (p - before.incidence) / (point.incidence - before.incidence);
  return {point, before.days + part * width};
}

/// The time by which it has happened to half of the people.
template <class Count>
ClockFigure median_of(const ClockMeasure& measure, const BasicClockCounts<Count>& counts) {
  constexpr double half = 0.5;
  CurveWalk curve(counts);
  ClockFigure figure{std::string(measure.median), "median", {}, {}};
  if (curve.started() == 0) return figure;
  const Reached reached = reach(curve, half);
  figure.risk = risk_at(curve, reached.point);
  figure.value = reached.days;
  if (!figure.value) figure.why_none = not_half;
  return figure;
}

}  // namespace

template <class Count>
std::vector<ClockFigure> clock_figures(const ClockMeasure& measure,
                                       const BasicClockCounts<Count>& counts,
                                       double window_days) {
  std::vector<ClockFigure> figures;
  CurveWalk curve(counts);
  for (const double day : measure.days)
    figures.push_back(share_at(measure, curve, curve.go_to(day), window_days));
  if (measure.has_end) figures.push_back(end_of(measure, counts));
  if (!measure.median.empty()) figures.push_back(median_of(measure, counts));
  return figures;
}

template <class Count>
std::vector<double> curve_points(const ClockMeasure& measure,
                                 const BasicClockCounts<Count>& counts) {
  std::vector<double> points;
  CurveWalk curve(counts);
  for (const double day : curve_days()) {
    const CurvePoint& point = curve.go_to(day);
    if (!Curve::is_known(point)) break;
    points.push_back(value_of(measure, point));
  }
  return points;
}

template <class Count>
std::optional<double> time_until(const BasicClockCounts<Count>& counts, double p) {
  CurveWalk curve(counts);
  const Reached reached = reach(curve, p);
  const bool is_told = static_cast<double>(reached.point.at_risk) >= fewest_at_risk;
  return is_told ? reached.days : std::nullopt;
}

template <class Count>
double curve_on(const ClockMeasure& measure, const BasicClockCounts<Count>& counts, double day) {
  return value_of(measure, CurveWalk(counts).go_to(day));
}

template std::vector<ClockFigure> clock_figures(const ClockMeasure&,
                                                const models::ClockCounts&,
                                                double);
template std::vector<ClockFigure> clock_figures(const ClockMeasure&,
                                                const models::PooledClockCounts&,
                                                double);
template std::vector<double> curve_points(const ClockMeasure&, const models::PooledClockCounts&);
template std::optional<double> time_until(const models::PooledClockCounts&, double);
template double curve_on(const ClockMeasure&, const models::PooledClockCounts&, double);

}  // namespace stepdown::analysis
