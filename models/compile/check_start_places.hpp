#pragma once

#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Warns of levels, tracks and closed groups in which more people are at the start than they have
/// places. @pre `model.start`
void warn_of_full_starts(const Scenario& scenario, const Model& model, Problems& problems);

}  // namespace stepdown::models
