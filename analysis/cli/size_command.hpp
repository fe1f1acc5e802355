#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace stepdown::analysis {

struct SizeArguments {
  ScenarioArguments scenario;
  std::vector<std::string> targets;  ///< instead of those of the scenario
  std::vector<std::string> levers;   ///< residential.beds=20..60:2@1200
  std::string least;                 ///< cost, places; empty: cost if a lever has one
  double confidence = 0.95;
  int least_replications = 20;
  int most_replications = 1000;
  std::string warm_up;  ///< auto, or a time; empty: as the scenario says
  std::string out;      ///< folder; empty: print only
  int threads = 0;      ///< 0: one for each processor
  bool force = false;
};

CLI::App* declare_size(CLI::App& program, SizeArguments& arguments);

/// Looks for the least with which all targets are met.
/// @returns an `ExitCode`.
int size_command(const SizeArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
