#include "analysis/measure/outcome_figures.hpp"

#include "analysis/measure/clocks.hpp"
#include "analysis/measure/collector.hpp"
#include "analysis/measure/curve.hpp"
#include "analysis/measure/impossible_kind.hpp"
#include "analysis/statistics/ratio.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

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

/// The share of index episodes that end in a planned way: where the curve stays in the end.
template <class Count>
void add_completion(Figures& to, const NamedClocks<Count>& clocks) {
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

/// The time by which half of the people have recovered.
template <class Count>
void add_median_recovery(Figures& to, const NamedClocks<Count>& clocks) {
  if (!clocks.why_none.empty()) {
    to.add_none(all, "recovery_time", "median", clocks.why_none);
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
  OutcomeFigure& figure = to.add(all, "recovery_time", "median", value, curve.started());
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
    if (clocks.measure.name == "completion") add_completion(to, clocks);
    if (clocks.measure.name == "recovery") add_median_recovery(to, clocks);
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

template <class Count>
void add_access(Figures& to, const BasicOutcomeCell<Count>& cell, double window_days) {
  const auto per_year = [&](std::int64_t count) {
    return static_cast<double>(count) * days_per_year / window_days;
  };
  to.add(
      all, "index_admissions", "per_year", per_year(cell.index_admissions), cell.index_admissions);
  Collector collector;
  collector.add_histogram("time_to_treatment", cell.time_to_treatment);
  take(to, std::move(collector), nobody);
  const auto treated = static_cast<std::int64_t>(cell.time_to_treatment.count());
  const std::int64_t settled = treated + cell.never_treated;
  to.add(all, "never_treated", "share", ratio(cell.never_treated, settled), settled);
  to.add(all, "untreated", "count", static_cast<double>(cell.untreated_inside), cell.referred);
}

template <class Count>
void add_year(Figures& to, const BasicOutcomeCell<Count>& cell) {
  Collector collector;
  const auto add = [&](const char* metric, const models::PersonMoments& moments) {
    collector.add_moments(metric, cell.followed, moments.sum, moments.square_sum);
  };
  add("stays", cell.stays);
  add("episodes", cell.episodes);
  add("days_in_care", cell.days_in_care);
  add("days_waiting", cell.days_waiting);
  add("gap_days", cell.gap_days);
  take(to, std::move(collector), nobody_followed);
}

void add_statuses(Figures& to,
                  const models::Model& model,
                  const std::vector<std::vector<std::int64_t>>& counts) {
  const std::vector<std::string> names = status_names(model);
  for (const int day : status_days) {
    const auto at = static_cast<std::size_t>(day);
    const std::int64_t people = people_on(counts, at);
    for (std::size_t s = 0; s < names.size(); ++s) {
      OutcomeFigure& figure = to.add(
          names[s], fmt::format("status_{}", day), "share", ratio(counts[s][at], people), people);
      if (!figure.measurement.value) figure.why_none = nobody_at_risk;
    }
  }
}

template <class Count>
void add_deaths(Figures& to,
                const models::Model& model,
                const BasicOutcomeCell<Count>& cell,
                double window_days) {
  if (const std::string_view why = why_impossible(model, models::ReasonKind::Death); !why.empty()) {
    for (const char* metric : {"deaths", "deaths_expected"})
      to.add_none(all, metric, "per_year", why);
    return;
  }
  const double years = window_days / days_per_year;
  to.add(all, "deaths", "per_year", static_cast<double>(cell.deaths) / years, cell.deaths);
  to.add(all, "deaths_expected", "per_year", cell.deaths_expected / years, std::nullopt);
}

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
    Figures to{group.name, std::move(measured.figures)};
    add_access(to, cell, observed_days);
    curves.clocks = add_clocks(to, model, cell, window_days);
    add_year(to, cell);
    curves.statuses = status_counts(cell);
    add_statuses(to, model, curves.statuses);
    add_deaths(to, model, cell, observed_days);
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
