#include "analysis/cli/cli.hpp"

#include "analysis/cli/bottlenecks_command.hpp"
#include "analysis/cli/calibrate_command.hpp"
#include "analysis/cli/check_command.hpp"
#include "analysis/cli/compare_command.hpp"
#include "analysis/cli/diagnostics_text.hpp"
#include "analysis/cli/graph_command.hpp"
#include "analysis/cli/help.hpp"
#include "analysis/cli/init_command.hpp"
#include "analysis/cli/report_command.hpp"
#include "analysis/cli/run_command.hpp"
#include "analysis/cli/schema_command.hpp"
#include "analysis/cli/sensitivity_command.hpp"
#include "analysis/cli/size_command.hpp"
#include "analysis/cli/sweep_command.hpp"
#include "analysis/cli/theory_command.hpp"
#include "analysis/cli/verify_command.hpp"
#include "analysis/cli/visible_buffer.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/store/database.hpp"
#include "analysis/version.hpp"
#include "analysis/views/results.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/text/visible.hpp"
#include "sim/limit.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <memory>
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

/// Tells a message about what was asked: visible, and no longer than a few lines.
void tell(const Console& console, const char* message) {
  constexpr std::size_t longest = 1000;
  console.tell(fmt::format("stepdown: {}\n", models::visible_ends(message, longest)));
}

int parse_and_run(const Console& console, const Surroundings& surroundings) {
  CLI::App program("Simulates step-down care pathways with limited places.", "stepdown");
  program.formatter(std::make_shared<HelpThatFits>(console.page));
  program.set_version_flag("--version", fmt::format("stepdown {}", version));
  program.require_subcommand(1);
  program.footer("Start with:\n  stepdown init my.yaml\n  stepdown run my.yaml\n");
  RunArguments run;
  CheckArguments check;
  GraphArguments graph;
  InitArguments init;
  TheoryArguments theory;
  CompareArguments compare;
  SweepArguments sweep;
  SweepArguments merge;
  SensitivityArguments sensitivity;
  BottlenecksArguments bottlenecks;
  CalibrateArguments calibration;
  SizeArguments size;
  VerifyArguments verification;
  SchemaArguments schema;
  ReportArguments report;
  const std::vector<std::pair<CLI::App*, std::function<int()>>> commands{
      {declare_run(program, run), [&] { return run_command(run, console); }},
      {declare_check(program, check), [&] { return check_command(check, console); }},
      {declare_graph(program, graph), [&] { return graph_command(graph, console); }},
      {declare_theory(program, theory), [&] { return theory_command(theory, console); }},
      {declare_compare(program, compare), [&] { return compare_command(compare, console); }},
      {declare_sweep(program, sweep),
       [&] { return sweep_command(sweep, console, surroundings.run_points); }},
      {declare_sensitivity(program, sensitivity),
       [&] { return sensitivity_command(sensitivity, console, surroundings.run_points); }},
      {declare_merge(program, merge), [&] { return merge_command(merge, console); }},
      {declare_bottlenecks(program, bottlenecks),
       [&] { return bottlenecks_command(bottlenecks, console); }},
      {declare_size(program, size), [&] { return size_command(size, console); }},
      {declare_calibrate(program, calibration),
       [&] { return calibrate_command(calibration, console); }},
      {declare_report(program, report), [&] { return report_command(report, console); }},
      {declare_verify(program, verification),
       [&] { return verify_command(verification, console); }},
      {declare_init(program, init), [&] { return init_command(init, console); }},
      {declare_schema(program, schema), [&] { return schema_command(schema, console); }}};
  try {
    std::vector<std::string> reversed(console.args.rbegin(), console.args.rend());
    program.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
      return program.exit(error, console.out, console.err);
    tell(console, error.what());
    console.tell(usage_line(program));
    return WrongUsage;
  }
  const auto chosen = std::find_if(
      std::begin(commands), std::end(commands), [](const auto& c) { return c.first->parsed(); });
  return chosen->second();
}

/// Exceptions end here as text.
int run_and_tell(const Console& console, const Surroundings& surroundings) {
  try {
    return parse_and_run(console, surroundings);
  } catch (const models::ScenarioError& error) {
    console.err << diagnostics_text(error.diagnostics(), console.err_page);
    return WrongScenario;
  } catch (const UsageError& error) {
    tell(console, error.what());
    return WrongUsage;
  } catch (const OutputRefused& error) {
    tell(console, error.what());
    return WrongUsage;
  } catch (const NoResults& error) {
    tell(console, error.what());
    return WrongScenario;
  } catch (const std::system_error& error) {
    tell(console, error.what());
    return CannotReadOrWrite;
  } catch (const DamagedDatabase& error) {
    tell(console, error.what());
    return CannotReadOrWrite;
  } catch (const sim::LimitReached& error) {
    tell(console, error.what());
    return WrongScenario;
  } catch (const std::bad_alloc&) {
    console.tell("stepdown: not enough memory\n");
    return CannotReadOrWrite;
  } catch (const std::exception& error) {
    console.tell(
        fmt::format("stepdown: this is a bug in stepdown: {}\n", models::visible(error.what())));
    return Defect;
  }
}

}  // namespace

int run_cli(const std::vector<std::string>& args,
            std::ostream& out,
            std::ostream& err,
            const Surroundings& surroundings) {
  VisibleBuffer out_buffer(out, surroundings.out.has_colors);
  VisibleBuffer err_buffer(err, surroundings.err.has_colors);
  std::ostream visible_out(&out_buffer);
  std::ostream visible_err(&err_buffer);
  const int code = run_and_tell(Console{visible_out,
                                        visible_err,
                                        surroundings.err.is_terminal ? &err : nullptr,
                                        args,
                                        surroundings.out.page,
                                        surroundings.err.page},
                                surroundings);
  out_buffer.finish();
  err_buffer.finish();
  if (out) return code;
  err << "stepdown: cannot write to the standard output\n";
  return CannotReadOrWrite;
}

}  // namespace stepdown::analysis
