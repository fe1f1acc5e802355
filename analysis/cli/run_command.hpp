#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/precision_arguments.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace stepdown::analysis {

struct RunArguments {
  ScenarioArguments scenario;
  std::string out;  ///< folder; empty: reports/<name of the scenario's file>
  int threads = 0;  ///< 0: one for each processor
  bool force = false;
  bool event_log = false;
  bool people = false;
  bool tables_only = false;  ///< neither page nor workbook
  std::string replay;        ///< REPLICATION[:PATIENT]
  PrecisionArguments precision;
  std::string warm_up;  ///< auto, or a length of time; empty: the scenario's
};

CLI::App* declare_run(CLI::App& program, RunArguments& arguments);

/// Simulates a scenario and writes a folder of reports.
/// @returns an `ExitCode`.
int run_command(const RunArguments& arguments, const Console& console);

}  // namespace stepdown::analysis
