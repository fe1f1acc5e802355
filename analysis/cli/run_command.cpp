#include "analysis/cli/cli.hpp"
#include "analysis/cli/commands.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/stopwatch.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/write_reports.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <ostream>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

constexpr int most_threads = 1024;

fs::path output_path(const RunArguments& arguments) {
  if (!arguments.out.empty()) return arguments.out;
  return fs::path("reports") / fs::path(arguments.scenario.file).stem();
}

/// The command that gives the same figures again, whatever the threads and the folder.
std::string same_figures_command(const RunArguments& arguments, const LoadedScenario& loaded) {
  std::vector<std::string> args{"run", arguments.scenario.file};
  for (const std::string& set : loaded.sets) {
    args.emplace_back("--set");
    args.push_back(set);
  }
  return command_line(args);
}

std::optional<Summary> simulate(const models::Model& model,
                                RunOptions options,
                                const RunArguments& arguments,
                                const Console& console) {
  InterruptWatch interrupt;
  Progress progress(
      console.err, model.replications, console.show_progress && !arguments.scenario.quiet);
  options.stop = &interrupt.requested();
  options.progress = [&](int done) {
    progress.at(done);
    interrupt.poll();
  };
  return run_model(model, options);
}

}  // namespace

CLI::App* declare_run(CLI::App& program, RunArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("run", "Simulate a scenario and write a folder of reports");
  add_scenario_arguments(*command, arguments.scenario);
  add_run_plan_arguments(*command, arguments.scenario);
  command->add_option("--out", arguments.out, "Folder for the reports [reports/SCENARIO]")
      ->type_name("DIR");
  command->add_option("--threads", arguments.threads, "Threads [one for each processor]")
      ->type_name("N")
      ->check(CLI::Range(1, most_threads).description(""));
  command->add_flag("--force", arguments.force, "Replace a folder that stepdown wrote");
  CLI::Option* const log = command->add_flag(
      "--event-log", arguments.event_log, "Also write events.csv: a row for every event");
  CLI::Option* const people = command->add_flag(
      "--people", arguments.people, "Also write people.csv: a row for every person");
  command
      ->add_option("--replay",
                   arguments.replay,
                   "Only print the events of one replication, or of one patient: 3:referrals:17")
      ->type_name("REPLICATION[:PATIENT]")
      ->excludes(log)
      ->excludes(people);
  command->footer(
      "Examples:\n"
      "  stepdown run my.yaml\n"
      "  stepdown run my.yaml --set levels.php.places.slots=20 --out reports/more_php\n"
      "Ctrl-C reports the replications that have ended (exit code 130).\n");
  return command;
}

int run_command(const RunArguments& arguments, const Console& console) {
  const Stopwatch stopwatch;
  const LoadedScenario loaded = load_scenario(arguments.scenario, console);
  if (!arguments.replay.empty()) return replay_command(arguments, loaded, console);

  const int threads = arguments.threads > 0 ? arguments.threads : processors();
  OutputFolder folder(output_path(arguments), arguments.force);
  std::optional<EventLog> events;
  if (arguments.event_log) events.emplace(loaded.model, folder.aside());
  std::optional<PeopleLog> people;
  if (arguments.people) people.emplace(loaded.model, folder.aside());
  RunOptions options;
  options.threads = threads;
  options.events = events ? &*events : nullptr;
  options.people = people ? &*people : nullptr;
  const auto summary = simulate(loaded.model, options, arguments, console);
  if (!summary) {
    console.err << "stepdown: stopped before a replication had ended; nothing was written\n";
    return Interrupted;
  }
  RunRecord record;
  record.scenario_file = arguments.scenario.file;
  record.sets = loaded.sets;
  record.command = same_figures_command(arguments, loaded);
  record.was_interrupted = summary->replications < loaded.model.replications;
  if (events) {
    events->close();
    record.files.emplace_back(event_log_file);
  }
  if (people) {
    people->close();
    record.files.emplace_back(people_file);
  }
  const Report report{loaded.model, *summary};
  write_reports(report, loaded.scenario, loaded.warnings, record, folder.aside());
  write_file(folder.aside() / timings_file,
             timings_json(stopwatch.read(command_line(console.args), threads), *summary));
  folder.publish();

  if (record.was_interrupted)
    console.err << fmt::format("stepdown: stopped after {} of {} replications\n",
                               summary->replications,
                               loaded.model.replications);
  if (!arguments.scenario.quiet)
    console.out << headline_table(report) << "\nReports in " << output_path(arguments).string()
                << "\n";
  return record.was_interrupted ? Interrupted : Fine;
}

}  // namespace stepdown::analysis
