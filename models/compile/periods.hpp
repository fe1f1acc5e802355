#pragma once

#include "models/compile/behaviors.hpp"
#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/compile/tables.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <vector>

/// A model whose numbers change on dates.
namespace stepdown::models {

/// Appends what follows upon the first period, of which all else is built: the dates before the
/// horizon.
///
/// @param effects  of each date, by state; in all periods a state makes the same tests of history
void build_periods(const Scenario& scenario,
                   const Names& names,
                   const std::vector<std::vector<StateEffects>>& effects,
                   Model& model,
                   TableBuilder& tables,
                   Priorities& priorities);

/// Warns of dates on which nothing changes.
void warn_of_idle_changes(const Scenario& scenario, const Model& model, Problems& problems);

}  // namespace stepdown::models
