#pragma once

#include "analysis/experiments/precision.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "analysis/report/json_file.hpp"
#include "analysis/report/report.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/scenario.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// The file that marks a folder as written by this program.
inline constexpr const char* manifest_file = "manifest.json";

/// What was run.
struct RunRecord {
  std::string scenario_file;      ///< as named by the user
  std::vector<std::string> sets;  ///< `--set` in the order given
  std::string command;            ///< that gives the same figures again
  bool was_interrupted = false;
  std::vector<std::string> files;               ///< in the folder
  std::optional<FoundWarmUp> found_warm_up{};   ///< when it was looked for
  std::vector<StartBias> start_bias{};          ///< what the warm-up leaves of the start
  std::optional<PrecisionOutcome> precision{};  ///< when it decided the replications
};

/// SHA-1 of everything that was read for the scenario and of the values set on the command line.
/// Names of files do not count.
[[nodiscard]] std::string scenario_hash(const models::Scenario& scenario,
                                        const std::vector<std::string>& sets);

/// manifest.json: program, scenario, window and how its warm-up was chosen, replications and the
/// precision they were run for, conservation audit and Little's law by
/// state, warnings, files. The same for the same figures.
[[nodiscard]] std::string manifest_json(const Report& report,
                                        const models::Scenario& scenario,
                                        const std::vector<models::Diagnostic>& warnings,
                                        const RunRecord& run);

/// Whether a manifest of this program says that its run was interrupted.
[[nodiscard]] bool is_manifest_of_interrupted(const std::filesystem::path& path);

/// What the manifest of a run says of the start in its figures; nothing when `path` is no such
/// manifest.
[[nodiscard]] std::optional<std::vector<StartBias>> start_bias_in_manifest(
    const std::filesystem::path& path);

/// The files that a manifest of this program names; nothing when `path` is no such manifest: a
/// plain file with program, version, command and the names of files, itself among them.
[[nodiscard]] std::optional<std::vector<std::string>> files_named_by_manifest(
    const std::filesystem::path& path);

/// Adds names of files to a manifest of this program, those that it does not name already; anything
/// else stays as it is.
void name_in_manifest(const std::filesystem::path& path, const std::vector<std::string>& files);

/// What a manifest says of its scenario, or of the first of several.
[[nodiscard]] const Json& first_scenario(const Json& manifest);

}  // namespace stepdown::analysis
