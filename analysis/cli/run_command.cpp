#include "analysis/cli/cli.hpp"
#include "analysis/cli/commands.hpp"
#include "analysis/cli/figure_arguments.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/stopwatch.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/write_reports.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <ostream>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

constexpr int most_threads = 1024;
constexpr int most_replications = 1000000;

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
  Progress progress(console.err,
                    options.precision == nullptr ? model.replications : options.most_replications,
                    console.show_progress && !arguments.scenario.quiet);
  options.stop = &interrupt.requested();
  options.progress = [&](int done) {
    progress.at(done);
    interrupt.poll();
  };
  return run_model(model, options);
}

constexpr int pilots = 20;

/// The scenario, with the warm-up that the command line asks for.
LoadedScenario load(const RunArguments& arguments, int threads, const Console& console) {
  LoadedScenario loaded = load_scenario(arguments.scenario, console);
  if (arguments.warm_up.empty()) return loaded;
  std::string warm_up = arguments.warm_up;
  if (warm_up == "auto") {
    const auto advice = find_warm_up(loaded.model, pilots, threads);
    if (!advice)
      throw UsageError(
          "expected a horizon of 50 days or more to find a warm-up, got a shorter one");
    warm_up = fmt::format("{:g} d", advice->days);
    console.err << fmt::format(
        "warm-up: {}, by MSER-5 on {} pilot replications; {} takes longest\n",
        warm_up,
        pilots,
        advice->level);
    if (!advice->is_reliable)
      console.err << "warning: the run is too short to tell; a longer horizon is needed\n";
  }
  ScenarioArguments again = arguments.scenario;
  again.sets.push_back("run.warm_up=" + warm_up);
  again.quiet = true;
  return load_scenario(again, console);
}

/// The figures that have to become precise; nothing when none was asked for.
std::optional<PrecisionWatch> precision_watch(const RunArguments& arguments,
                                              const models::Model& model) {
  if (arguments.precision.empty()) return std::nullopt;
  PrecisionPlan plan;
  plan.limits.least = arguments.least_replications;
  plan.limits.most = arguments.most_replications;
  if (plan.limits.least > plan.limits.most)
    throw UsageError("expected --least-replications not above --most-replications");
  for (const std::string& text : arguments.precision) {
    plan.figures.push_back(precision_argument(text));
    if (!has_figure(model, plan.figures.back().figure))
      throw UsageError(
          fmt::format("this scenario does not measure {}", to_text(plan.figures.back().figure)));
  }
  return PrecisionWatch(std::move(plan));
}

std::string text_of(const PrecisionOutcome& outcome, const RunArguments& arguments) {
  std::string text =
      outcome.was_reached
          ? fmt::format("precision reached after {} replications\n", outcome.replications)
          : fmt::format("precision not reached after {} replications\n", outcome.replications);
  for (std::size_t i = 0; i < arguments.precision.size(); ++i) {
    const auto& shortfall = outcome.shortfalls[i];
    text +=
        shortfall
            ? fmt::format(
                  "  {}: half-width {:.2f} of what was asked\n", arguments.precision[i], *shortfall)
            : fmt::format("  {}: too few replications have a value\n", arguments.precision[i]);
  }
  return text;
}

void declare_precision(CLI::App& command,
                       RunArguments& arguments,
                       CLI::Option* log,
                       CLI::Option* people) {
  command
      .add_option("--precision",
                  arguments.precision,
                  "Run until this half-width is reached: wait.mean@residential=5%; repeatable")
      ->type_name("FIGURE=X")
      ->allow_extra_args(false)
      ->excludes(log)
      ->excludes(people);
  command
      .add_option(
          "--least-replications", arguments.least_replications, "With --precision: at least")
      ->type_name("N")
      ->check(CLI::Range(2, most_replications).description(""))
      ->capture_default_str();
  command
      .add_option("--most-replications", arguments.most_replications, "With --precision: at most")
      ->type_name("N")
      ->check(CLI::Range(2, most_replications).description(""))
      ->capture_default_str();
  command
      .add_option("--warm-up",
                  arguments.warm_up,
                  "Length of time that is not observed; auto: found by pilot replications")
      ->type_name("auto|TIME");
}

/// What the user should know about a run besides its figures.
void tell(const RunArguments& arguments,
          const models::Model& model,
          const Summary& summary,
          const std::optional<PrecisionWatch>& precision,
          const Console& console) {
  if (precision) {
    const PrecisionOutcome outcome = precision->outcome();
    if (!outcome.was_reached || !arguments.scenario.quiet)
      console.err << text_of(outcome, arguments);
  }
  if (const auto advice = warm_up_looks_short(model, summary))
    console.err << fmt::format(
        "warning: run.warm_up: {:g} d looks too short, {} still settles; MSER-5 suggests {:g} "
        "d{}\n",
        model.warm_up,
        advice->level,
        advice->days,
        advice->is_reliable ? "" : " or more, and a longer horizon");
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
  declare_precision(*command, arguments, log, people);
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
  const int threads = arguments.threads > 0 ? arguments.threads : processors();
  LoadedScenario loaded = load(arguments, threads, console);
  if (!arguments.replay.empty()) return replay_command(arguments, loaded, console);

  auto precision = precision_watch(arguments, loaded.model);
  OutputFolder folder(output_path(arguments), arguments.force);
  std::optional<EventLog> events;
  if (arguments.event_log) events.emplace(loaded.model, folder.aside());
  std::optional<PeopleLog> people;
  if (arguments.people) people.emplace(loaded.model, folder.aside());
  RunOptions options;
  options.threads = threads;
  options.events = events ? &*events : nullptr;
  options.people = people ? &*people : nullptr;
  options.precision = precision ? &*precision : nullptr;
  options.most_replications = arguments.most_replications;
  const auto summary = simulate(loaded.model, options, arguments, console);
  if (!summary) {
    console.err << "stepdown: stopped before a replication had ended; nothing was written\n";
    return Interrupted;
  }
  if (precision && precision->is_done()) {
    // the same figures come from a run of so many replications
    loaded.model.replications = summary->replications;
    loaded.sets.push_back(fmt::format("run.replications={}", summary->replications));
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

  tell(arguments, loaded.model, *summary, precision, console);
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
