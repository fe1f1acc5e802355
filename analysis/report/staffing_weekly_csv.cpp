#include "analysis/catalog/wide_columns.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 13> columns_of_staffing_weekly{{
    {"week", "-", "from the first observed day on, which begins week 1"},
    {"from", "-", "date of its first day"},
    {"role", "-", "of `staff`"},
    {"at_hand",
     "full-time equivalents",
     "employed in that week on average, as the scenario says; empty: it does not"},
    {"hours", "hours", "of sessions, posts and crisis contacts, mean over replications"},
    {"hours_low", "hours", low_end_meaning},
    {"hours_high", "hours", high_end_meaning},
    {"fte_mean", "full-time equivalents", "needed, mean over replications"},
    {"fte_low", "full-time equivalents", low_end_meaning},
    {"fte_high", "full-time equivalents", high_end_meaning},
    {"fte_p05", "full-time equivalents", "5 % of the replications need at most so many"},
    {"fte_p95", "full-time equivalents", "95 % of the replications need at most so many"},
    {"replications", "-", "independent runs behind the row"},
}};

void write_weeks(const Report& report, const TextSink& sink) {
  CsvWriter csv(columns_of_staffing_weekly, sink);
  const auto& roles = report.summary.staff_weeks;
  const std::size_t weeks = roles.empty() ? 0 : roles.front().size();
  for (std::size_t w = 0; w < weeks; ++w) {
    for (std::size_t r = 0; r < roles.size(); ++r) {
      const StaffWeek& week = roles[r][w];
      csv.number(static_cast<std::int64_t>(w + 1));
      csv.text(report.model.calendar.iso_date(week.first_day));
      csv.text(report.model.staff[r].name).number(week.at_hand);
      csv.estimate(week.hours.mean, week.hours.interval);
      csv.estimate(week.equivalents);
      csv.number(std::int64_t{report.summary.replications}).end_row();
    }
  }
  csv.finish();
}

}  // namespace

Table staffing_weekly_table() {
  Table table{"staffing_weekly.csv",
              "one row a week and role, for all levels together, where there is staff; weeks are "
              "whole, and of windows of more than ten years there are none",
              {columns_of_staffing_weekly.begin(), columns_of_staffing_weekly.end()},
              write_weeks};
  table.is_written = [](const Report& report) { return !report.summary.staff_weeks.empty(); };
  return table;
}

}  // namespace stepdown::analysis
