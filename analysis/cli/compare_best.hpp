#pragma once

#include "analysis/cli/compared_scenarios.hpp"

#include <vector>

namespace stepdown::analysis {

/// `compare --best`: looks for the best scenario only, and drops the others early.
/// @returns an `ExitCode`.
int compare_best(const CompareArguments& arguments,
                 const std::vector<ScenarioToCompare>& scenarios,
                 const Console& console);

}  // namespace stepdown::analysis
