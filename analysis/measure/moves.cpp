#include "analysis/measure/moves.hpp"

#include "models/pathway/pathway.hpp"
#include "models/pathway/reachability.hpp"

#include <utility>

namespace stepdown::analysis {

Moves possible_moves(const models::Model& model) {
  models::NextStates next = models::next_states(models::make_pathway(model));
  return {std::move(next.of_state), std::move(next.of_source)};
}

}  // namespace stepdown::analysis
