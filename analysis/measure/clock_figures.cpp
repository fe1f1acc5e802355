#include "analysis/measure/clock_figures.hpp"

#include "analysis/measure/clocks.hpp"
#include "analysis/measure/curve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::string_view no_end_known = "no episode has a known end";
constexpr std::string_view not_half = "fewer than half while anyone was followed";

/// `relapse_30`
std::string metric_at(const ClockMeasure& measure, double days) {
  return fmt::format("{}_{}", measure.name, days);
}

RiskCounts risk_at(const CurveWalk& curve, const CurvePoint& point) {
  return {
      curve.started(), point.at_risk, point.events, point.competing, point.censored, point.free};
}

/// Clocks that have all ended say nothing of days that no clock could have reached: they are known
/// to have ended only where the last of them was not cut off.
ClockFigure share_at(const ClockMeasure& measure,
                     const CurveWalk& curve,
                     const CurvePoint& point,
                     double window_days) {
  ClockFigure figure{metric_at(measure, point.days), "share", {}, risk_at(curve, point)};
  if (point.days <= window_days && Curve::is_known(point))
    figure.value = value_of(measure, point);
  else if (curve.started() > 0)
    figure.why_none = nobody_followed_so_long;
  return figure;
}

/// How it ends among those whose end is known, F / (1 - S): those that still run are taken to end
/// as the others did. Read off while there are enough clocks, as the last few throw a curve about.
/// @param curve  a walk that has not begun
ClockFigure end_of(const ClockMeasure& measure, CurveWalk curve) {
  const double too_few = too_few_at_risk(static_cast<double>(curve.started()));
  while (curve.step() != nullptr)
    if (static_cast<double>(curve.point().at_risk) <= too_few) break;
  const CurvePoint& end = curve.point();
  ClockFigure figure{std::string(measure.name), "share", {}, risk_at(curve, end)};
  if (end.free < 1) figure.value = end.incidence / (1 - end.free);
  if (curve.started() > 0 && !figure.value) figure.why_none = no_end_known;
  return figure;
}

/// Takes the walk to where it has happened to a share `p`, or to its end if it never has, and says
/// when that was: in a stretch of time evenly between its ends.
std::optional<double> reach(CurveWalk& curve, double p) {
  double before = 0;
  while (const ClockGroup* const group = curve.step()) {
    const double now = curve.point().incidence;
    if (now < p) {
      before = now;
      continue;
    }
    const double part = (p - before) / (now - before);
    return group->days + (2 * part - 1) * group->half_width;
  }
  return std::nullopt;
}

/// The time by which it has happened to half of the people.
/// @param curve  a walk that has not begun
ClockFigure median_of(const ClockMeasure& measure, CurveWalk curve) {
  constexpr double half = 0.5;
  ClockFigure figure{std::string(measure.median), "median", {}, {}};
  if (curve.started() == 0) return figure;
  figure.value = reach(curve, half);
  figure.risk = risk_at(curve, curve.point());
  if (!figure.value) figure.why_none = not_half;
  return figure;
}

}  // namespace

bool has_figure(const ClockMeasure& measure, std::string_view metric) {
  if (metric == measure.median) return !metric.empty();
  if (measure.has_end && metric == measure.name) return true;
  return std::any_of(measure.days.begin(), measure.days.end(), [&](double day) {
    return metric == metric_at(measure, day);
  });
}

std::vector<ClockFigure> clock_figures(const ClockMeasure& measure,
                                       std::span<const ClockGroup> clocks,
                                       double window_days) {
  std::vector<ClockFigure> figures;
  const CurveWalk start(clocks);
  CurveWalk curve = start;
  for (const double day : measure.days)
    figures.push_back(share_at(measure, curve, curve.go_to(day), window_days));
  if (measure.has_end) figures.push_back(end_of(measure, start));
  if (!measure.median.empty()) figures.push_back(median_of(measure, start));
  return figures;
}

std::optional<double> time_until(std::span<const ClockGroup> clocks, double p) {
  CurveWalk curve(clocks);
  const auto days = reach(curve, p);
  return curve.point().at_risk >= fewest_at_risk ? days : std::nullopt;
}

}  // namespace stepdown::analysis
