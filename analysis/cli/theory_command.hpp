#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace stepdown::analysis {

struct TheoryArguments {
  ScenarioArguments scenario;
  std::string out;     ///< folder; empty: print only
  std::string beside;  ///< folder of reports of the same scenario; empty: none
  bool force = false;
};

CLI::App* declare_theory(CLI::App& program, TheoryArguments& arguments);

/// Answers what formulas can, without simulating.
/// @returns an `ExitCode`.
int theory_command(const TheoryArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
