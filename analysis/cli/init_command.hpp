#pragma once

#include "analysis/cli/console.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace stepdown::analysis {

struct InitArguments {
  std::string file = "scenario.yaml";
  bool force = false;
};

CLI::App* declare_init(CLI::App& program, InitArguments& arguments);

/// Writes a scenario to start from.
/// @returns an `ExitCode`.
int init_command(const InitArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
