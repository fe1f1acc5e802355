#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 7> columns{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"event",
     "-",
     "list_empty: for the first time nobody is on the waiting list at 00:00; full: for the first "
     "time as many people are there at 00:00 as there are places"},
    {"median_date",
     "-",
     "date by which this has come in half of the replications; empty: not in so many up to the "
     "horizon"},
    {"p90_date", "-", "the same of 90 % of the replications"},
    {"share", "fraction", "of the replications in which it comes up to the horizon"},
    {"replications", "-", "independent runs behind the row"},
}};

void write_row(CsvWriter& csv,
               const models::Model& model,
               const LevelForecast& forecast,
               std::string_view event,
               const FirstDays& days) {
  const models::StateModel& level = model.states[forecast.level];
  csv.text(level.name).text(level.label).text(event);
  for (const double share : {0.5, 0.9}) {
    const std::optional<long> day = days.by(share);
    csv.text(day ? model.calendar.iso_date(*day) : std::string{});
  }
  csv.sensible(days.share()).number(days.replications()).end_row();
}

}  // namespace

Table forecast_table() {
  Table table{
      "forecast.csv",
      "one row a level with limited places and event, when a run starts from today's people",
      {columns.begin(), columns.end()},
      [](const Report& report, const TextSink& sink) {
        CsvWriter csv(columns, sink);
        for (const LevelForecast& level : report.summary.forecast) {
          write_row(csv, report.model, level, "list_empty", level.list_empty);
          write_row(csv, report.model, level, "full", level.full);
        }
        csv.finish();
      }};
  table.is_written = [](const Report& report) { return !report.summary.forecast.empty(); };
  return table;
}

}  // namespace stepdown::analysis
