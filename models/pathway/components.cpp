#include "models/pathway/components.hpp"

#include "models/pathway/search.hpp"

namespace stepdown::models {

std::vector<StateList> components_in_order(const Pathway& pathway, const MayMove& may_move) {
  return strong_components_in_order(moves_of(pathway, may_move));
}

}  // namespace stepdown::models
