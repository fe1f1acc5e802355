#include "models/compile/check_admission.hpp"

#include "models/compile/admission.hpp"
#include "models/compile/check_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace stepdown::models {
namespace {

constexpr int most_closed_groups = 10'000;

int most_count(const Places& places) {
  int count = places.count.value;
  for (const Places::Change& change : places.changes)
    count = std::max(count, change.count.value);
  return count;
}

/// The most places there are for people who start together.
std::int64_t most_seats(const State& level) {
  const Places& places = level.places;
  if (level.admission->cohort->is_closed) return places.each.value;
  return std::int64_t{most_count(places)} * places.each.value;
}

void check_cohort(const State& level,
                  const std::string& key,
                  const Scenario& scenario,
                  Problems& problems) {
  const Cohort& cohort = *level.admission->cohort;
  const bool is_limited = level.places.kind != Places::Kind::Unlimited;
  if (cohort.is_closed && level.places.kind != Places::Kind::Groups) {
    problems.report(Rule::ClosedWithoutGroups,
                    cohort.at,
                    key + ".closed",
                    "expected places in groups, got others; write places: {groups: {count: ..., "
                    "size: ...}}");
    return;
  }
  if (cohort.is_closed && most_count(level.places) > most_closed_groups) {
    problems.report(Rule::TooManyClosedGroups,
                    place_of(level.places.count.at, cohort.at),
                    key + ".closed",
                    fmt::format("expected at most {} closed groups, got {}",
                                most_closed_groups,
                                most_count(level.places)));
  }
  if (is_limited && cohort.at_least.value > std::max(most_seats(level), std::int64_t{1})) {
    problems.report(Rule::MinimumAboveSeats,
                    place_of(cohort.at_least.at, cohort.at),
                    key + ".at_least",
                    fmt::format("expected at most {}, the seats of a start, got {}: nobody would "
                                "ever start",
                                most_seats(level),
                                cohort.at_least.value));
  }
  if (!(cohort.every.value > 0)) return;  // refused by the reader
  const sim::Ticks first = admission_rule(scenario, level).cohort.next(sim::Ticks::zero());
  if (first < sim::to_ticks(scenario.run.horizon.value)) return;
  problems.report(Rule::NeverStarts,
                  cohort.at,
                  key,
                  fmt::format("expected a start before the run ends on {}, got the first on {}: "
                              "nobody would ever be admitted",
                              end_date(scenario),
                              Calendar(scenario.start.value).iso_date(sim::whole_days(first))));
}

/// Whether it is ever open before the run ends.
bool is_ever_open(const OpeningHours& hours, const Scenario& scenario) {
  return hours.is_always() ||
         hours.next(sim::Ticks::zero()).opens < sim::to_ticks(scenario.run.horizon.value);
}

}  // namespace

void check_admission(const State& level,
                     const std::string& key,
                     const Scenario& scenario,
                     Problems& problems) {
  if (level.admission && level.admission->cohort) {
    check_cohort(level, key + ".admission.cohort", scenario, problems);
  } else if (level.admission && !is_ever_open(admission_rule(scenario, level).hours, scenario)) {
    problems.report(Rule::NeverOpen,
                    level.admission->times.at,
                    key + ".admission",
                    fmt::format("expected an hour of admission before the run ends on {}, got "
                                "none: nobody would ever be admitted; name more weekdays or fewer "
                                "holidays",
                                end_date(scenario)));
  }
  if (!is_ever_open(discharge_hours(scenario, level), scenario)) {
    problems.report(Rule::NeverDischarges,
                    level.discharge->at,
                    key + ".discharge",
                    fmt::format("expected an hour of discharge before the run ends on {}, got "
                                "none: nobody would ever be discharged; name more weekdays or "
                                "fewer holidays",
                                end_date(scenario)));
  }
}

}  // namespace stepdown::models
