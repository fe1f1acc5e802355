#include "models/compile/compile.hpp"
#include "models/diagnostics/rule.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/models/reading/broken_plans.hpp"
#include "tests/models/reading/broken_scenarios.hpp"
#include "tests/models/reading/reader_examples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Every rule has an example of its message, and the whole text of each example is asserted: those
/// of the reader in `broken_scenarios_test` and here, those of `compile` in `rules_test`.
namespace stepdown::tests {
namespace {

using models::Rule;

/// The names of the rules that are not among those shown, one a line.
std::string without_example(const std::set<Rule>& shown) {
  std::string names;
  for (const models::RuleInfo& rule : models::all_rules())
    if (!shown.contains(rule.rule)) names += std::string{rule.name} + "\n";
  return names;
}

std::set<Rule> rules_of_examples() {
  std::set<Rule> shown;
  for (const std::string& name : broken_scenarios())
    for (const models::Diagnostic& one : found_in_broken(name))
      shown.insert(one.rule);
  for (const ReaderExample& example : reader_examples())
    shown.insert(example.rule);
  for (const std::string& name : broken_plans())
    for (const models::Diagnostic& one : found_in_broken_plan(name))
      shown.insert(one.rule);
  for (const std::string& name : broken_calibrations())
    for (const models::Diagnostic& one : found_in_broken_calibration(name))
      shown.insert(one.rule);
  shown.insert(Rule::BadFactorArgument);  // in broken_plans_test
  shown.insert(Rule::TooManyFactors);
  for (const RuleExample& example : rule_examples())
    shown.insert(example.rule);
  return shown;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("rules: every rule has an example of its whole text") {
  CHECK(without_example(rules_of_examples()) == "");
}

TEST_CASE("rules: a rule without an example is told") {
  std::set<Rule> shown;
  for (const models::RuleInfo& rule : models::all_rules())
    shown.insert(rule.rule);
  CHECK(without_example(shown) == "");
  shown.erase(Rule::TabIndentation);
  shown.erase(Rule::NobodyLeaves);
  CHECK(without_example(shown) == "TabIndentation\nNobodyLeaves\n");
}

TEST_CASE("rules: each example of the reader breaks its rule and gives its whole text") {
  for (const ReaderExample& example : reader_examples()) {
    CAPTURE(example.text);
    const std::vector<models::Diagnostic> found = example.found();
    CHECK(models::to_text(found) == example.text);
    CHECK(std::ranges::any_of(found, [&](const auto& one) { return one.rule == example.rule; }));
  }
}

TEST_CASE("rules: no two have one name") {
  std::set<std::string_view> names;
  for (const models::RuleInfo& rule : models::all_rules())
    CHECK(names.insert(rule.name).second);
}

TEST_SUITE_END();

}  // namespace stepdown::tests
