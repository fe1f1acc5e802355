#include "analysis/cli/scenario_arguments.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/diagnostics_text.hpp"
#include "analysis/cli/stopwatch.hpp"
#include "analysis/experiments/start_typically.hpp"
#include "analysis/report/manifest.hpp"
#include "models/reading/read_scenario.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <ostream>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr int most_threads = 1024;

std::vector<std::string> all_sets(const ScenarioArguments& arguments) {
  std::vector<std::string> sets = arguments.sets;
  if (arguments.replications)
    sets.push_back(fmt::format("run.replications={}", *arguments.replications));
  if (arguments.seed) sets.push_back(fmt::format("run.seed={}", *arguments.seed));
  return sets;
}

}  // namespace

void add_scenario_arguments(CLI::App& command, ScenarioArguments& arguments) {
  command.add_option("scenario", arguments.file, "Scenario in YAML")->required();
  command
      .add_option(
          "--set", arguments.sets, "Override a value: levels.php.places.slots=20; repeatable")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_flag("--strict", arguments.strict, "Treat warnings as errors");
  command.add_flag("--quiet", arguments.quiet, "Print nothing but warnings and errors");
}

void add_run_plan_arguments(CLI::App& command, ScenarioArguments& arguments) {
  command.add_option("--replications", arguments.replications, "Number of independent runs")
      ->type_name("N")
      ->check(is_whole_number(1, most_replications));
  command.add_option("--seed", arguments.seed, "Which luck; the same seed gives the same figures")
      ->type_name("N")
      ->check(is_whole_number(0, UINT64_MAX));
}

void add_threads_argument(CLI::App& command, int& threads) {
  command.add_option("--threads", threads, "Threads [one for each processor]")
      ->type_name("N")
      ->check(is_whole_number(1, most_threads));
}

int threads_of(int argument) {
  return argument > 0 ? argument : processors();
}

void refuse_single_replication(int replications) {
  if (replications < 2)
    throw UsageError("expected two replications or more, got 1: one says nothing of its own noise");
}

LoadedScenario load_scenario(const ScenarioArguments& arguments, const Console& console) {
  LoadedScenario loaded;
  loaded.file = arguments.file;
  loaded.sets = all_sets(arguments);
  loaded.scenario = models::read_scenario(arguments.file, loaded.sets);
  models::Compiled compiled = models::compile(loaded.scenario);
  loaded.warnings = std::move(compiled.warnings);
  loaded.model = std::move(compiled.model);
  if (auto none = start_typically(loaded.scenario, loaded.model))
    loaded.warnings.push_back(*std::move(none));
  if (arguments.strict && !loaded.warnings.empty()) {
    for (models::Diagnostic& warning : loaded.warnings)
      warning.severity = models::Severity::Error;
    throw models::ScenarioError(loaded.warnings);
  }
  console.err << diagnostics_text(loaded.warnings, console.err_page);
  loaded.targets = resolve_targets(loaded.scenario, loaded.model);
  loaded.notes = std::move(compiled.notes);
  return loaded;
}

std::filesystem::path folder_of_tables(const std::string& out, const std::string& file) {
  if (out.empty()) return std::filesystem::path("reports") / std::filesystem::path(file).stem();
  const std::filesystem::path folder(out);
  return folder.has_filename() ? folder : folder.parent_path();
}

ScenarioRecord scenario_record(const LoadedScenario& loaded) {
  return {loaded.model.name, loaded.file, scenario_hash(loaded.scenario, loaded.sets), loaded.sets};
}

std::string same_figures_command(const std::string& command, const LoadedScenario& loaded) {
  std::vector<std::string> args{command, loaded.file};
  for (const std::string& set : loaded.sets) {
    args.emplace_back("--set");
    args.push_back(set);
  }
  return command_line(args);
}

}  // namespace stepdown::analysis
