#pragma once

#include "models/diagnostics/rule.hpp"
#include "models/scenario.hpp"

#include <functional>
#include <string>
#include <vector>

/// Scenarios that break one rule of meaning, each with the whole text that its author sees.
namespace stepdown::tests {

struct RuleExample {
  models::Rule rule{};
  /// Breaks the rule in a sound scenario: `care` (5 beds, line 8) with the exits `planned` (line
  /// 10) and `dropout` (line 11) to `well` and `lost`, the attribute `profile` (line 5) and the
  /// source `referrals` (line 20).
  std::function<void(models::Scenario&)> change;
  std::string text;
};

[[nodiscard]] models::Scenario sound_scenario();

/// All of them, from these files:
[[nodiscard]] std::vector<RuleExample> rule_examples();
[[nodiscard]] std::vector<RuleExample> examples_about_names();
[[nodiscard]] std::vector<RuleExample> examples_about_numbers();
[[nodiscard]] std::vector<RuleExample> examples_about_effects();
[[nodiscard]] std::vector<RuleExample> examples_about_tracks();
[[nodiscard]] std::vector<RuleExample> examples_about_second_places();
[[nodiscard]] std::vector<RuleExample> examples_about_services();
[[nodiscard]] std::vector<RuleExample> examples_of_oddities();

}  // namespace stepdown::tests
