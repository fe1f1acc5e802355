#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// Whether a run has something to observe, and an end that can be written as a date.
void check_run(const Scenario& scenario, const Names& names, Problems& problems);

/// When the run ends, also while its length is wrong: in days, and as a date.
[[nodiscard]] double end_day(const Scenario& scenario);
[[nodiscard]] std::string end_date(const Scenario& scenario);

}  // namespace stepdown::models
