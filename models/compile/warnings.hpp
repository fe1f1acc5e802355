#pragma once

#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Warns of what is possible but probably not meant: no warm-up, stays longer than the observed
/// part, attribute values and exits that nobody has, dropouts that stay to the end, places for a
/// fraction of those who come.
void warn_of_oddities(const Scenario& scenario, const Model& model, Problems& problems);

}  // namespace stepdown::models
