#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/experiments/targets.hpp"
#include "analysis/report/small_manifest.hpp"
#include "models/compile/compile.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/scenario.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// The most that the command line takes, as `run.replications` of a scenario.
inline constexpr int most_replications = 10'000'000;

/// The part of the command line that says which scenario is meant.
struct ScenarioArguments {
  std::string file;
  std::vector<std::string> sets;  ///< path=value
  std::optional<int> replications;
  std::optional<std::uint64_t> seed;
  bool strict = false;
  bool quiet = false;
};

/// `scenario`, `--set`, `--strict` and `--quiet`.
void add_scenario_arguments(CLI::App& command, ScenarioArguments& arguments);

/// `--replications` and `--seed`.
void add_run_plan_arguments(CLI::App& command, ScenarioArguments& arguments);

/// `--threads`, which is 0 when it is not given.
void add_threads_argument(CLI::App& command, int& threads);

/// As many as `--threads` says, or one for each processor.
[[nodiscard]] int threads_of(int argument);

/// Refuses a run that cannot say how its figures vary. @throws UsageError
void refuse_single_replication(int replications);

/// A scenario ready to run.
struct LoadedScenario {
  std::string file;  ///< as named by the user
  models::Scenario scenario;
  std::vector<std::string> sets;  ///< all values set on the command line, as path=value
  models::Model model;
  std::vector<Target> targets;
  std::vector<models::Diagnostic> warnings;
  std::vector<std::string> notes;
};

/// Reads and compiles, and prints warnings to `console.err`.
/// @throws models::ScenarioError  with `strict`, also for warnings.
[[nodiscard]] LoadedScenario load_scenario(const ScenarioArguments& arguments,
                                           const Console& console);

/// The folder for the tables of a plan: `out`, without a slash at its end; empty: reports/<name of
/// `file`>.
[[nodiscard]] std::filesystem::path folder_of_tables(const std::string& out,
                                                     const std::string& file);

/// What the manifest of a folder says of a scenario.
[[nodiscard]] ScenarioRecord scenario_record(const LoadedScenario& loaded);

/// The command line that gives the same figures again, whatever the threads and the folder.
[[nodiscard]] std::string same_figures_command(const std::string& command,
                                               const LoadedScenario& loaded);

}  // namespace stepdown::analysis
