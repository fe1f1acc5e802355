#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

/// What is wrong with a scenario; when nothing is, what its author is warned of.
std::string findings(const Scenario& scenario) {
  std::string text;
  try {
    text = to_text(compile(scenario).warnings);
  } catch (const ScenarioError& error) {
    text = to_text(error.diagnostics());
  }
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("check_shape: a sound pathway has nothing to report") {
  CHECK(findings(loop(2, 1, 0.25, sim::Exponential{5})).empty());
}

TEST_CASE("check_shape: a state that nobody can reach is a warning") {
  Scenario scenario = one_level(9, 1, sim::Exponential{10});
  scenario.states.insert(
      scenario.states.begin() + 1,
      open_level("spare", sim::Constant{1}, {split_exit("planned", 1, {{"left", 1}})}));
  scenario.states[1].name = word("spare", 12);
  CHECK(findings(scenario) ==
        "test.yaml:12:3: warning: levels.spare: never used: nobody can get here\n1 warning\n");
}

TEST_CASE("check_shape: people who can never reach an outcome are one warning") {
  Scenario scenario = relapse_loop(1, 10, 20, 40);
  scenario.states[1].exits.pop_back();  // no recovery
  scenario.states[0].name = word("care", 7);
  CHECK(findings(scenario) ==
        "warning: outcomes.recovered: never used: nobody can get here\n"
        "test.yaml:7:3: warning: levels.care: nobody ever reaches an outcome from care, home and "
        "relapsed: people stay in the pathway for ever and their number grows with the length of "
        "the run\n2 warnings\n");
}

TEST_CASE("check_shape: a round that takes no time is an error") {
  Scenario scenario = loop(2, 1, 0.25, sim::Constant{0});
  scenario.states[0].name = word("upper", 5);
  const std::string expected =
      "test.yaml:5:3: error: levels.upper: people can go round in upper and lower for ever in one "
      "instant; give a stay there some time, or let those turned away leave the round\n1 error\n";
  CHECK(findings(scenario) == expected);
  SUBCASE("time on one side is enough") {
    scenario.states[1].time = lasting(sim::Exponential{3});
    CHECK(findings(scenario).empty());
  }
  SUBCASE("a transfer delay is enough") {
    scenario.states[0].exits[0].transfer = Transfer{{sim::Constant{0.25}, {}}, false};
    CHECK(findings(scenario).empty());
  }
}

TEST_CASE("check_shape: two full levels that divert to each other are an error") {
  Scenario scenario = loop(2, 1, 0.25, sim::Exponential{5});
  for (const auto& [from, target] : {std::pair{0U, "lower"}, std::pair{1U, "upper"}}) {
    scenario.states[from].waiting.limit = {3, {}};
    scenario.states[from].waiting.divert_to = word(target);
  }
  CHECK(findings(scenario).find("people can go round in upper and lower for ever") !=
        std::string::npos);
  scenario.states[1].waiting.divert_to.reset();
  scenario.states[1].waiting.limit.reset();
  CHECK(findings(scenario).empty());
}

TEST_CASE("check_shape: the shape is told also where there are too many behaviors") {
  Scenario scenario = loop(2, 1, 0.25, sim::Constant{0});
  for (int i = 0; i <= static_cast<int>(max_history_tests); ++i) {
    Effect one = effect("e" + std::to_string(i), {compare("relapses", Comparison::AtLeast, i + 1)});
    one.stay_ratio = {2, {}};
    scenario.effects.push_back(one);
  }
  const std::string text = findings(scenario);
  CHECK(text.find("people can go round in upper and lower") != std::string::npos);
  CHECK(text.find("at most 10 different facts of history") != std::string::npos);
}

TEST_CASE("check_shape: a gridlock is a note") {
  CHECK(compile(ring_of_holders(3, 10)).notes ==
        std::vector<std::string>{"l0, l1 and l2 can hold places for each other in a ring "
                                 "(gridlock); the whole ring then moves in one instant, and "
                                 "reports count it as a swap"});
}

TEST_CASE("check_shape: several rings are one note") {
  const Scenario scenario = read_scenario_text(R"(
schema: 1
name: Rings
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 2}
levels:
  a: {places: {beds: 2}, treatment_time: 5 d, to: {b: 0.5, done: 0.5}, hold: 3 d}
  b: {places: {beds: 2}, treatment_time: 5 d, to: {a: 0.5, done: 0.5}, hold: 3 d}
  c: {places: {beds: 2}, treatment_time: 5 d, to: {d: 0.5, done: 0.5}, hold: 3 d}
  d: {places: {beds: 2}, treatment_time: 5 d, to: {c: 0.5, done: 0.5}, hold: 3 d}
outcomes: [done]
arrivals: {people: {poisson: {rate: 1 /d}, to: {a: 0.5, c: 0.5}}}
)",
                                               "rings.yaml",
                                               {});
  CHECK(
      compile(scenario).notes ==
      std::vector<std::string>{"places can be held in 2 rings (gridlock), of a and b; of c and d; "
                               "the whole ring then moves in one instant, and reports count it "
                               "as a swap"});
}

TEST_SUITE_END();

}  // namespace stepdown::models
