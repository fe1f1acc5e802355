#pragma once

#include "models/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// A scenario behind a folder of reports.
struct ScenarioRecord {
  std::string name;
  std::string file;               ///< as named by the user
  std::string sha1;               ///< `scenario_hash`
  std::vector<std::string> sets;  ///< `--set` in the order given
};

/// What all scenarios of a comparison have in common.
struct SharedPlan {
  std::uint64_t seed = 0;
  int replications = 0;  ///< of each scenario
  double warm_up_days = 0;
  double horizon_days = 0;
};

/// Writes the manifest.json of a folder that is not one run and holds `files`: program, version,
/// command, scenarios, files.
void write_small_manifest(const std::filesystem::path& folder,
                          std::vector<std::string> files,
                          const std::string& command,
                          const std::vector<ScenarioRecord>& scenarios,
                          const std::optional<SharedPlan>& plan = {});

/// Whether a folder of reports is of this scenario with these values set; the number of
/// replications and the seed do not count.
[[nodiscard]] bool are_reports_of(const models::Scenario& scenario,
                                  const std::vector<std::string>& sets,
                                  const std::filesystem::path& folder);

}  // namespace stepdown::analysis
