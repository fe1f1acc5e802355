#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// The exits of every state and where they lead, and of levels what `check_level` looks at.
void check_states(const Scenario& scenario, const Names& names, Problems& problems);

}  // namespace stepdown::models
