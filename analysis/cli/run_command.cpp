#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/commands.hpp"
#include "analysis/cli/figure_arguments.hpp"
#include "analysis/cli/run_watch.hpp"
#include "analysis/cli/stopwatch.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "analysis/report/event_log.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/people_log.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/write_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

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
  options.stop = &watch.stop_requested();
  options.listeners.push_back(&watch);
  return run_model(model, options);
}

constexpr int pilots = 50;

/// A scenario to be run, and the warm-up that was found for it, if one was looked for.
struct Loaded {
  LoadedScenario scenario;
  std::optional<FoundWarmUp> found;
};

/// `run --warm-up auto`: looks at the scenario in silence, as it will be read again.
FoundWarmUp found_warm_up(ScenarioArguments arguments, int threads) {
  arguments.strict = false;
  std::ostringstream unheard;
  const LoadedScenario loaded = load_scenario(arguments, Console{unheard, unheard, false, {}});
  const auto found = find_warm_up(loaded.model, pilots, threads);
  if (!found)
    throw UsageError(
        "--warm-up auto: expected a horizon of 50 days or more and a level that is used");
  if (!found->is_reliable)
    throw UsageError(fmt::format(
        "--warm-up auto: {} had not settled after {:g} d (does a list grow without end?); choose a "
        "warm-up by hand, or 0 d to look at the start itself",
        found->level,
        found->pilot_days));
  if (found->days >= loaded.model.horizon)
    throw UsageError(fmt::format(
        "--warm-up auto: found {:g} d ({}), expected less than the horizon of {:g} d; set "
        "run.horizon to some {:.0f} d",
        found->days,
        found->level,
        loaded.model.horizon,
        found->days + loaded.model.horizon - loaded.model.warm_up));
  return *found;
}

/// The scenario, with the warm-up that the command line asks for.
Loaded load(const RunArguments& arguments, int threads, const Console& console) {
  ScenarioArguments wanted = arguments.scenario;
  std::optional<FoundWarmUp> found;
  if (arguments.warm_up == "auto") {
    found = found_warm_up(wanted, threads);
    wanted.sets.push_back(fmt::format("run.warm_up={:g} d", found->days));
  } else if (!arguments.warm_up.empty()) {
    wanted.sets.push_back("run.warm_up=" + arguments.warm_up);
  }
  return {load_scenario(wanted, console), found};
}

void tell(const FoundWarmUp& found, const RunArguments& arguments, const Console& console) {
  if (arguments.scenario.quiet) return;
  console.err << fmt::format(
      "warm-up: {:g} d, by MSER-5 on {} pilot replications of {:g} d; {} takes longest to settle\n",
      found.days,
      found.pilots,
      found.pilot_days,
      found.level);
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
    check_figure(model, plan.figures.back().figure, "this scenario");
  }
  return PrecisionWatch(std::move(plan));
}

std::string text_of(const PrecisionOutcome& outcome) {
  std::string text = fmt::format("precision {} after {} replications (at least {}, at most {})\n",
                                 outcome.was_reached ? "reached" : "not reached",
                                 outcome.replications,
                                 outcome.limits.least,
                                 outcome.limits.most);
  for (const ReachedPrecision& figure : outcome.figures) {
    const std::string name = to_text(figure.wanted.figure);
    const double asked = figure.wanted.target.half_width;
    if (figure.was_always_zero)
      text += fmt::format("  {}: always 0 so far\n", name);
    else if (!figure.half_width)
      text += fmt::format("  {}: too few replications have a value\n", name);
    else if (figure.wanted.target.is_relative)
      text += fmt::format("  {}: half-width {:.3g} % of the mean, asked for {:g} %\n",
                          name,
                          100 * *figure.half_width,
                          100 * asked);
    else
      text +=
          fmt::format("  {}: half-width {:.3g}, asked for {:g}\n", name, *figure.half_width, asked);
  }
  return text;
}

/// Options that a replay, which shows what happened in one replication, has no use for.
std::vector<CLI::Option*> declare_precision(CLI::App& command,
                                            RunArguments& arguments,
                                            CLI::Option* log,
                                            CLI::Option* people) {
  CLI::Option* const precision =
      command
          .add_option("--precision",
                      arguments.precision,
                      "Run until this half-width is reached: wait.mean@residential=5%; repeatable")
          ->type_name("FIGURE=X")
          ->allow_extra_args(false)
          ->excludes(log)
          ->excludes(people)
          ->excludes(command.get_option("--replications"));
  command
      .add_option(
          "--least-replications", arguments.least_replications, "With --precision: at least")
      ->type_name("N")
      ->check(is_whole_number(2, most_replications))
      ->needs(precision)
      ->capture_default_str();
  command
      .add_option("--most-replications", arguments.most_replications, "With --precision: at most")
      ->type_name("N")
      ->check(is_whole_number(2, most_replications))
      ->needs(precision)
      ->capture_default_str();
  CLI::Option* const warm_up =
      command
          .add_option("--warm-up",
                      arguments.warm_up,
                      "Length of time that is not observed; auto: found by pilot replications")
          ->type_name("auto|TIME")
          ->check(is_not_empty("auto or a length of time (such as '26 wk')"));
  return {precision, warm_up};
}

/// "the census of iop still grows, which moves its mean by some 7 %".
std::string text_of(const StartBias& bias) {
  return fmt::format("the {} of {} still {}, which moves its mean by some {:.2g} %",
                     bias.is_list ? "waiting list" : "census",
                     bias.level,
                     bias.bias < 0 ? "grows" : "shrinks",
                     100 * std::abs(bias.bias) / bias.mean);
}

bool has_settled(const StartBias& bias) {
  return bias.settles_after_days.has_value();
}

/// A warning when a longer warm-up would do for all levels.
void warn_of_start(const RunRecord& record, const models::Model& model, const Console& console) {
  const std::vector<StartBias>& biased = record.start_bias;
  if (biased.empty() || !std::all_of(biased.begin(), biased.end(), has_settled)) return;
  double enough = 0;
  for (const StartBias& bias : biased)
    enough = std::max(enough, bias.settles_after_days.value_or(0));
  console.err << fmt::format(
      "warning: run.warm_up: {:g} d looks too short, {}; MSER-5 suggests {:g} d\n",
      model.warm_up,
      text_of(biased.front()),
      enough);
}

/// Under the table, where MSER-5 cannot tell from this window how long a warm-up would do.
std::string note_of_drift(const RunRecord& record) {
  const auto drifting =
      std::find_if_not(record.start_bias.begin(), record.start_bias.end(), has_settled);
  if (drifting == record.start_bias.end()) return "";
  return fmt::format(
      "\nThe start is still felt: {}.\n"
      "The figures are of these days; --warm-up auto finds how long it takes to settle.\n",
      text_of(*drifting));
}

/// What the user should know about a run besides its figures.
void tell(const RunRecord& record,
          const models::Model& model,
          const RunArguments& arguments,
          const Console& console) {
  if (record.precision && (!record.precision->was_reached || !arguments.scenario.quiet))
    console.err << text_of(*record.precision);
  warn_of_start(record, model, console);
}

RunRecord record_of(const Loaded& loaded,
                    const Summary& summary,
                    const std::optional<PrecisionWatch>& precision) {
  const LoadedScenario& scenario = loaded.scenario;
  RunRecord record;
  record.scenario_file = scenario.file;
  record.sets = scenario.sets;
  record.command = same_figures_command("run", scenario);
  record.was_interrupted = summary.replications < scenario.model.replications;
  record.found_warm_up = loaded.found;
  record.start_bias = start_bias(scenario.model, summary);
  if (precision) record.precision = precision->outcome();
  return record;
}

/// Writes all files that say the same whenever and wherever it was run.
/// @param record  the logs that are there already; all other files are added
void write_reports(const Report& report,
                   const LoadedScenario& loaded,
                   RunRecord& record,
                   const fs::path& folder,
                   int threads) {
  for (std::string& file : write_tables(report, folder, threads))
    record.files.push_back(std::move(file));
  record.files.emplace_back(manifest_file);
  record.files.emplace_back(timings_file);
  write_file(folder / manifest_file,
             manifest_json(report, loaded.scenario, loaded.warnings, record));
}

}  // namespace

CLI::App* declare_run(CLI::App& program, RunArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("run", "Simulate a scenario and write a folder of reports");
  add_scenario_arguments(*command, arguments.scenario);
  add_run_plan_arguments(*command, arguments.scenario);
  command->add_option("--out", arguments.out, "Folder for the reports [reports/SCENARIO]")
      ->type_name("DIR")
      ->check(is_not_empty("a folder"));
  add_threads_argument(*command, arguments.threads);
  command->add_flag("--force", arguments.force, "Replace a folder that stepdown wrote");
  CLI::Option* const log = command->add_flag(
      "--event-log", arguments.event_log, "Also write events.csv: a row for every event");
  CLI::Option* const people = command->add_flag(
      "--people", arguments.people, "Also write people.csv: a row for every person");
  CLI::Option* const replay =
      command
          ->add_option(
              "--replay",
              arguments.replay,
              "Only print the events of one replication, or of one patient: 3:referrals:17")
          ->type_name("REPLICATION[:PATIENT]")
          ->check(is_not_empty("REPLICATION or REPLICATION:SOURCE:NUMBER, such as 3:referrals:17"))
          ->excludes(log)
          ->excludes(people);
  for (CLI::Option* const option : declare_precision(*command, arguments, log, people))
    replay->excludes(option);
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
  Loaded whole = load(arguments, threads, console);
  LoadedScenario& loaded = whole.scenario;
  if (!arguments.replay.empty()) return replay_command(arguments, loaded, console);

  auto precision = precision_watch(arguments, loaded.model);
  if (whole.found) tell(*whole.found, arguments, console);
  OutputFolder folder(output_path(arguments), arguments.force);
  std::optional<EventLog> events;
  if (arguments.event_log) events.emplace(loaded.model, folder.aside());
  std::optional<PeopleLog> people;
  if (arguments.people) people.emplace(loaded.model, folder.aside());
  RunOptions options;
  options.threads = threads;
  if (events) options.listeners.push_back(&*events);
  if (people) options.listeners.push_back(&*people);
  options.precision = precision ? &*precision : nullptr;
  options.most_replications = arguments.most_replications;
  const auto summary = simulate(loaded.model, options, arguments, console);
  if (!summary) {
    console.err << "stepdown: stopped before a replication had ended; nothing was written\n";
    return Interrupted;
  }
  if (precision) {
    // the same figures come from a run of so many replications
    loaded.model.replications =
        precision->is_done() ? summary->replications : arguments.most_replications;
    loaded.sets.push_back(fmt::format("run.replications={}", summary->replications));
  }
  RunRecord record = record_of(whole, *summary, precision);
  if (events) {
    events->close();
    record.files.emplace_back(event_log_file);
  }
  if (people) {
    people->close();
    record.files.emplace_back(people_file);
  }
  const Report report{loaded.model, *summary};
  write_reports(report, loaded, record, folder.aside(), threads);
  write_file(folder.aside() / timings_file,
             timings_json(stopwatch.read(command_line(console.args), threads), *summary));
  folder.publish();

  tell(record, loaded.model, arguments, console);
  if (record.was_interrupted)
    console.err << fmt::format("stepdown: stopped after {} of {} replications\n",
                               summary->replications,
                               loaded.model.replications);
  if (!arguments.scenario.quiet)
    console.out << headline_table(report) << note_of_drift(record) << "\nReports in "
                << output_path(arguments).string() << "\n";
  return record.was_interrupted ? Interrupted : Fine;
}

}  // namespace stepdown::analysis
