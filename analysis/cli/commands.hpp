#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>
#include <vector>

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
  std::string replay;                  ///< REPLICATION[:PATIENT]
  std::vector<std::string> precision;  ///< FIGURE=HALF-WIDTH
  int least_replications = 10;         ///< with precision
  int most_replications = 1000;        ///< with precision
  std::string warm_up;                 ///< auto, or a length of time; empty: the scenario's
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

struct TheoryArguments {
  ScenarioArguments scenario;
  std::string out;     ///< folder; empty: print only
  std::string beside;  ///< folder of reports of the same scenario; empty: none
  bool force = false;
};
CLI::App* declare_theory(CLI::App& program, TheoryArguments& arguments);
int theory_command(const TheoryArguments& arguments, const Console& console);

struct CompareArguments {
  ScenarioArguments scenario;       ///< the first one
  std::vector<std::string> others;  ///< further files
  std::vector<std::string> with;    ///< variants of the first: "path=value; path=value"
  std::string out;                  ///< folder; empty: print only
  int threads = 0;                  ///< 0: one for each processor
  bool force = false;
  std::string best;  ///< min:FIGURE or max:FIGURE; empty: compare them all
  double indifference = 0;
  int most_replications = 1000;
};
CLI::App* declare_compare(CLI::App& program, CompareArguments& arguments);
int compare_command(const CompareArguments& arguments, const Console& console);

struct VerifyArguments {
  int replications = 120;
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: one for each processor
  std::string out;  ///< folder; empty: print only
  bool force = false;
  bool quiet = false;
};
CLI::App* declare_verify(CLI::App& program, VerifyArguments& arguments);
int verify_command(const VerifyArguments& arguments, const Console& console);

struct InitArguments {
  std::string file = "scenario.yaml";
  bool force = false;
};
CLI::App* declare_init(CLI::App& program, InitArguments& arguments);
int init_command(const InitArguments& arguments, const Console& console);

CLI::App* declare_schema(CLI::App& program);
int schema_command(const Console& console);

}  // namespace stepdown::analysis
