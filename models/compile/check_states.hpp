#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// The exits of every state and where they lead, and of levels what `check_level` looks at.
/// @param since  of a later date: only what differs is looked at
void check_states(const Scenario& scenario,
                  const Names& names,
                  Problems& problems,
                  const Differences* since = nullptr);

}  // namespace stepdown::models
