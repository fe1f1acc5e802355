#pragma once

#include "analysis/cli/console.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace stepdown::analysis {

struct VerifyArguments {
  int replications = 120;
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: one for each processor
  std::string out;  ///< folder; empty: print only
  bool force = false;
  bool quiet = false;
};

CLI::App* declare_verify(CLI::App& program, VerifyArguments& arguments);

/// Holds simulated figures of systems with a known answer against it.
/// @returns an `ExitCode`.
int verify_command(const VerifyArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
