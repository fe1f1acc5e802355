#include "analysis/cli/run_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/replay_command.hpp"
#include "analysis/cli/run_watch.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/cli/stopwatch.hpp"
#include "analysis/cli/warm_up_argument.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/report/event_log.hpp"
#include "analysis/report/forecast_text.hpp"
#include "analysis/report/headline_table.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/people_log.hpp"
#include "analysis/report/targets_text.hpp"
#include "analysis/report/timings.hpp"
#include "analysis/report/write_tables.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "analysis/views/report_page.hpp"
#include "analysis/views/views.hpp"
#include "models/reading/inputs.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/scenario_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// The scenario as it was run.
constexpr const char* scenario_file = "scenario.yaml";

fs::path output_path(const RunArguments& arguments) {
  if (!arguments.out.empty()) return arguments.out;
  return fs::path("reports") / fs::path(arguments.scenario.file).stem();
}

std::optional<Summary> simulate(const models::Model& model,
                                RunOptions options,
                                const RunArguments& arguments,
                                const Console& console) {
  RunWatch watch(console,
                 options.precision == nullptr ? model.replications : options.most_replications,
                 arguments.scenario.quiet);
  options.free_memory = free_memory();
  options.stop = [&watch] { return watch.is_stopped(); };
  options.listeners.push_back(&watch);
  return run_model(model, options);
}

/// The logs that were asked for.
class Logs {
 public:
  Logs(const RunArguments& arguments, const models::Model& model, const fs::path& folder) {
    if (arguments.event_log) events_.emplace(model, folder);
    if (arguments.people) people_.emplace(model, folder);
  }

  [[nodiscard]] std::vector<RunListener*> listeners() {
    std::vector<RunListener*> list;
    if (events_) list.push_back(&*events_);
    if (people_) list.push_back(&*people_);
    return list;
  }

  /// Returns the names of their files.
  [[nodiscard]] std::vector<std::string> close() {
    std::vector<std::string> files;
    if (events_) {
      events_->close();
      files.emplace_back(event_log_file);
    }
    if (people_) {
      people_->close();
      files.emplace_back(people_file);
    }
    return files;
  }

 private:
  std::optional<EventLog> events_;
  std::optional<PeopleLog> people_;
};

RunRecord record_of(const WarmedScenario& warmed,
                    const Summary& summary,
                    const std::optional<PrecisionWatch>& precision) {
  const LoadedScenario& scenario = warmed.scenario;
  RunRecord record;
  record.scenario_file = scenario.file;
  record.sets = scenario.sets;
  record.command = same_figures_command("run", scenario);
  record.was_interrupted = summary.replications < scenario.model.replications;
  record.found_warm_up = warmed.found;
  record.start_bias = start_bias(scenario.model, summary);
  if (precision) record.precision = precision->outcome();
  return record;
}

/// Writes all files that say the same whenever and wherever it was run, but the logs, which are
/// there already and which `record` names.
void write_reports(const Report& report,
                   const LoadedScenario& loaded,
                   RunRecord& record,
                   const fs::path& folder,
                   const RunArguments& arguments) {
  for (std::string& file : write_tables(report, folder, threads_of(arguments.threads)))
    record.files.push_back(std::move(file));
  record.files.emplace_back(scenario_file);
  write_file(folder / scenario_file, models::scenario_text(loaded.scenario));
  if (!arguments.tables_only)
    for (std::string& file : view_files())
      record.files.push_back(std::move(file));
  record.files.emplace_back(manifest_file);
  record.files.emplace_back(timings_file);
  write_file(folder / manifest_file,
             manifest_json(report, loaded.scenario, loaded.warnings, record));
  if (!arguments.tables_only) write_views(folder);
}

/// What the user should know, and the headline.
/// @param where  the reports are
void tell(const Report& report,
          const RunRecord& record,
          const RunArguments& arguments,
          const fs::path& where,
          const Console& console) {
  const bool is_quiet = arguments.scenario.quiet;
  if (record.precision && (!record.precision->was_reached || !is_quiet))
    console.tell(text_of(*record.precision));
  console.tell(warning_of_start(record.start_bias, report.model));
  if (record.was_interrupted) {
    const fs::path asked = output_path(arguments);
    const bool is_beside = where != asked && where / "" != asked;
    console.tell(fmt::format(
        "stepdown: stopped after {} of {} replications{}\n",
        report.summary.replications,
        report.model.replications,
        is_beside ? fmt::format("; '{}' stays as it was, the reports of these are in '{}'",
                                models::visible(asked.string()),
                                models::visible(where.string()))
                  : ""));
  }
  if (is_quiet) return;
  const Page& page = console.page;
  console.out << headline_table(report, page) << targets_text(report.targets, page)
              << forecast_text(report, page);
  console.say(fmt::format("\nReports in {}\n", models::visible(where.string())));
  if (!arguments.tables_only) console.say(fmt::format("{} shows them in a browser\n", page_file));
}

}  // namespace

CLI::App* declare_run(CLI::App& program, RunArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("run", "Simulate a scenario and write a folder of reports");
  add_scenario_arguments(*command, arguments.scenario);
  add_run_plan_arguments(*command, arguments.scenario);
  add_out_argument(*command, arguments.out, "Folder for the reports [reports/SCENARIO]");
  add_threads_argument(*command, arguments.threads);
  add_force_argument(*command, arguments.force);
  CLI::Option* const log = command->add_flag(
      "--event-log", arguments.event_log, "Also write events.csv: a row for every event");
  CLI::Option* const people = command->add_flag(
      "--people", arguments.people, "Also write people.csv: a row for every person");
  CLI::Option* const tables_only = command->add_flag(
      "--tables-only", arguments.tables_only, "No page and no workbook; `report` makes them later");
  CLI::Option* const replay =
      command
          ->add_option(
              "--replay",
              arguments.replay,
              "Only print the events of one replication, or of one patient: 3:referrals:17")
          ->type_name("REPLICATION[:PATIENT]")
          ->check(is_not_empty("REPLICATION or REPLICATION:SOURCE:NUMBER, such as 3:referrals:17"))
          ->excludes(log)
          ->excludes(people)
          ->excludes(tables_only);
  CLI::Option* const precision = add_precision_arguments(*command, arguments.precision);
  precision->excludes(log)->excludes(people)->excludes(command->get_option("--replications"));
  replay->excludes(precision)->excludes(add_warm_up_argument(*command, arguments.warm_up));
  command->footer(
      "Examples:\n"
      "  stepdown run my.yaml\n"
      "  stepdown run my.yaml --set levels.php.places.slots=20 --out reports/more_php\n"
      "  stepdown run my.yaml --precision wait.mean@residential=5% --warm-up auto\n"
      "Ctrl-C reports the replications that have ended (exit code 130).\n");
  return command;
}

int run_command(const RunArguments& arguments, const Console& console) {
  const Stopwatch stopwatch;
  const int threads = threads_of(arguments.threads);
  WarmedScenario warmed =
      load_with_warm_up(arguments.scenario, arguments.warm_up, threads, console);
  LoadedScenario& loaded = warmed.scenario;
  if (!arguments.replay.empty()) return replay_command(arguments.replay, loaded, console);

  auto precision = precision_watch(arguments.precision, loaded.model);
  if (!arguments.scenario.quiet) console.tell(warmed.found_text);
  OutputFolder folder(output_path(arguments), arguments.force);
  Logs logs(arguments, loaded.model, folder.aside());
  RunOptions options;
  options.threads = threads;
  options.listeners = logs.listeners();
  options.precision = precision ? &*precision : nullptr;
  options.most_replications = arguments.precision.most_replications;
  const auto summary = simulate(loaded.model, options, arguments, console);
  if (!summary) {
    console.tell("stepdown: stopped before a replication had ended; nothing was written\n");
    return Interrupted;
  }
  if (precision) {
    // the same figures come from a run of so many replications
    loaded.model.replications =
        precision->is_done() ? summary->replications : options.most_replications;
    loaded.sets.push_back(fmt::format("run.replications={}", summary->replications));
    loaded.scenario.tree = models::tree_with(loaded.scenario, loaded.sets);
  }
  RunRecord record = record_of(warmed, *summary, precision);
  record.files = logs.close();
  const TheoryReport theory = places_report(loaded.model);
  const Report report{loaded.model,
                      *summary,
                      loaded.sets,
                      assess_targets(loaded.targets, *summary),
                      models::inputs_of(loaded.scenario),
                      &theory};
  write_reports(report, loaded, record, folder.aside(), arguments);
  write_file(folder.aside() / timings_file,
             timings_json(stopwatch.read(command_line(console.args), threads), *summary));
  const fs::path where = folder.publish(record.was_interrupted ? OutputFolder::Extent::Interrupted
                                                               : OutputFolder::Extent::Whole);
  tell(report, record, arguments, where, console);
  return record.was_interrupted ? Interrupted : Fine;
}

}  // namespace stepdown::analysis
