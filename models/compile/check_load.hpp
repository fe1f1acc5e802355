#pragma once

#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Reports a run that would never end: in which more would happen than can be counted, or in which
/// people go round in next to no time.
void check_load(const Scenario& scenario, const Model& model, Problems& problems);

}  // namespace stepdown::models
