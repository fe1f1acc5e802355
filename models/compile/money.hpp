#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Reports prices that cannot be told from what is observed, and costs of places that there are
/// none of.
/// @param since  of a later date: only what differs is looked at
void check_money(const Scenario& scenario,
                 const Names& names,
                 Problems& problems,
                 const Differences* since = nullptr);

/// Reports prices that depend on another attribute than those of the first scenario.
void check_same_payers(const Scenario& first,
                       const Scenario& later,
                       const Differences& since,
                       Problems& problems);

/// Prices and costs, if the scenario has any, into a model that knows its attributes, states,
/// sources and periods.
/// @pre `check_money` reported nothing
void build_money(const Scenario& scenario, const Names& names, Model& model);

}  // namespace stepdown::models
