#pragma once

#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/report/page.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// Compared scenarios in a few lines, the best first: most targets met, then fewest people lost a
/// year or, where nobody is ever lost, fewest people waiting; each with its difference to the first
/// scenario, which is A. Of many only the best, and A.
[[nodiscard]] std::string compare_summary(const std::vector<ComparedScenario>& scenarios,
                                          const std::vector<ScenarioDifference>& differences,
                                          const Page& page = {});

}  // namespace stepdown::analysis
