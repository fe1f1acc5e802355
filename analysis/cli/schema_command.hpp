#pragma once

#include "analysis/cli/console.hpp"

#include <CLI/CLI.hpp>

namespace stepdown::analysis {

CLI::App* declare_schema(CLI::App& program);

/// Prints the JSON Schema of scenarios.
/// @returns an `ExitCode`.
int schema_command(const Console& console);

}  // namespace stepdown::analysis
