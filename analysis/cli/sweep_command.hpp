#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/sweep_arguments.hpp"

#include <CLI/CLI.hpp>

namespace stepdown::analysis {

CLI::App* declare_sweep(CLI::App& program, SweepArguments& arguments);

/// Runs what is missing of a sweep, stores it as it ends, and writes its tables once it is whole.
/// @param run_points  how; empty: on this machine
/// @returns an `ExitCode`.
int sweep_command(const SweepArguments& arguments,
                  const Console& console,
                  const RunPoints& run_points = {});

CLI::App* declare_merge(CLI::App& program, SweepArguments& arguments);

/// Takes the replications of several stores of one sweep together, and writes its tables if nothing
/// is missing.
/// @returns an `ExitCode`.
int merge_command(const SweepArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
