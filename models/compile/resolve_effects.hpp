#pragma once

#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// Looks up the effects that are switched on, after reporting what is wrong with any of them:
/// unknown names and effects that touch nothing. A named state in which a ratio touches nothing is
/// a warning.
[[nodiscard]] std::vector<ResolvedEffect> resolve_effects(const Scenario& scenario,
                                                          const Names& names,
                                                          Problems& problems);

}  // namespace stepdown::models
