#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

namespace stepdown::analysis {

struct CheckArguments {
  ScenarioArguments scenario;
};

CLI::App* declare_check(CLI::App& program, CheckArguments& arguments);

/// Shows what is wrong with a scenario, and what it says, without running it.
/// @returns an `ExitCode`.
int check_command(const CheckArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
