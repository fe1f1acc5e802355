#include "analysis/report/side_by_side.hpp"

#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/targets.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

// Several scenarios next to each other, as a planner reads them.
namespace stepdown::tests {
namespace {

using analysis::ComparedScenario;

// Somebody comes every fourth day and stays for two: one place is taken half of the time.
const std::string steady = R"(
schema: 1
name: Steady
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 2}
levels:
  care: {places: {beds: 1}, treatment_time: 2 d, to: done}
outcomes: [done]
arrivals:
  people: {scheduled: {every: 4 d}, to: care}
targets: [care.utilization <= 0.3]
)";

// Who comes waits for Monday.
const std::string on_mondays = R"(
schema: 1
name: Mondays
start: 2026-01-05
run: {warm_up: 0 d, horizon: 42 d, replications: 2}
levels:
  care:
    places: {groups: {count: 1, size: 4}}
    admission: {cohort: {every: 1 wk}}
    treatment_time: 2 d
    to: done
outcomes: [done]
arrivals:
  people: {scheduled: {every: 7 d, first: 5 d}, to: care}
)";

ComparedScenario ran(const std::string& text,
                     const std::string& name,
                     const std::vector<std::string>& sets = {}) {
  const models::Scenario scenario = models::read_scenario_text(text, "test.yaml", sets);
  models::Model model = models::compile(scenario).model;
  auto summary = analysis::run_model(model, {.threads = 1});
  REQUIRE(summary);
  auto targets = analysis::assess_targets(analysis::resolve_targets(scenario, model), *summary);
  return {name, std::move(model), *std::move(summary), std::move(targets)};
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("side by side: each alternative has a row and each target a column of it") {
  const std::vector<ComparedScenario> scenarios{
      ran(steady, "first"),
      ran(steady, "two", {"levels.care.places.beds=2"}),
      ran(steady, "unlimited", {"levels.care.places=unlimited", "targets=[]"})};
  CHECK(analysis::side_by_side(scenarios) == R"(
Side by side
A  first
B  two
C  unlimited

care     places    use of  have to    mean    90 %  gave up    lost
                 places %   wait %  wait d  wait d   a year  a year
A         1 bed      50.0      0.0     0.0     0.0      0.0     0.0
B        2 beds      25.0      0.0     0.0     0.0      0.0     0.0
C     unlimited         -      0.0     0.0     0.0      0.0     0.0

target                        A         B  C
care.utilization <= 0.3  0.5 no  0.25 yes  -
)");
}

// Everybody waits two days for the start, and one of four seats is filled then.
TEST_CASE("side by side: where people start together it tells groups and seats and starts") {
  const std::vector<ComparedScenario> scenarios{
      ran(on_mondays, "a"), ran(on_mondays, "b"), ran(on_mondays, "c")};
  const std::string text = analysis::side_by_side(scenarios);
  CAPTURE(text);
  CHECK(text.find("groups") != std::string::npos);
  CHECK(text.find("start d") != std::string::npos);
  CHECK(text.find("have to") == std::string::npos);
  CHECK(text.find("\nA     1 group of 4") != std::string::npos);
}

TEST_CASE("side by side: targets of many alternatives stand in lines of at most 100") {
  std::vector<ComparedScenario> scenarios;
  for (int i = 0; i < 24; ++i)
    scenarios.push_back(ran(steady, "the same"));
  std::istringstream lines{analysis::side_by_side(scenarios)};
  std::size_t headers = 0;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 100);
    headers += line.starts_with("target ") ? 1U : 0U;
  }
  CHECK(headers == 3);
}

TEST_CASE("side by side: of one alternative there are targets only") {
  const std::vector<ComparedScenario> scenarios{ran(steady, "first"),
                                                ran(steady, "two", {"levels.care.places.beds=2"})};
  CHECK(analysis::side_by_side(scenarios) == R"(
Side by side
A  first
B  two

target                        A         B
care.utilization <= 0.3  0.5 no  0.25 yes
)");
  CHECK(analysis::side_by_side(
            {ran(steady, "first", {"targets=[]"}), ran(steady, "two", {"targets=[]"})})
            .empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
