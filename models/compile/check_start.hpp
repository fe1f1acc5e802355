#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Names and sense of `start_from`.
void check_start(const Scenario& scenario, const Names& names, Problems& problems);

/// Whether those who are there at the start can be, by the stays of the model and its places.
void check_stays_at_start(const Scenario& scenario, const Model& model, Problems& problems);

}  // namespace stepdown::models
