#pragma once

#include "models/model.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::models {

/// Calls `visit(state)` for each of the first so many states once for each time that it has
/// behaviors of its own, as it is in the last period that has them. Outcomes have none.
template <class Visit>
void for_each_behavior_block(const Model& model, std::size_t state_count, const Visit& visit) {
  for (std::size_t s = 0; s < state_count; ++s) {
    const StateModel* last = &model.states[s];
    if (last->kind == StateKind::Outcome) continue;
    for (const std::vector<StateModel>& later : model.later_states) {
      if (later[s].first_behavior != last->first_behavior) visit(*last);
      last = &later[s];
    }
    visit(*last);
  }
}

}  // namespace stepdown::models
