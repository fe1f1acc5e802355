#include "models/compile/check_admission.hpp"

#include "models/compile/admission.hpp"
#include "models/compile/check_run.hpp"
#include "models/compile/places.hpp"
#include "models/compile/pools.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace stepdown::models {
namespace {

/// The most places there are for people who start together.
std::int64_t most_seats(const Places& places, const Cohort& cohort) {
  if (cohort.is_closed) return places.each.value;
  return std::int64_t{most_count(places)} * places.each.value;
}

/// The seats of a closed group are its people's alone.
void check_closed(const Places& places,
                  const Cohort& cohort,
                  const std::string& key,
                  Problems& problems) {
  if (places.kind != Places::Kind::Groups) {
    problems.report(Rule::ClosedWithoutGroups,
                    cohort.at,
                    key,
                    "expected places in groups, got others; write places: {groups: {count: ..., "
                    "size: ...}}");
    return;
  }
  check_number_of_closed_groups(
      most_count(places), place_of(places.count.at, cohort.at), key, problems);
  if (places.turnaround || !places.reserves.empty()) {
    problems.report(Rule::ClosedGroupsReserved,
                    cohort.at,
                    key,
                    "expected groups without turnaround and reserved places, got some; a closed "
                    "group takes up whoever is first");
  }
}

void check_cohort(const Admission& admission,
                  const Places& places,
                  const std::string& key,
                  const Scenario& scenario,
                  Problems& problems) {
  const Cohort& cohort = *admission.cohort;
  const bool is_limited = places.kind != Places::Kind::Unlimited;
  if (cohort.is_closed) check_closed(places, cohort, key + ".closed", problems);
  if (is_limited && cohort.at_least.value > std::max(most_seats(places, cohort), std::int64_t{1})) {
    problems.report(Rule::MinimumAboveSeats,
                    place_of(cohort.at_least.at, cohort.at),
                    key + ".at_least",
                    fmt::format("expected at most {}, the seats of a start, got {}: nobody would "
                                "ever start",
                                most_seats(places, cohort),
                                cohort.at_least.value));
  }
  if (!(cohort.every.value > 0)) return;  // refused by the reader
  const sim::Ticks first =
      admission_rule(scenario, admission, places).cohort.next(sim::Ticks::zero());
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

void check_number_of_closed_groups(std::int64_t groups,
                                   const SourceLocation& at,
                                   const std::string& key,
                                   Problems& problems) {
  constexpr std::int64_t most = 10'000;
  if (groups > most)
    problems.report(Rule::TooManyClosedGroups,
                    at,
                    key,
                    fmt::format("expected at most {} closed groups, got {}", most, groups));
}

void check_times_of_admission(const Admission& admission,
                              const Places& places,
                              const std::string& key,
                              const Scenario& scenario,
                              Problems& problems) {
  if (admission.cohort) {
    check_cohort(admission, places, key + ".admission.cohort", scenario, problems);
  } else if (!is_ever_open(admission_rule(scenario, admission, places).hours, scenario)) {
    problems.report(Rule::NeverOpen,
                    admission.times.at,
                    key + ".admission",
                    fmt::format("expected an hour of admission before the run ends on {}, got "
                                "none: nobody would ever be admitted; name more weekdays or fewer "
                                "holidays",
                                end_date(scenario)));
  }
}

void check_admission(const State& level,
                     const std::string& key,
                     const Scenario& scenario,
                     Problems& problems) {
  const bool is_pooled = level.places.kind == Places::Kind::Pool;
  const bool start_together = level.admission && level.admission->cohort;
  const bool is_refused = (is_pooled && (!find_pool(scenario, level.places) || start_together)) ||
                          (level.places.shares_hours && start_together);
  if (level.admission && !is_refused)
    check_times_of_admission(*level.admission, places_of(scenario, level), key, scenario, problems);
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
