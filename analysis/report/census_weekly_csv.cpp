#include "analysis/report/sensible_digits.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::string_view at_the_hour =
    "at the full hour, before what happens then: mean over such hours and over replications";
constexpr std::string_view low = "low end of the 95 % interval of the column before";
constexpr std::string_view high = "high end of that interval";

constexpr std::array<Column, 11> columns{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"weekday", "-", "mon to sun"},
    {"hour", "-", "0 to 23: at 00:00 to 23:00"},
    {"census_mean", "people", at_the_hour},
    {"census_low", "people", low},
    {"census_high", "people", high},
    {"list_mean", "people", at_the_hour},
    {"list_low", "people", low},
    {"list_high", "people", high},
    {"replications", "-", "independent runs behind the row"},
}};

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

void write_people(CsvWriter& csv, const PeopleAtHour& people) {
  const auto& interval = people.interval;
  const std::optional<double> half_width = half_width_of(interval);
  csv.sensible(people.mean, half_width);
  csv.sensible(interval ? std::optional(interval->low) : std::nullopt, half_width);
  csv.sensible(interval ? std::optional(interval->high) : std::nullopt, half_width);
}

void write_level(CsvWriter& csv,
                 const models::StateModel& level,
                 const WeeklyCensus& week,
                 std::int64_t replications) {
  for (std::size_t hour = 0; hour < models::hours_a_week; ++hour) {
    if (!week.census[hour].mean) continue;
    csv.text(level.name).text(level.label).text(weekdays.at(hour / models::hours_a_day));
    csv.number(static_cast<std::int64_t>(hour % models::hours_a_day));
    write_people(csv, week.census[hour]);
    write_people(csv, week.list[hour]);
    csv.number(replications).end_row();
  }
}

}  // namespace

Table census_weekly_table() {
  Table table{"census_weekly.csv",
              "one row a level, weekday and hour, where people come by the day of the week, by the "
              "hour or by a schedule; hours that the window does not have are left out",
              {columns.begin(), columns.end()},
              {}};
  table.write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(columns, sink);
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
