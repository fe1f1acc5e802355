#include "models/compile/compile.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

/// All that compiling reports: errors, or else warnings.
std::vector<Diagnostic> reported(const Scenario& scenario) {
  std::vector<Diagnostic> found;
  try {
    found = compile(scenario).warnings;
  } catch (const ScenarioError& error) {
    found = error.diagnostics();
  }
  return found;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("rules: the scenario that the examples change is sound") {
  CHECK(reported(sound_scenario()).empty());
}

TEST_CASE("rules: each example breaks its rule and gives its whole text") {
  for (const RuleExample& example : rule_examples()) {
    Scenario scenario = sound_scenario();
    example.change(scenario);
    const std::vector<Diagnostic> found = reported(scenario);
    CHECK(to_text(found) == example.text);
    CAPTURE(example.text);
    CHECK(std::ranges::any_of(found, [&](const auto& one) { return one.rule == example.rule; }));
  }
}

TEST_CASE("compile: every problem is reported at once in file order with its line") {
  Scenario s = sound_scenario();
  s.sources = {{"test.yaml", "1\n2\n3\n4\n  profile:\n6\n7\n  care:\n"}};
  s.states[0].exits.clear();
  s.states[0].waiting.divert_to = word("wel", 12);
  s.report_by = {word("severity", 2)};
  s.run.horizon.value = 5;
  CHECK(
      to_text(reported(s)) ==
      "error: run.horizon: expected more than the warm-up of 10 d, got 5 d; the horizon counts "
      "from the start and includes the warm-up\n"
      "test.yaml:2:3: error: report_by[0]: expected an attribute, got 'severity'; known: profile\n"
      "  2\n"
      "   ^\n"
      "test.yaml:8:3: error: levels.care: expected at least one exit, got none; nobody can leave "
      "(if that is meant, make it an outcome)\n"
      "    care:\n"
      "    ^\n"
      "test.yaml:12:3: error: levels.care.waiting.divert_to: expected a level, got 'wel'; known: "
      "care\n"
      "4 errors\n");
}

TEST_CASE("compile: dates have four digits to the end") {
  Scenario s = sound_scenario();
  s.start.value = std::chrono::year{9999} / std::chrono::December / 1;
  s.run.horizon.value = 30;
  CHECK(to_text(reported(s)).find("year 10000") == std::string::npos);
}

TEST_CASE("compile: a count of history may be written as a number") {
  Scenario s = sound_scenario();
  Effect one = effect("e", {is("episodes", "2")});
  one.reasons = {word("dropout")};
  one.odds_ratio = {2, {}};
  s.effects = {one};
  const Model model = compile(s).model;
  REQUIRE(model.states[0].tests.size() == 1);
  CHECK(model.states[0].tests[0].number == 2);
}

TEST_SUITE_END();

}  // namespace stepdown::models
