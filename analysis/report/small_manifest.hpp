#pragma once

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

/// manifest.json of a folder that is not one run: program, version, command, scenarios, files.
[[nodiscard]] std::string small_manifest_json(const std::string& command,
                                              const std::vector<ScenarioRecord>& scenarios,
                                              const std::vector<std::string>& files);

/// The hash of the scenario that a folder of reports is of; nothing when its manifest does not say.
[[nodiscard]] std::optional<std::string> scenario_hash_of(const std::filesystem::path& folder);

}  // namespace stepdown::analysis
