#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/experiments/point_models.hpp"
#include "analysis/experiments/stored_sweep.hpp"
#include "analysis/experiments/sweep_design.hpp"
#include "models/sweep_plan.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// The part of the command line that says which sweep is meant.
struct SweepArguments {
  std::string file;                  ///< of the plan; with factors or draws: of the scenario
  std::vector<std::string> factors;  ///< path=values
  std::vector<std::string> sets;     ///< path=value, of every point
  std::vector<std::string> figures;  ///< to keep, instead of those of the plan
  std::optional<int> draws;          ///< of what is uncertain by the scenario itself
  std::optional<int> replications;
  std::optional<std::uint64_t> seed;
  std::string out;                  ///< folder; empty: reports/<name of the file>
  int threads = 0;                  ///< 0: one for each processor
  std::string shard;                ///< i/n; empty: all of it
  std::vector<std::string> stores;  ///< of merge
  bool extend = false;
  bool with_replications = false;
  bool force = false;
  bool quiet = false;

  /// Whether the file is a scenario, and the command line the plan.
  [[nodiscard]] bool is_of_scenario() const { return !factors.empty() || draws; }
};

/// `plan`, `--factor`, `--set`, `--figure`, `--replications`, `--seed`, `--out` and others that
/// every command with a sweep takes.
void add_sweep_arguments(CLI::App& command, SweepArguments& arguments);

/// A sweep that can be run.
struct LoadedSweep {
  models::SweepPlan plan;
  SweepDesign design;
  std::vector<std::string> sets;  ///< of every point
  PointModels models;
  models::Model base;  ///< of the scenario as it is
  SweepExtent extent;
  std::filesystem::path folder;  ///< of the tables
  std::filesystem::path store;   ///< beside it
};

/// Makes the points of a plan, which it may change.
using MakeDesign = std::function<SweepDesign(models::SweepPlan& plan)>;

/// Reads the plan, the scenario and what it is to keep; looks at all points, or, if they are many,
/// at some of them, and prints warnings to `console.err`.
/// @throws models::ScenarioError, UsageError
[[nodiscard]] LoadedSweep load_sweep(const SweepArguments& arguments,
                                     const Console& console,
                                     const MakeDesign& make_design = design_of);

/// The shard that the command line asks for. @throws UsageError
[[nodiscard]] SweepShard shard_of(const SweepArguments& arguments);

/// Points to be looked at: all, or so many of them, evenly.
[[nodiscard]] std::vector<std::size_t> some_points(const SweepDesign& design, std::size_t most);

/// How a point is called in messages: its number and what it changes.
[[nodiscard]] std::string point_text(const SweepDesign& design, std::size_t point);

}  // namespace stepdown::analysis
