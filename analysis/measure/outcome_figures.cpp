#include "analysis/measure/outcome_figures.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/measure/clocks.hpp"
#include "analysis/measure/collector.hpp"
#include "analysis/measure/curve.hpp"
#include "analysis/measure/why_impossible.hpp"
#include "analysis/statistics/ratio.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

using models::BasicOutcomeCell;

constexpr std::string_view nobody = "nobody to observe";
constexpr std::string_view one_only = "a standard deviation needs two people";
constexpr std::string_view nobody_at_risk = "nobody was followed that long";
constexpr std::string_view unresolved = "too many episodes have no known end";
constexpr std::string_view not_half = "fewer than half while anyone was followed";
constexpr std::string_view nobody_followed = "nobody was followed for 365 days";

/// Gathers the figures of one group.
struct Figures {
  std::string group;
  std::vector<OutcomeFigure> found;

  OutcomeFigure& add(const std::string& state,
                     const std::string& metric,
                     const std::string& statistic,
                     std::optional<double> value,
                     std::optional<std::int64_t> n) {
    return found.emplace_back(OutcomeFigure{
        {state, group, metric, statistic, value, n}, std::nullopt, value ? "" : nobody});
  }
  void add_none(const std::string& state,
                const std::string& metric,
                const std::string& statistic,
                std::string_view why) {
    add(state, metric, statistic, std::nullopt, std::nullopt).why_none = why;
  }
};

/// `relapse_30`
std::string metric_at(const ClockMeasure& measure, double days) {
  return fmt::format("{}_{}", measure.name, days);
}

template <class Count>
RiskCounts risk_at(const CurveWalk<Count>& curve, const CurvePoint& point) {
  return {curve.started(), point.at_risk, point.events, point.competing, point.censored};
}

/// Clocks that have all ended say nothing of days that no clock could have reached: they are known
/// to have ended only where the last of them was not cut off.
template <class Count>
void add_at(Figures& to,
            const NamedClocks<Count>& clocks,
            const CurveWalk<Count>& curve,
            const CurvePoint& point,
            double window_days) {
  std::optional<double> value;
  if (point.days <= window_days && Curve::is_known(point)) value = value_of(clocks.measure, point);
  OutcomeFigure& figure =
      to.add(clocks.state, metric_at(clocks.measure, point.days), "share", value, curve.started());
  figure.risk = risk_at(curve, point);
  if (!value && curve.started() > 0) figure.why_none = nobody_at_risk;
}

/// Where the curve stays in the end.
template <class Count>
void add_end(Figures& to, const NamedClocks<Count>& clocks) {
  if (!clocks.why_none.empty()) {
    to.add_none(clocks.state, std::string(clocks.measure.name), "share", clocks.why_none);
    return;
  }
  CurveWalk curve(*clocks.counts);
  const CurvePoint end = curve.go_to(curve.end());
  std::optional<double> value;
  if (curve.started() > 0 && end.free <= most_unresolved) value = end.incidence;
  OutcomeFigure& figure =
      to.add(clocks.state, std::string(clocks.measure.name), "share", value, curve.started());
  figure.risk = risk_at(curve, end);
  if (!value && curve.started() > 0) figure.why_none = unresolved;
}

/// The time by which it has happened to half of the people.
template <class Count>
void add_median(Figures& to, const NamedClocks<Count>& clocks) {
  const std::string metric(clocks.measure.median);
  if (!clocks.why_none.empty()) {
    to.add_none(clocks.state, metric, "median", clocks.why_none);
    return;
  }
  CurveWalk curve(*clocks.counts);
  const double end = curve.end();
  CurvePoint point;
  std::optional<double> value;
  for (std::size_t bin = 0; !value; ++bin) {
    point = curve.go_to(models::FollowUpGrid::upper_end(bin));
    if (point.incidence >= 0.5) value = point.days;
    if (point.days >= end) break;
  }
  OutcomeFigure& figure = to.add(clocks.state, metric, "median", value, curve.started());
  if (curve.started() > 0) figure.risk = risk_at(curve, point);
  if (!value && curve.started() > 0) figure.why_none = not_half;
}

/// The figures of one curve, and on the same way its points as far as it is known.
template <class Count>
std::vector<double> walk(Figures& to, const NamedClocks<Count>& clocks, double window_days) {
  std::vector<double> points;
  if (!clocks.why_none.empty()) {
    for (const double day : clocks.measure.days)
      to.add_none(clocks.state, metric_at(clocks.measure, day), "share", clocks.why_none);
    return points;
  }
  points.reserve(curve_days().size());
  CurveWalk curve(*clocks.counts);
  auto asked = clocks.measure.days.begin();
  const auto end = clocks.measure.days.end();
  bool is_known = true;
  for (const double day : curve_days()) {
    if (!is_known && asked == end) break;
    const CurvePoint& point = curve.go_to(day);
    is_known = is_known && Curve::is_known(point);
    if (is_known) points.push_back(value_of(clocks.measure, point));
    if (asked == end || *asked != day) continue;
    add_at(to, clocks, curve, point, window_days);
    ++asked;
  }
  sim::expects(asked == end, "every day that a figure is about is one of the curve");
  return points;
}

/// Returns the points of each curve.
template <class Count>
std::vector<std::vector<double>> add_clocks(Figures& to,
                                            const models::Model& model,
                                            const BasicOutcomeCell<Count>& cell,
                                            double window_days) {
  std::vector<std::vector<double>> curves;
  for (const NamedClocks<Count>& clocks : clocks_of(model, cell)) {
    curves.push_back(walk(to, clocks, window_days));
    if (clocks.measure.has_end) add_end(to, clocks);
    if (!clocks.measure.median.empty()) add_median(to, clocks);
  }
  return curves;
}

/// Figures that the collector of the other metrics knows how to make.
void take(Figures& to, Collector from, std::string_view why_none) {
  for (Measurement& measurement : from.found) {
    measurement.group = to.group;
    const bool is_sd_of_one = measurement.statistic == "sd" && measurement.n == 1;
    const std::string_view why = measurement.value ? "" : is_sd_of_one ? one_only : why_none;
    to.found.push_back({std::move(measurement), std::nullopt, why});
  }
}

/// Adds the statistics of one figure of a group, but for those of clocks.
template <class Count>
struct AddingOfPeople {
  Figures& to;
  const models::Model& model;
  const BasicOutcomeCell<Count>& cell;
  double observed_days;
  const std::vector<std::vector<std::int64_t>>& statuses;
  std::string metric;

  void operator()(const PersonNumbers& figure) const {
    const std::string_view why =
        figure.about ? why_impossible(model, *figure.about) : std::string_view{};
    for (const PersonNumber& named : figure.numbers) {
      const std::string statistic(named.statistic);
      const Number number = named.number(cell, observed_days);
      if (why.empty())
        to.add(all, metric, statistic, number.value, number.n);
      else
        to.add_none(all, metric, statistic, why);
    }
  }
  void operator()(const PersonLengths& figure) const {
    Collector collector;
    collector.add_histogram(metric, figure.lengths(cell));
    take(to, std::move(collector), nobody);
  }
  void operator()(const PerPerson& figure) const {
    const models::PersonMoments& moments = figure.moments(cell);
    Collector collector;
    collector.add_moments(metric, cell.followed, moments.sum, moments.square_sum);
    take(to, std::move(collector), nobody_followed);
  }
  void operator()(const StatusShares& figure) const {
    const std::vector<std::string> names = status_names(model);
    for (const int day : figure.days) {
      const auto at = static_cast<std::size_t>(day);
      const std::int64_t people = people_on(statuses, at);
      for (std::size_t s = 0; s < names.size(); ++s) {
        OutcomeFigure& added = to.add(names[s],
                                      metric + std::to_string(day),
                                      "share",
                                      ratio(statuses[s][at], people),
                                      people);
        if (!added.measurement.value) added.why_none = nobody_at_risk;
      }
    }
  }
  // in the order of `clocks_of`, see `add_clocks`
  void operator()(const ClockMeasure&) const {}
  void operator()(const FromOtherClocks&) const {}
};

}  // namespace

template <class Count>
MeasuredOutcomes measure_outcomes(const models::Model& model,
                                  const models::BasicOutcomes<Count>& outcomes,
                                  double window_days,
                                  int replications) {
  const double observed_days = window_days * replications;
  MeasuredOutcomes measured;
  for (const ReportGroup& group : report_groups(model)) {
    std::unique_ptr<BasicOutcomeCell<Count>> sum;
    const BasicOutcomeCell<Count>& cell = outcomes_of(group, outcomes, sum);
    OutcomeCurves::Group& curves = measured.curves.groups.emplace_back();
    curves.statuses = status_counts(cell);
    Figures to{group.name, std::move(measured.figures)};
    const auto add = [&](const std::vector<PersonFigure>& figures) {
      for (const PersonFigure& figure : figures) {
        const std::string metric(figure.name.substr(0, figure.name.find('<')));
        std::visit(AddingOfPeople<Count>{to, model, cell, observed_days, curves.statuses, metric},
                   figure.measure);
      }
    };
    add(figures_of_people().access);
    curves.clocks = add_clocks(to, model, cell, window_days);
    add(figures_of_people().follow_up);
    measured.figures = std::move(to.found);
  }
  return measured;
}

template MeasuredOutcomes measure_outcomes(const models::Model&,
                                           const models::OutcomeObservations&,
                                           double,
                                           int);
template MeasuredOutcomes measure_outcomes(const models::Model&,
                                           const models::PooledOutcomes&,
                                           double,
                                           int);

template <class Count>
std::vector<std::vector<std::int64_t>> status_counts(const BasicOutcomeCell<Count>& outcomes) {
  constexpr std::size_t days = models::follow_up_days + 1;
  std::vector<std::vector<std::int64_t>> counts;
  for (const auto& change : outcomes.status_change) {
    std::vector<std::int64_t>& by_day = counts.emplace_back(days);
    std::int64_t people = 0;
    for (std::size_t day = 0; day < days; ++day) {
      people += change[day];
      by_day[day] = people;
    }
  }
  return counts;
}

template std::vector<std::vector<std::int64_t>> status_counts(const models::OutcomeCell&);

std::int64_t people_on(const std::vector<std::vector<std::int64_t>>& counts, std::size_t day) {
  std::int64_t people = 0;
  for (const auto& by_day : counts)
    people += by_day[day];
  return people;
}

std::vector<std::string> status_names(const models::Model& model) {
  std::vector<std::string> names;
  for (const models::StateModel& state : model.states)
    names.push_back(state.name);
  names.emplace_back("waiting");
  return names;
}

}  // namespace stepdown::analysis
