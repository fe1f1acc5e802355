#pragma once

#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// Whether anybody is taken up while the run lasts, by a level or a track; `key` is its path.
/// @param places  of its own, or of the pool on which it draws
void check_times_of_admission(const Admission& admission,
                              const Places& places,
                              const std::string& key,
                              const Scenario& scenario,
                              Problems& problems);

/// Whether a level takes anybody up, and discharges anybody, while the run lasts. `key` is its
/// path.
void check_admission(const State& level,
                     const std::string& key,
                     const Scenario& scenario,
                     Problems& problems);

}  // namespace stepdown::models
