#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/sweep_arguments.hpp"
#include "analysis/experiments/run_points.hpp"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace stepdown::analysis {

struct SensitivityArguments {
  SweepArguments sweep;
  std::string method = "tornado";
  std::optional<int> points;
};

CLI::App* declare_sensitivity(CLI::App& program, SensitivityArguments& arguments);

/// Which factors of a plan its figures depend on.
/// @returns an `ExitCode`.
int sensitivity_command(const SensitivityArguments& arguments,
                        const Console& console,
                        const RunPoints& run_points = {});

}  // namespace stepdown::analysis
