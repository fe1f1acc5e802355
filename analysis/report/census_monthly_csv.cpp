#include "analysis/report/sensible_digits.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::string_view at_midnight = "at 00:00: mean over the month and over replications";
constexpr std::string_view census_monthly_low = "low end of the 95 % interval of the mean";
constexpr std::string_view census_monthly_high = "high end of that interval";
constexpr std::string_view census_monthly_p05 =
    "5 % of the replications have a mean of the month at or below this";
constexpr std::string_view census_monthly_p95 =
    "95 % of the replications have a mean of the month at or below this";
constexpr std::string_view census_monthly_peak =
    "largest count at 00:00 of the month, mean over replications";

constexpr std::array<Column, 23> columns_of_census_monthly{{
    {"month", "-", "year and month, as in 2026-01"},
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"midnights", "-", "of the month that were counted: fewer than its days where it is cut off"},
    {"census_mean", "people", at_midnight},
    {"census_low", "people", census_monthly_low},
    {"census_high", "people", census_monthly_high},
    {"census_p05", "people", census_monthly_p05},
    {"census_p95", "people", census_monthly_p95},
    {"census_peak", "people", census_monthly_peak},
    {"list_mean", "people", at_midnight},
    {"list_low", "people", census_monthly_low},
    {"list_high", "people", census_monthly_high},
    {"list_p05", "people", census_monthly_p05},
    {"list_p95", "people", census_monthly_p95},
    {"list_peak", "people", census_monthly_peak},
    {"held_mean", "people", at_midnight},
    {"held_low", "people", census_monthly_low},
    {"held_high", "people", census_monthly_high},
    {"held_p05", "people", census_monthly_p05},
    {"held_p95", "people", census_monthly_p95},
    {"held_peak", "people", census_monthly_peak},
    {"replications", "-", "independent runs behind the row"},
}};

void write_people(CsvWriter& csv, const PeopleInMonth& people) {
  csv.estimate(people).sensible(people.peak, half_width_of(people.interval));
}

void write_census_months(const Report& report, const TextSink& sink) {
  CsvWriter csv(columns_of_census_monthly, sink);
  for (std::size_t l = 0; l < report.summary.monthly.size(); ++l) {
    const models::StateModel& level = report.model.states[l];
    for (const MonthlyCensus& month : report.summary.monthly[l]) {
      csv.month(month.month).text(level.name).text(level.label).number(month.midnights);
      write_people(csv, month.census);
      write_people(csv, month.list);
      write_people(csv, month.held);
      csv.number(std::int64_t{report.summary.replications}).end_row();
    }
  }
  csv.finish();
}

}  // namespace

Table census_monthly_table() {
  Table table{"census_monthly.csv",
              "one row a level and month, also of the months that are cut off by the window; of "
              "windows of more than ten years there is none",
              {columns_of_census_monthly.begin(), columns_of_census_monthly.end()},
              write_census_months};
  table.is_written = [](const Report& report) { return !report.summary.monthly.empty(); };
  return table;
}

}  // namespace stepdown::analysis
