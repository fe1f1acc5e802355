#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 8> columns_of_forecast{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"event",
     "-",
     "list_empty: for the first time nobody is on the waiting list at 00:00; full: for the first "
     "time as many people are there at 00:00 as there are places; reached: for the first time so "
     "many people are there at 00:00 as `start_from` asks for, or so few, if there were more"},
    {"people", "people", "the number that is reached; empty: another event"},
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
               const models::StateModel& level,
               std::string_view event,
               const FirstDays& days,
               std::optional<std::int64_t> people = std::nullopt) {
  csv.text(level.name).text(level.label).text(event);
  if (people)
    csv.number(*people);
  else
    csv.blank();
  for (const double share : {0.5, 0.9}) {
    const std::optional<long> day = days.by(share);
    csv.text(day ? model.calendar.iso_date(*day) : std::string{});
  }
  csv.sensible(days.share()).number(days.replications()).end_row();
}

void write_forecast(const Report& report, const TextSink& sink) {
  const models::Model& model = report.model;
  CsvWriter csv(columns_of_forecast, sink);
  for (const LevelForecast& forecast : report.summary.forecast.levels) {
    const models::StateModel& level = model.states[forecast.level];
    write_row(csv, model, level, "list_empty", forecast.list_empty);
    write_row(csv, model, level, "full", forecast.full);
  }
  for (const ReachedOn& reached : report.summary.forecast.reached)
    write_row(csv,
              model,
              model.state(reached.number.level),
              "reached",
              reached.days,
              reached.number.people);
  csv.finish();
}

}  // namespace

Table forecast_table() {
  Table table{
      "forecast.csv",
      "one row a level and event, when a run starts from today's people: of each level with "
      "limited places, and of each number that is to be reached",
      {columns_of_forecast.begin(), columns_of_forecast.end()},
      write_forecast};
  table.is_written = [](const Report& report) { return !report.summary.forecast.empty(); };
  return table;
}

}  // namespace stepdown::analysis
