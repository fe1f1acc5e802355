#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Places, their changes, waiting and holding of one level.
void check_level(const State& level,
                 const Names& names,
                 const Scenario& scenario,
                 Problems& problems);

}  // namespace stepdown::models
