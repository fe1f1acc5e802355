#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <vector>

/// What changes on dates.
namespace stepdown::models {

/// Checks the scenario of each date: that it has the same states, exits, attributes and sources,
/// and then all that is checked of the first one. What is wrong or odd from the start is told once,
/// and what nobody does in one period is odd only if nobody does it in any.
///
/// Of a date only that is looked at which differs from before.
///
/// @param differences  of each date
/// @param effects      those of the start, looked up; those of each date are put behind them
void check_changes(const Scenario& scenario,
                   const std::vector<Differences>& differences,
                   const Names& names,
                   std::vector<ResolvedEffects>& effects,
                   Problems& problems);

}  // namespace stepdown::models
