#pragma once

#include <cstdlib>
#include <string>

namespace stepdown::tests {

/// How many random scenarios to look at: `usual`, or 200 with STEPDOWN_RANDOM_SCENARIOS=200.
[[nodiscard]] inline int wanted_scenarios(int usual) {
  const char* const wanted = std::getenv("STEPDOWN_RANDOM_SCENARIOS");
  return wanted == nullptr ? usual : std::stoi(wanted);
}

/// The first of them: 400 with STEPDOWN_RANDOM_FROM=400, so that many can be looked at in parts;
/// else 0.
[[nodiscard]] inline int first_wanted_scenario() {
  const char* const first = std::getenv("STEPDOWN_RANDOM_FROM");
  return first == nullptr ? 0 : std::stoi(first);
}

}  // namespace stepdown::tests
