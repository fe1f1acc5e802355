#pragma once

#include "analysis/cli/compare_command.hpp"
#include "analysis/cli/console.hpp"
#include "analysis/experiments/targets.hpp"
#include "analysis/report/small_manifest.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// A scenario that is to be compared.
struct ScenarioToCompare {
  std::string name;  ///< as the command line calls it
  ScenarioRecord record;
  models::Model model;
  std::vector<Target> targets;
};

/// The first scenario, the other files, then the variants of the first; all with the seed and the
/// replications of the first, and over the same window.
/// @throws UsageError when there is only one, or they cannot be compared.
[[nodiscard]] std::vector<ScenarioToCompare> load_compared(const CompareArguments& arguments,
                                                           const Console& console);

}  // namespace stepdown::analysis
