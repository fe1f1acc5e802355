#pragma once

#include <cstdlib>
#include <string>

namespace stepdown::tests {

/// How many random scenarios to look at: `usual`, or 200 with STEPDOWN_RANDOM_SCENARIOS=200.
[[nodiscard]] inline int wanted_scenarios(int usual) {
  const char* const wanted = std::getenv("STEPDOWN_RANDOM_SCENARIOS");
  return wanted == nullptr ? usual : std::stoi(wanted);
}

}  // namespace stepdown::tests
