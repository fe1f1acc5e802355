#pragma once

#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <cstdint>
#include <string>

namespace stepdown::models {

/// A level has at most 10 000 closed groups, those of its tracks together.
void check_number_of_closed_groups(std::int64_t groups,
                                   const SourceLocation& at,
                                   const std::string& key,
                                   Problems& problems);

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
