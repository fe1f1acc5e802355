#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace stepdown::analysis {

struct CompareArguments {
  ScenarioArguments scenario;       ///< the first one
  std::vector<std::string> others;  ///< further files
  std::vector<std::string> with;    ///< variants of the first: "path=value; path=value"
  std::string warm_up;              ///< auto, or a time; empty: as the scenarios say
  std::string out;                  ///< folder; empty: print only
  int threads = 0;                  ///< 0: one for each processor
  bool force = false;
  std::string best;  ///< min:FIGURE or max:FIGURE; empty: compare them all
  double indifference = 0;
  int most_replications = 1000;
};

CLI::App* declare_compare(CLI::App& program, CompareArguments& arguments);

/// Compares scenarios under common random numbers.
/// @returns an `ExitCode`.
int compare_command(const CompareArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
