#include "analysis/report/outcome_tables.hpp"

#include "analysis/catalog/catalog.hpp"
#include "sim/contract.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

namespace {

// clang-format off
constexpr std::array outcome_columns{
    Column{"measure", "-", "metric; defined in the dictionary"},
    Column{"statistic", "-", "how it is summed up"},
    Column{"state", "-", "the level left or discharged from, or the status; all: of no state in particular"},
    Column{"group", "-", "all people, or those with one value of a report_by attribute"},
    Column{"estimate", "as unit", "of all people of all replications; numbers a year: mean over replications; curves as in survival.csv; empty: no value, see note"},
    Column{"low", "as unit", "lower end of the 95 % interval, from the variation between replications (of curves between 20 groups of them); of shares made on the log-odds scale, so within 0 and 1; empty where it could not be trusted, see note"},
    Column{"high", "as unit", "upper end"},
    Column{"unit", "-", "of estimate, low and high"},
    Column{"at_risk_start", "clocks", "at risk at 0, in all replications"},
    Column{"at_risk", "clocks", "that ran as long as the period, before anything that ends at that moment, in all replications"},
    Column{"events", "clocks", "ended by the event within the period, in all replications"},
    Column{"competing", "clocks", "ended within the period by something after which the event cannot happen"},
    Column{"censored", "clocks", "cut off by the horizon within the period"},
    Column{"n", "people or clocks", "observations behind the figure, in all replications"},
    Column{"replications", "replications", "that have a value"},
    Column{"note", "-", "why there is no value or no interval, or how few events it stands on"},
};

constexpr std::array survival_columns{
    Column{"measure", "-", "metric without its period; defined in the dictionary"},
    Column{"state", "-", "the level left or discharged from; all: of no level in particular"},
    Column{"group", "-", "all people, or those with one value of a report_by attribute"},
    Column{"day", "days", "since the start of the clock"},
    Column{"estimate", "fraction", "from the clocks of all replications, on exact times: what ends at a moment counts by then, who is cut off at it is at risk there. With more than 1024 clocks in one of 20 groups of replications, times between moments 3 h apart (from 32 d on 6 h, from 64 d a day, from 400 d 5 d) are not told apart, which changes it by less than a thousandth of itself. retention: still in care; untreated: not admitted yet; others: the event has happened"},
    Column{"low", "fraction", "lower end of the 95 % interval, from the variation between 20 groups of replications, on the log-odds scale; empty: from fewer than 10 events, where at the end of follow-up only those still there count"},
    Column{"high", "fraction", "upper end"},
    Column{"independent_se", "fraction", "standard error of estimate as if people were independent (Greenwood; with competing ends Dinse and Larson)"},
    Column{"at_risk", "clocks", "that ran so many days, before anything that ends at that moment, in all replications"},
};

constexpr std::array status_columns{
    Column{"group", "-", "all people, or those with one value of a report_by attribute"},
    Column{"day", "days", "since the index admission"},
    Column{"status", "-", "a state of the pathway, or waiting: on a list without a place"},
    Column{"share", "fraction", "of the people of all replications; the statuses of a day sum to 1"},
    Column{"low", "fraction", "lower end of the 95 % interval, from the variation between 20 groups of replications, on the log-odds scale; empty: from fewer than 10 people"},
    Column{"high", "fraction", "upper end"},
    Column{"people", "people", "followed that long, in all replications"},
};
// clang-format on

std::string_view unit_of(const Measurement& measurement) {
  if (measurement.statistic == "share") return "fraction";
  const Metric* const metric = find_metric(measurement.metric);
  sim::expects(metric != nullptr, "every outcome is in the catalog");
  return measurement.statistic == "per_year" ? "people per year" : metric->unit;
}

void write_risk(CsvWriter& csv, const std::optional<RiskCounts>& risk) {
  if (!risk) {
    csv.blank(5);
    return;
  }
  csv.number(risk->started).number(risk->at_risk);
  csv.number(risk->events).number(risk->competing).number(risk->censored);
}

/// @param pooled  the same figure of all replications thrown together
void write_figure(CsvWriter& csv, const SummaryLine& line, const OutcomeFigure& pooled) {
  csv.text(line.metric).text(line.statistic).text(line.state).text(line.group);
  csv.estimate(line.value, line.interval);
  csv.text(unit_of(pooled.measurement));
  write_risk(csv, pooled.risk);
  if (line.n)
    csv.number(*line.n);
  else
    csv.blank();
  csv.number(line.replications).text(line.note).end_row();
}

void write_band(CsvWriter& csv, const CurveSummary& curve, const CurveBand& band) {
  csv.text(curve.measure).text(curve.state).text(curve.group).number(band.days);
  csv.estimate(band.value, band.interval);
  csv.sensible(std::sqrt(band.variance)).number(band.at_risk);
  csv.end_row();
}

void write_day(CsvWriter& csv,
               const std::vector<std::string>& names,
               const StatusSummary& group,
               std::size_t day) {
  for (std::size_t s = 0; s < names.size(); ++s) {
    const StatusBand& band = group.bands[day][s];
    csv.text(group.group).number(static_cast<std::int64_t>(day)).text(names[s]);
    csv.estimate(band.value, band.interval);
    csv.number(group.people[day]).end_row();
  }
}

}  // namespace

Table outcomes_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(outcome_columns, sink);
    std::size_t line = report.summary.outcomes.first_line;
    for (const OutcomeFigure& figure : report.summary.outcomes.pooled)
      write_figure(csv, report.summary.lines.at(line++), figure);
    csv.finish();
  };
  return {"outcomes.csv",
          "one row a figure of what became of people, and group",
          {outcome_columns.begin(), outcome_columns.end()},
          write};
}

Table survival_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(survival_columns, sink);
    for (const CurveSummary& curve : report.summary.outcomes.curves)
      for (const CurveBand& band : curve.bands)
        write_band(csv, curve, band);
    csv.finish();
  };
  return {"survival.csv",
          "one row a point of a time-to-event curve, for each measure, state and group",
          {survival_columns.begin(), survival_columns.end()},
          write};
}

Table status_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    const std::vector<std::string> names = status_names(report.model);
    CsvWriter csv(status_columns, sink);
    for (const StatusSummary& group : report.summary.outcomes.statuses)
      for (std::size_t day = 0; day < group.bands.size(); ++day)
        write_day(csv, names, group, day);
    csv.finish();
  };
  return {"status.csv",
          "one row a status and day since the index admission, for each group; for a stacked chart",
          {status_columns.begin(), status_columns.end()},
          write};
}

}  // namespace stepdown::analysis
