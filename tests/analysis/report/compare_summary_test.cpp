#include "analysis/report/compare_summary.hpp"

#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/targets.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

// Compared scenarios, the best first.
namespace stepdown::tests {
namespace {

using analysis::ComparedScenario;

// Two come every fourth day at once and stay for two: with one bed one of them is lost each time,
// in 40 days ten of twenty, 10 x 365 / 40 = 91.25 a year; with two beds nobody.
const std::string pairs = R"(
schema: 1
name: Pairs
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 2}
levels:
  care:
    places: {beds: 1}
    treatment_time: 2 d
    to: done
    waiting: {patience: {new: 0 d}, gave_up_to: gone}
outcomes: [done, gone]
arrivals:
  first: {scheduled: {every: 4 d}, to: care}
  second: {scheduled: {every: 4 d}, to: care}
targets: [care.lost <= 10]
)";

ComparedScenario ran(const std::string& name, const std::vector<std::string>& sets = {}) {
  const models::Scenario scenario = models::read_scenario_text(pairs, "test.yaml", sets);
  models::Model model = models::compile(scenario).model;
  auto summary = analysis::run_model(model, {.threads = 1});
  REQUIRE(summary);
  auto targets = analysis::assess_targets(analysis::resolve_targets(scenario, model), *summary);
  return {name, std::move(model), *std::move(summary), std::move(targets)};
}

std::string summary_of(const std::vector<ComparedScenario>& scenarios) {
  return analysis::compare_summary(scenarios, analysis::compare_scenarios(scenarios));
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("compare summary: the scenario with the fewest lost comes first") {
  const std::vector<std::string> untargeted{"targets=[]"};
  const std::vector<std::string> two{"targets=[]", "levels.care.places.beds=2"};
  CHECK(summary_of({ran("one", untargeted), ran("the same", untargeted), ran("two", two)}) ==
        "In short, the best first: fewest people lost a year\n"
        "  1. C two: 0, 91 fewer than A (91 to 91)\n"
        "  2. A one: 91\n"
        "  3. B the same: 91, as A\n");
}

TEST_CASE("compare summary: targets that are met count before all else") {
  CHECK(summary_of(
            {ran("one", {"targets=[care.utilization <= 0.6]"}),
             ran("two", {"levels.care.places.beds=2", "targets=[care.utilization >= 0.9]"})}) ==
        "In short, the best first: most targets met, then fewest people lost a year\n"
        "  1. A one: 91; ✓ met the target\n"
        "  2. B two: 0, 91 fewer than A (91 to 91); ✗ missed 1 of 1 target\n");
}

TEST_CASE("compare summary: where nobody is lost waiting counts and of many the best are told") {
  std::vector<ComparedScenario> scenarios;
  for (int beds = 2; beds < 10; ++beds)
    scenarios.push_back(
        ran("beds", {"targets=[]", "levels.care.places.beds=" + std::to_string(beds)}));
  const std::string text = summary_of(scenarios);
  CAPTURE(text);
  CHECK(text.starts_with("In short, the best first: fewest people waiting on average\n"));
  CHECK(text.ends_with("  6. F beds: 0, as A\n  and 2 others\n"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
