#pragma once

#include "models/compile/effects.hpp"
#include "models/compile/tables.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// What the behaviors of a model are given beside it while they are built: the priority of each
/// request behavior, from all effects.
using Priorities = std::vector<int>;

/// Appends the behaviors of one state to the model, class by class, history by history, and for a
/// level the behaviors of its waiting list; `built` is told where they are.
///
/// @param before  the same state in the period before, or null: where nothing has changed, its
///                behaviors are used again
void build_behaviors(const State& state,
                     const StateEffects& effects,
                     const StateModel* before,
                     StateModel& built,
                     Model& model,
                     TableBuilder& tables,
                     Priorities& priorities);

/// Turns the priorities of all levels into ranks without gaps, 0 for the largest; in all periods a
/// priority has the same rank.
void rank_priorities(const Priorities& priorities, Model& model);

}  // namespace stepdown::models
