#pragma once

#include "models/model.hpp"

#include <vector>

namespace stepdown::analysis {

/// Where people can be next, whatever the luck.
struct Moves {
  std::vector<std::vector<models::StateId>> from_state;   ///< by state; in the order of the states
  std::vector<std::vector<models::StateId>> from_source;  ///< by arrival source
};

/// Follows exits and, since not everyone gets the place asked for, the ways of those who give up,
/// are turned away or are diverted.
[[nodiscard]] Moves possible_moves(const models::Model& model);

}  // namespace stepdown::analysis
