#include "analysis/catalog/catalog.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/event_log.hpp"
#include "analysis/report/outcome_tables.hpp"
#include "analysis/report/people_log.hpp"
#include "analysis/report/tables.hpp"

#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 5> columns_of_dictionary{{
    {"file", "-", "name of the file"},
    {"column", "-", "column of that file; empty: the file itself"},
    {"value", "-", "one value that the column can have; empty: any"},
    {"unit", "-", "unit of the numbers; empty: none"},
    {"meaning", "-", "what it means"},
}};

void write_row(CsvWriter& csv, std::array<std::string_view, columns_of_dictionary.size()> cells) {
  for (const std::string_view cell : cells)
    csv.text(cell == "-" ? "" : cell);
  csv.end_row();
}

void write_columns(CsvWriter& csv,
                   std::string_view file,
                   std::string_view meaning,
                   std::span<const Column> described) {
  write_row(csv, {file, "", "", "", meaning});
  for (const Column& column : described)
    write_row(csv, {file, column.name, "", column.unit, column.meaning});
}

}  // namespace

std::vector<Table> tables() {
  return {levels_table(),         waits_table(),
          exits_table(),          flows_table(),
          held_table(),           medications_table(),
          staffing_table(),       staffing_weekly_table(),
          services_table(),       money_table(),
          money_monthly_table(),  groups_table(),
          tracks_table(),         census_daily_table(),
          census_monthly_table(), census_weekly_table(),
          forecast_table(),       census_distribution_table(),
          outcomes_table(),       survival_table(),
          status_table(),         capacity_table(),
          targets_table(),        inputs_table(),
          metrics_table()};
}

std::string write_dictionary(const std::vector<DescribedFile>& files,
                             const std::vector<DescribedValue>& values,
                             const std::filesystem::path& folder) {
  std::string name = "dictionary.csv";
  write_csv(folder / name, columns_of_dictionary, [&](CsvWriter& csv) {
    for (const DescribedFile& described : files)
      write_columns(csv, described.file, described.meaning, described.columns);
    for (const DescribedValue& value : values)
      write_row(csv, {value.file, value.column, value.value, value.unit, value.meaning});
    write_columns(csv, name, "one row a file, column or value", columns_of_dictionary);
  });
  return name;
}

Table dictionary_table() {
  const auto write = [](const Report&, const TextSink& sink) {
    CsvWriter csv(columns_of_dictionary, sink);
    for (const Table& table : tables())
      write_columns(csv, table.file, table.meaning, table.columns);
    for (const Metric& metric : metric_catalog()) {
      const std::string meaning =
          std::string(metric.definition) + " (" + std::string(metric.of) + ")";
      write_row(csv, {"metrics.csv", "metric", metric.name, metric.unit, meaning});
    }
    for (const Statistic& statistic : statistic_catalog())
      write_row(csv,
                {"metrics.csv", "statistic", statistic.name, statistic.unit, statistic.definition});
    write_columns(csv, event_log_file, event_log_meaning, event_log_columns());
    write_columns(csv, people_file, people_meaning, people_columns());
    write_columns(csv, "dictionary.csv", "one row a file, column or value", columns_of_dictionary);
    csv.finish();
  };
  return {"dictionary.csv",
          "what every file and column means",
          {columns_of_dictionary.begin(), columns_of_dictionary.end()},
          write};
}

}  // namespace stepdown::analysis
