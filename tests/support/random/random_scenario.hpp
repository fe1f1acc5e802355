#pragma once

#include "models/compile/compile.hpp"
#include "models/scenario.hpp"
#include "tests/support/random/writer.hpp"
#include "tests/support/random/written.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace stepdown::tests {

/// A made-up scenario and the files that it names.
struct RandomScenario {
  std::string yaml;
  Written root;  ///< of which `yaml` is the text
  std::map<std::string, std::string> files;
  std::set<std::string> keys;  ///< of the schema, as `section.key`
};

/// A scenario from the keys of the schema. Most of them mean something; some are refused.
/// @param mistakes  made in it afterwards
[[nodiscard]] RandomScenario random_scenario(const Choices& choices,
                                             const Habits& habits = {},
                                             int mistakes = 0);

/// As if the files were on disk.
[[nodiscard]] models::Scenario read(const RandomScenario& scenario);

/// One that can be run, and how many had to be made up until then.
struct ValidScenario {
  RandomScenario scenario;
  models::Model model;
  int tries = 0;
};

/// The first for that seed that is accepted; nothing when too many are refused one after another,
/// which shows that the writer no longer knows what makes sense.
[[nodiscard]] std::optional<ValidScenario> valid_scenario(std::uint64_t seed,
                                                          const Habits& habits = {});

}  // namespace stepdown::tests
