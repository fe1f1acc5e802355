#pragma once

#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// Reports ratios of an effect that change nothing anywhere, with a hint why, and warns of named
/// states in which they change nothing. `key` leads to the effect.
void check_reach(const Scenario& scenario,
                 const Names& names,
                 const Effect& effect,
                 const std::string& key,
                 const ResolvedEffect& resolved,
                 Problems& problems);

}  // namespace stepdown::models
