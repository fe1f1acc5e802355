#pragma once

#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/compile/tables.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// A state without its behaviors: kind, names, places, waiting rules, exits, history tests.
[[nodiscard]] StateModel build_state(const Scenario& scenario,
                                     const State& state,
                                     const Names& names,
                                     const StateEffects& effects,
                                     TableBuilder& tables);

}  // namespace stepdown::models
