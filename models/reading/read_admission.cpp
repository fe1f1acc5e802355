#include "models/reading/read_admission.hpp"

#include "models/reading/key_table.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::size_t short_name = 3;
constexpr double shortest_interval = 1.0 / 24;

/// Its number, 0 Monday: `mon` or `monday`.
std::optional<unsigned> weekday_of(std::string_view word) {
  for (unsigned day = 0; day < weekday_names.size(); ++day)
    if (word == weekday_names[day] || word == weekday_names[day].substr(0, short_name)) return day;
  return std::nullopt;
}

void read_weekday_set(Reading& reading, const Field& field, WeekPlan& plan) {
  if (!field.is_list() || field.node->items.empty()) {
    reading.expected(field, schema::expected_of("weekdays"));
    return;
  }
  plan.weekdays = 0;
  bool is_known = true;
  for (std::size_t i = 0; i < field.node->items.size(); ++i) {
    const Field each = field_of(field, i);
    const auto name = read_text(reading, each, "a weekday");
    const auto day = name ? weekday_of(name->value) : std::nullopt;
    if (day) plan.weekdays |= static_cast<WeekdaySet>(1U << *day);
    is_known = is_known && day;
    if (!name || day) continue;
    const std::vector<std::string> known{weekday_names.begin(), weekday_names.end()};
    reading.error(Rule::UnknownWeekday,
                  each,
                  fmt::format("expected a weekday (such as 'mon'), got {}{}",
                              in_quotes(name->value),
                              name_suggestion(name->value, known)));
  }
  if (!is_known) plan.weekdays = every_weekday;
}

/// A time after midnight, in days.
std::optional<double> read_time_of_day(Reading& reading, const Field& field) {
  const auto time = read_duration(reading, field);
  if (!time) return std::nullopt;
  if (time->value <= 1) return time->value;
  reading.expected(field, schema::expected_of("time_of_day"), Rule::OutOfRange);
  return std::nullopt;
}

// clang-format off
constexpr auto opening_keys = key_table<WeekPlan>({
    {"from", value::into<&WeekPlan::from, read_time_of_day>("time_of_day"), required, "",
     "from then on, after midnight", "9 h"},
    {"to", value::into<&WeekPlan::to, read_time_of_day>("time_of_day"), required, "",
     "no longer from then on", "17 h"},
});
// clang-format on

void read_opening(Reading& reading, const Field& field, WeekPlan& plan) {
  SectionReader section{reading, field, schema::hours_section};
  read_keys(section, opening_keys, plan);
  if (plan.from < plan.to) return;
  reading.error(Rule::HoursTurned, field, "expected 'to' after 'from', on the same day");
  plan.from = 0;
  plan.to = 1;
}

/// The one moment of the day.
void read_one_moment(Reading& reading, const Field& field, WeekPlan& plan) {
  if (const auto time = read_time_of_day(reading, field)) plan.from = plan.to = *time;
}

std::optional<Located<double>> read_time_between_starts(Reading& reading, const Field& field) {
  auto interval = read_duration(reading, field);
  if (!interval || interval->value >= shortest_interval) return interval;
  reading.expected(field, "a duration of at least 1 h (such as '4 wk')", Rule::OutOfRange);
  return std::nullopt;
}

// clang-format off
constexpr auto cohort_keys = key_table<Cohort>({
    {"every", value::into<&Cohort::every, read_time_between_starts>("duration"), required, "",
     "from one start to the next, at least 1 h", "4 wk"},
    {"from", value::date<&Cohort::from>, optional, "the start of the scenario",
     "date of the first start", "2026-02-02"},
    {"at", value::into<&Cohort::at_time, read_time_of_day>("time_of_day"), optional, "0 h",
     "time of day of the starts", "9 h"},
    {"at_least", value::count<&Cohort::at_least>, optional, "1",
     "people who have to wait for a start; if fewer do, nobody starts, and they wait on", "4"},
    {"closed", value::boolean<&Cohort::is_closed>, optional, "false",
     "each start fills one empty group of `places: {groups: ...}`, which takes nobody else up until "
     "all its people have left", "true"},
});

Cohort read_cohort(Reading& reading, const Field& field) {
  Cohort cohort = read_section(reading, field, schema::cohort_section, cohort_keys);
  cohort.at = field.at();
  return cohort;
}

constexpr auto weekday_set_key = value::by<read_weekday_set>("weekdays");
constexpr auto holidays_key = value::into<&WeekPlan::holidays, read_holidays>("date_list");
constexpr auto opening_key = value::by<read_opening>("hours");

// clang-format off
constexpr auto admission_keys = key_table<Admission>({
    {"weekdays", value::inside<&Admission::times, weekday_set_key>, optional, "every day",
     "days on which people are admitted", "[mon, tue, wed, thu, fri]"},
    {"hours", value::inside<&Admission::times, opening_key>, optional, "all day",
     "hours at which they are", "{from: 9 h, to: 17 h}"},
    {"holidays", value::inside<&Admission::times, holidays_key>, optional, "those of the scenario",
     "dates on which nobody is admitted, beside those of the scenario; a start that falls on one is "
     "on the next day that is none", "[2026-12-25, 2027-01-01]"},
    {"cohort", value::into<&Admission::cohort, read_cohort>("cohort"), optional, "none",
     "people start together, at starts only: as many as there are free seats",
     "{every: 4 wk, from: 2026-02-02}"},
});

constexpr auto discharge_keys = key_table<WeekPlan>({
    {"weekdays", weekday_set_key, optional, "every day", "days on which people are discharged",
     "[mon, tue, wed, thu, fri]"},
    {"hours", opening_key, optional, "all day", "hours at which they are", "{from: 9 h, to: 17 h}"},
    {"at", value::by<read_one_moment>("time_of_day"), optional, "",
     "the one time of day at which they are", "10 h"},
    {"holidays", holidays_key, optional, "those of the scenario",
     "dates on which nobody is discharged, beside those of the scenario",
     "[2026-12-25, 2027-01-01]"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::hours_section{"hours",
                                                      "levels.<level>.admission.hours",
                                                      "Hours of the day; of `discharge` too.",
                                                      opening_keys.rows,
                                                      ""};

constinit const schema::Section schema::cohort_section{"cohort",
                                                       "levels.<level>.admission.cohort",
                                                       "Starts of people together.",
                                                       cohort_keys.rows,
                                                       ""};

constinit const schema::Section schema::admission_section{
    "admission",
    "levels.<level>.admission",
    "When people are admitted, if there is a place. Who asks at another time waits.",
    admission_keys.rows,
    "|weekdays|hours|weekdays hours|cohort"};

constinit const schema::Section schema::discharge_section{
    "discharge",
    "levels.<level>.discharge",
    "When people leave whose treatment, and transfer, is over: all whose exit has a `probability`, "
    "but for deaths and dropouts. Until then they keep the place.",
    discharge_keys.rows,
    "|weekdays|hours|weekdays hours|at|weekdays at"};

Admission read_admission(Reading& reading, const Field& field) {
  Admission admission = read_section(reading, field, schema::admission_section, admission_keys);
  admission.times.at = field.at();
  return admission;
}

WeekPlan read_discharge(Reading& reading, const Field& field) {
  WeekPlan plan = read_section(reading, field, schema::discharge_section, discharge_keys);
  plan.at = field.at();
  return plan;
}

std::vector<Located<Date>> read_holidays(Reading& reading, const Field& field) {
  std::vector<Located<Date>> dates;
  if (!field.is_list()) {
    reading.expected(field, schema::expected_of("date_list"));
    return dates;
  }
  for (std::size_t i = 0; i < field.node->items.size(); ++i)
    if (const auto date = read_date(reading, field_of(field, i))) dates.push_back(*date);
  return dates;
}

}  // namespace stepdown::models
