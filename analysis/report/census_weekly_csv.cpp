#include "analysis/catalog/wide_columns.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::string_view at_the_hour =
    "at the full hour, before what happens then: mean over such hours and over replications";

constexpr std::array<Column, 11> columns_of_census_weekly{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"weekday", "-", "mon to sun"},
    {"hour", "-", "0 to 23: at 00:00 to 23:00"},
    {"census_mean", "people", at_the_hour},
    {"census_low", "people", low_end_meaning},
    {"census_high", "people", high_end_meaning},
    {"list_mean", "people", at_the_hour},
    {"list_low", "people", low_end_meaning},
    {"list_high", "people", high_end_meaning},
    {"replications", "-", "independent runs behind the row"},
}};

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

void write_level(CsvWriter& csv,
                 const models::StateModel& level,
                 const WeeklyCensus& week,
                 std::int64_t replications) {
  for (std::size_t hour = 0; hour < models::hours_a_week; ++hour) {
    if (!week.census[hour].mean) continue;
    csv.text(level.name).text(level.label).text(weekdays.at(hour / models::hours_a_day));
    csv.number(static_cast<std::int64_t>(hour % models::hours_a_day));
    for (const PeopleAtHour* people : {&week.census[hour], &week.list[hour]})
      csv.estimate(people->mean, people->interval);
    csv.number(replications).end_row();
  }
}

}  // namespace

Table census_weekly_table() {
  Table table{"census_weekly.csv",
              "one row a level, weekday and hour, where people come by the day of the week, by the "
              "hour or by a schedule; hours that the window does not have are left out",
              {columns_of_census_weekly.begin(), columns_of_census_weekly.end()},
              {}};
  table.write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(columns_of_census_weekly, sink);
    for (std::size_t level = 0; level < report.summary.weekly.size(); ++level)
      write_level(csv,
                  report.model.states[level],
                  report.summary.weekly[level],
                  report.summary.replications);
    csv.finish();
  };
  table.is_written = [](const Report& report) { return !report.summary.weekly.empty(); };
  return table;
}

}  // namespace stepdown::analysis
