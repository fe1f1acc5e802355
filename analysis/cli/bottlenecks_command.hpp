#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace stepdown::analysis {

struct BottlenecksArguments {
  ScenarioArguments scenario;
  std::string warm_up;  ///< auto, or a time; empty: as the scenario says
  std::string out;      ///< folder; empty: print only
  int threads = 0;      ///< 0: one for each processor
  bool force = false;
};

CLI::App* declare_bottlenecks(CLI::App& program, BottlenecksArguments& arguments);

/// Ranks what one more place, anywhere, would do.
/// @returns an `ExitCode`.
int bottlenecks_command(const BottlenecksArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
