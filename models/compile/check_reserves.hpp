#pragma once

#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Warns of levels whose places are all reserved, where people ask for one for whom none is.
void warn_of_all_reserved(const Scenario& scenario, const Model& model, Problems& problems);

}  // namespace stepdown::models
