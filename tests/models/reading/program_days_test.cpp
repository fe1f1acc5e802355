#include "models/reading/read_scenario.hpp"
#include "sim/distributions/distribution.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Times in program days: 15 of 5 a week are 21 days of the calendar.
namespace stepdown::models {
namespace {

const std::string programs = R"(schema: 1
name: Program days
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1 y}
levels:
  php:
    places: {slots: 16}
    exits:
      planned: {probability: 0.7, to: iop}
      dropout: {probability: 0.3, treatment_time: {uniform: {min: 1 pd, max: 5 d}}, to: done}
    treatment_time: {gamma: {mean: 15 pd, sd: 5 pd}, max: 30 pd}
    program_days_a_week: 5
  iop:
    places: unlimited
    program_days_a_week: 3
    treatment_time: 18 pd
    to: done
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 6 /wk}, to: php}
)";

const sim::Distribution& time_of(const Scenario& scenario, std::size_t state) {
  return scenario.states[state].time->plain->value;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("program days: any time of a level may be in those of its own week") {
  const Scenario scenario = read_scenario_text(programs, "test.yaml");
  REQUIRE(scenario.found.empty());
  CHECK(sim::mean(time_of(scenario, 1)) == 42);
  CHECK(sim::highest(time_of(scenario, 0)) == 42);
  const sim::Distribution& dropout = scenario.states[0].exits[1].time->plain->value;
  CHECK(sim::lowest(dropout) == 1.4);
  CHECK(sim::highest(dropout) == 5);
}

TEST_CASE("program days: a distribution in them is that of the calendar") {
  const Scenario counted = read_scenario_text(programs, "test.yaml");
  const Scenario drawn_out =
      read_scenario_text(programs,
                         "test.yaml",
                         {"levels.php.treatment_time={gamma: {mean: 21 d, sd: 7 d}, max: 42 d}"});
  CHECK(time_of(counted, 0) == time_of(drawn_out, 0));
}

TEST_CASE(
    "program days: races and reviews and tests of treatment may be in them and no other time") {
  const auto read_with = [](const std::string& set) {
    return read_scenario_text(programs, "test.yaml", {set});
  };
  const Scenario reviewed = read_with("levels.iop.reviews={every: 6 pd}");
  REQUIRE(reviewed.found.empty());
  CHECK(reviewed.states[1].reviews->every.value == 14);
  const Scenario raced =
      read_with("levels.php.exits.death={after: {exponential: {mean: 500 pd}}, to: done}");
  REQUIRE(raced.found.empty());
  CHECK(sim::mean(raced.states[0].exits[2].after->plain->value) == doctest::Approx(700));
  for (const std::string other : {"hold=3 pd",
                                  "places.turnaround=3 pd",
                                  "exits.planned.transfer=3 pd",
                                  "admission={cohort: {every: 3 pd}}",
                                  "waiting={patience: 3 pd, gave_up_to: done}",
                                  "waiting={exits: {worse: {after: 3 pd, to: done}}}"}) {
    CAPTURE(other);
    const Scenario refused = read_with("levels.php." + other);
    REQUIRE(refused.found.size() == 1);
    CHECK(refused.found[0].rule == Rule::ProgramDaysElsewhere);
    CHECK(refused.found[0].message.ends_with("write 4.2 d"));
  }
}

TEST_CASE("program days: fewer of them a week take longer") {
  const auto days = [](const std::string& a_week) {
    return sim::mean(time_of(
        read_scenario_text(programs, "test.yaml", {"levels.iop.program_days_a_week=" + a_week}),
        1));
  };
  CHECK(days("7") == 18);
  CHECK(days("2") == 63);
  CHECK(days("1.5") == 84);
}

TEST_CASE("program days: they can change on a date") {
  const Scenario scenario = read_scenario_text(
      programs + "changes: {2026-07-01: {levels.iop.program_days_a_week: 2}}\n", "test.yaml");
  REQUIRE(scenario.later_periods.size() == 1);
  CHECK(sim::mean(time_of(scenario.later_periods[0].scenario, 1)) == 63);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
