#include "analysis/cli/cli.hpp"

#include "analysis/cli/check_command.hpp"
#include "analysis/cli/compare_command.hpp"
#include "analysis/cli/graph_command.hpp"
#include "analysis/cli/init_command.hpp"
#include "analysis/cli/run_command.hpp"
#include "analysis/cli/schema_command.hpp"
#include "analysis/cli/theory_command.hpp"
#include "analysis/cli/verify_command.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/version.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "sim/limit.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <new>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

/// The `Usage:` line of the command that was meant.
std::string usage_line(const CLI::App& program) {
  const auto commands = program.get_subcommands();
  const std::string help =
      commands.empty() ? program.help() : commands.front()->help(program.get_name());
  const auto begin = help.find("Usage:");
  if (begin == std::string::npos) return {};
  return help.substr(begin, help.find('\n', begin) - begin) + "\n";
}

int parse_and_run(const Console& console) {
  CLI::App program("Simulates step-down care pathways with limited places.", "stepdown");
  program.set_version_flag("--version", fmt::format("stepdown {}", version));
  program.require_subcommand(1);
  program.footer("Start with:\n  stepdown init my.yaml\n  stepdown run my.yaml\n");
  RunArguments run;
  CheckArguments check;
  GraphArguments graph;
  InitArguments init;
  TheoryArguments theory;
  CompareArguments compare;
  VerifyArguments verification;
  const std::vector<std::pair<CLI::App*, std::function<int()>>> commands{
      {declare_run(program, run), [&] { return run_command(run, console); }},
      {declare_check(program, check), [&] { return check_command(check, console); }},
      {declare_graph(program, graph), [&] { return graph_command(graph, console); }},
      {declare_theory(program, theory), [&] { return theory_command(theory, console); }},
      {declare_compare(program, compare), [&] { return compare_command(compare, console); }},
      {declare_verify(program, verification),
       [&] { return verify_command(verification, console); }},
      {declare_init(program, init), [&] { return init_command(init, console); }},
      {declare_schema(program), [&] { return schema_command(console); }}};
  try {
    std::vector<std::string> reversed(console.args.rbegin(), console.args.rend());
    program.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
      return program.exit(error, console.out, console.err);
    console.err << "stepdown: " << error.what() << "\n" << usage_line(program);
    return WrongUsage;
  }
  const auto chosen = std::find_if(
      std::begin(commands), std::end(commands), [](const auto& c) { return c.first->parsed(); });
  return chosen->second();
}

}  // namespace

int run_cli(const std::vector<std::string>& args,
            std::ostream& out,
            std::ostream& err,
            bool show_progress) {
  try {
    const int code = parse_and_run(Console{out, err, show_progress, args});
    out.flush();
    if (out) return code;
    err << "stepdown: cannot write to the standard output\n";
    return CannotReadOrWrite;
  } catch (const models::ScenarioError& error) {
    err << models::to_text(error.diagnostics());
    return WrongScenario;
  } catch (const UsageError& error) {
    err << "stepdown: " << error.what() << "\n";
    return WrongUsage;
  } catch (const OutputRefused& error) {
    err << "stepdown: " << error.what() << "\n";
    return WrongUsage;
  } catch (const std::system_error& error) {
    err << "stepdown: " << error.what() << "\n";
    return CannotReadOrWrite;
  } catch (const sim::LimitReached& error) {
    err << "stepdown: " << error.what() << "\n";
    return WrongScenario;
  } catch (const std::bad_alloc&) {
    err << "stepdown: not enough memory\n";
    return CannotReadOrWrite;
  } catch (const std::exception& error) {
    err << "stepdown: this is a bug in stepdown: " << error.what() << "\n";
    return Defect;
  }
}

}  // namespace stepdown::analysis
