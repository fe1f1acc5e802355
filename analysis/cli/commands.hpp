#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

#include <string>

/// The commands of the program. Each has its arguments, a function that declares them, and one that
/// carries it out and returns an exit code.
namespace stepdown::analysis {

struct RunArguments {
  ScenarioArguments scenario;
  std::string out;  ///< folder; empty: reports/<name of the scenario's file>
  int threads = 0;  ///< 0: one for each processor
  bool force = false;
  bool event_log = false;
  bool people = false;
  std::string replay;  ///< REPLICATION[:PATIENT]
};
CLI::App* declare_run(CLI::App& program, RunArguments& arguments);
int run_command(const RunArguments& arguments, const Console& console);

/// `run --replay`: prints the events of one replication, or of one patient in it, as the event log
/// has them.
int replay_command(const RunArguments& arguments,
                   const LoadedScenario& loaded,
                   const Console& console);

struct CheckArguments {
  ScenarioArguments scenario;
};
CLI::App* declare_check(CLI::App& program, CheckArguments& arguments);
int check_command(const CheckArguments& arguments, const Console& console);

struct GraphArguments {
  ScenarioArguments scenario;
};
CLI::App* declare_graph(CLI::App& program, GraphArguments& arguments);
int graph_command(const GraphArguments& arguments, const Console& console);

struct InitArguments {
  std::string file = "scenario.yaml";
  bool force = false;
};
CLI::App* declare_init(CLI::App& program, InitArguments& arguments);
int init_command(const InitArguments& arguments, const Console& console);

CLI::App* declare_schema(CLI::App& program);
int schema_command(const Console& console);

}  // namespace stepdown::analysis
