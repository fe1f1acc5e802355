#pragma once

#include "models/compile/effects.hpp"
#include "models/compile/tables.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstddef>

namespace stepdown::models {

/// Appends the behaviors of one state to the model, class by class, history by history, and for a
/// level the behaviors of its waiting list.
void build_behaviors(const State& state,
                     std::size_t state_index,
                     const StateEffects& effects,
                     Model& model,
                     TableBuilder& tables);

}  // namespace stepdown::models
