#pragma once

#include "models/input.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// The single values of a scenario in the order in which it has them, but for its schema and what
/// only names or describes; nothing of one that was not read.
[[nodiscard]] std::vector<Input> inputs_of(const Scenario& scenario);

/// Whether a scenario says anywhere where a value comes from, other than in an effect, which must.
[[nodiscard]] bool says_origins(const Scenario& scenario);

}  // namespace stepdown::models
