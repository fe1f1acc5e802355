#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/effects.hpp"
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
/// What a date does not change is that of the date before.
///
/// @param differences  of each date
/// @param effects      by state
void build_periods(const Scenario& scenario,
                   const std::vector<Differences>& differences,
                   const std::vector<EffectsOverTime>& effects,
                   TableBuilder& tables);

/// `build_beside` for the lists of states of later periods.
void build_beside_later(const Scenario& scenario, const Names& names, Model& model);

/// The hours that levels have in common, in each period.
void build_hours(const Scenario& scenario, Model& model);

/// Lets periods have the same list of states as those before them where it turned out to be equal.
void share_equal_states(Model& model);

/// Warns of dates on which nothing changes.
void warn_of_idle_changes(const Scenario& scenario, const Model& model, Problems& problems);

}  // namespace stepdown::models
