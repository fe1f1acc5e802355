#pragma once

#include "analysis/cli/console.hpp"

#include <CLI/CLI.hpp>

namespace stepdown::analysis {

struct SchemaArguments {
  bool is_of_plans = false;
  bool is_of_calibrations = false;
};

CLI::App* declare_schema(CLI::App& program, SchemaArguments& arguments);

/// Prints the JSON Schema of scenarios, or of plans of sweeps or calibrations.
/// @returns an `ExitCode`.
int schema_command(const SchemaArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
