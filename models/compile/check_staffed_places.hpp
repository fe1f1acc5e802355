#pragma once

#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <cstddef>

namespace stepdown::models {

/// Places that follow from staff need a number of people at hand, of a role that this level needs,
/// and others only if it limits them, too.
/// @pre the places of that level follow from staff
void check_staffed_places(const Scenario& scenario, std::size_t number, Problems& problems);

}  // namespace stepdown::models
