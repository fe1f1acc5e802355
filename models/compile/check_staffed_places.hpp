#pragma once

#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Places that follow from staff need a number of people at hand, of a role that this level needs
/// and no other.
/// @pre `level.places.kind` is Staff
void check_staffed_places(const Scenario& scenario, const State& level, Problems& problems);

}  // namespace stepdown::models
