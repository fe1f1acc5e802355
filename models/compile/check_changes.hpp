#pragma once

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
/// @returns the effects of each date, looked up
[[nodiscard]] std::vector<std::vector<ResolvedEffect>> check_changes(const Scenario& scenario,
                                                                     const Names& names,
                                                                     Problems& problems);

}  // namespace stepdown::models
