#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Reports prices that cannot be told from what is observed, and costs of places that there are
/// none of.
void check_money(const Scenario& scenario, const Names& names, Problems& problems);

/// Prices and costs, if the scenario has any, into a model that knows its attributes, states
/// and sources.
/// @pre `check_money` reported nothing
void build_money(const Scenario& scenario, const Names& names, Model& model);

/// Whether money is the same.
[[nodiscard]] bool has_same_money(const State& a, const State& b);

}  // namespace stepdown::models
