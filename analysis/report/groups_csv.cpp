#include "analysis/catalog/wide_columns.hpp"
#include "analysis/report/tables.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/proportion_interval.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 17> columns_of_groups{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"track", "-", "name of the track; empty: the level has none"},
    {"date_time", "-", "the start: ISO date and time, to the second"},
    {"waiting_mean", "people", "people who had asked for a place by then: mean over replications"},
    {"waiting_low", "people", low_end_meaning},
    {"waiting_high", "people", high_end_meaning},
    {"seats_free_mean", "places", "seats that the start could give; empty: unlimited places"},
    {"seats_free_low", "places", low_end_meaning},
    {"seats_free_high", "places", high_end_meaning},
    {"admitted_mean", "people", "people who got a seat"},
    {"admitted_low", "people", low_end_meaning},
    {"admitted_high", "people", high_end_meaning},
    {"ran_share", "fraction", "share of the replications in which anybody started"},
    {"ran_low", "fraction", low_end_meaning},
    {"ran_high", "fraction", high_end_meaning},
    {"replications", "-", "independent runs behind the row"},
}};

/// Of what is never below 0.
void write_mean(CsvWriter& csv, const RunningMoments& moments, StudentFactor& student) {
  std::optional<Interval> interval = student_t_interval(moments, student);
  if (interval) interval->low = std::max(interval->low, 0.0);
  csv.estimate(*moments.mean(), interval);
}

/// Of independent trials, each 0 or 1.
void write_share(CsvWriter& csv, const RunningMoments& trials) {
  const double share = *trials.mean();
  const std::int64_t successes = std::llround(share * static_cast<double>(trials.count()));
  csv.estimate(share, clopper_pearson_interval(successes, trials.count()));
}

void write_starts(const Report& report, const TextSink& sink) {
  CsvWriter csv(columns_of_groups, sink);
  StudentFactor student;
  for (const GroupStart& start : report.summary.group_starts) {
    const models::StateModel& level = report.model.states[start.level];
    csv.text(level.name).text(level.label);
    csv.text(start.track ? level.tracks[*start.track].name : "");
    csv.text(report.model.calendar.iso_date_time(start.time));
    write_mean(csv, start.waiting, student);
    if (level.is_limited)
      write_mean(csv, start.seats, student);
    else
      csv.blank(3);
    write_mean(csv, start.admitted, student);
    write_share(csv, start.ran);
    csv.number(start.ran.count()).end_row();
  }
  csv.finish();
}

}  // namespace

Table groups_table() {
  Table table{
      "groups.csv",
      "one row a level, track and start of a cohort in the window, where people start together",
      {columns_of_groups.begin(), columns_of_groups.end()},
      write_starts};
  table.is_written = [](const Report& report) { return !report.summary.group_starts.empty(); };
  return table;
}

}  // namespace stepdown::analysis
