#pragma once

#include "analysis/cli/console.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

struct CalibrateArguments {
  std::string file;               ///< of the plan
  std::vector<std::string> sets;  ///< path=value, of all simulations
  std::optional<int> replications;
  std::optional<std::uint64_t> seed;
  std::string out;  ///< folder; empty: reports/<name of the file>
  int threads = 0;  ///< 0: one for each processor
  bool force = false;
  bool quiet = false;
};

CLI::App* declare_calibrate(CLI::App& program, CalibrateArguments& arguments);

/// Looks for values of a scenario with which its figures are those that were observed, and draws
/// sets of values that fit.
/// @returns an `ExitCode`.
int calibrate_command(const CalibrateArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
