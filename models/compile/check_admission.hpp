#pragma once

#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// Whether a level takes anybody up, and discharges anybody, while the run lasts. `key` is its
/// path.
void check_admission(const State& level,
                     const std::string& key,
                     const Scenario& scenario,
                     Problems& problems);

}  // namespace stepdown::models
