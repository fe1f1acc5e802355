#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

namespace stepdown::analysis {

struct GraphArguments {
  ScenarioArguments scenario;
};

CLI::App* declare_graph(CLI::App& program, GraphArguments& arguments);

/// Prints the pathway of a scenario.
/// @returns an `ExitCode`.
int graph_command(const GraphArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
