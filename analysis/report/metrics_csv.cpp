#include "analysis/report/number_text.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 16> columns_of_metrics{{
    {"scenario", "-", "name of the scenario, and the values that --set gave it"},
    {"replication", "-", "number of the replication, from 0; summary: over all of them"},
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "value of a reported attribute; all: of all people together"},
    {"metric", "-", "what is measured, see the metrics below"},
    {"statistic", "-", "how it is summed up, see the statistics below"},
    {"value",
     "as the metric",
     "the figure; summary: about people (waits, stays, shares, what becomes of them) that of all "
     "people of all replications, over time (census, utilization, numbers a year) the mean over "
     "replications"},
    {"low",
     "as the metric",
     "summary: low end of the 95 % interval of value, from the variation between replications (of "
     "quantiles and curves between 20 groups of them); shares on the log odds scale, times and "
     "rates "
     "on the log scale where they would reach below 0; empty where it could not be trusted, see "
     "note"},
    {"high", "as the metric", "summary: high end of that interval"},
    {"n",
     "-",
     "observations behind the figure (people, stays, waits); empty: an average over time"},
    {"sd",
     "as the metric",
     "summary: standard deviation between replications, of the value or of what each contributes "
     "to "
     "it; sd / square root of replications is the standard error of value. How people differ is "
     "the statistic sd"},
    {"pooled",
     "as the metric",
     "summary: about people, and where it is a quantile, the same as value; else over time the "
     "figure of the time of all replications thrown together, where it is kept"},
    {"replications", "-", "summary: replications that have a value"},
    {"pooled_low", "as the metric", "summary: low end of the 95 % interval of pooled"},
    {"pooled_high", "as the metric", "summary: high end of that interval"},
    {"note", "-", "summary: why a part is empty, or how few events it stands on"},
}};

/// The cells that name each line, in the order of the columns_of_metrics.
std::vector<std::string> names_of(const std::vector<SummaryLine>& lines) {
  std::vector<std::string> names;
  names.reserve(lines.size());
  for (const SummaryLine& line : lines) {
    std::string& name = names.emplace_back();
    append_csv_field(name, line.state);
    for (const std::string* cell : {&line.group, &line.metric, &line.statistic}) {
      name += ',';
      append_csv_field(name, *cell);
    }
  }
  return names;
}

constexpr std::size_t name_cells = 4;

void write_summary(CsvWriter& csv, const Report& report, const std::vector<std::string>& names) {
  const std::string scenario = scenario_name(report);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const SummaryLine& line = report.summary.lines[i];
    csv.text(scenario).text("summary").ready(names[i], name_cells);
    csv.number(line.value);
    csv.interval(line.interval);
    csv.number(line.n);
    csv.number(line.sd).number(line.pooled).number(line.replications);
    csv.interval(line.pooled_interval);
    csv.text(line.note).end_row();
  }
}

void write_replication(CsvWriter& csv,
                       const Report& report,
                       std::size_t replication,
                       const std::vector<std::string>& names) {
  const std::vector<ReplicationValue>& values = report.summary.values[replication];
  const std::string which =
      csv_field(scenario_name(report)) + "," + number_text(static_cast<std::int64_t>(replication));
  for (std::size_t i = 0; i < values.size(); ++i) {
    csv.ready(which, 2).ready(names[i], name_cells).number(values[i].value()).blank(2);
    csv.number(values[i].n());
    csv.blank(6).end_row();
  }
}

}  // namespace

Table metrics_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(columns_of_metrics, sink);
    const std::vector<std::string> names = names_of(report.summary.lines);
    write_summary(csv, report, names);
    for (std::size_t r = 0; r < report.summary.values.size(); ++r)
      write_replication(csv, report, r, names);
    csv.finish();
  };
  return {"metrics.csv",
          "one row a figure, over replications (summary) and in each replication; for programs",
          {columns_of_metrics.begin(), columns_of_metrics.end()},
          write,
          true};
}

}  // namespace stepdown::analysis
