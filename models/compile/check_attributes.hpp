#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Names and shares of attributes, how many combinations they have, and what reports split by.
void check_attributes(const Scenario& scenario, const Names& names, Problems& problems);

}  // namespace stepdown::models
