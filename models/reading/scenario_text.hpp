#pragma once

#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// A scenario as YAML, with its base, its changes, what was set and what it says of where its
/// values come from: the outer levels in lines, what is small in braces. Reading it gives the same
/// scenario, if the data files that it names lie beside it.
[[nodiscard]] std::string scenario_text(const Scenario& scenario);

}  // namespace stepdown::models
