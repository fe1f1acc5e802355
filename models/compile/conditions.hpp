#pragma once

#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// Looks up the conditions of an effect into `resolved`, after reporting unknown names and facts
/// that never change. `key` leads to the effect.
void resolve_conditions(const Scenario& scenario,
                        const Names& names,
                        const Effect& effect,
                        const std::string& key,
                        ResolvedEffect& resolved,
                        Problems& problems);

}  // namespace stepdown::models
