#include "analysis/cli/calibrate_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/diagnostics_text.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/plan_figures.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/cli/terminal_line.hpp"
#include "analysis/experiments/calibration.hpp"
#include "analysis/experiments/calibration_warnings.hpp"
#include "analysis/experiments/point_models.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/simulated_sets.hpp"
#include "analysis/report/calibration_report.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/views/views.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/read_calibration_plan.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// A line on the terminal that says how far it is.
class CalibrationLine {
 public:
  explicit CalibrationLine(std::ostream* terminal) : line_{terminal} {}

  /// @param sets  that this part simulates, at most
  void begin(const char* part, int sets) {
    part_ = part;
    sets_ = sets;
    ended_ = 0;
  }

  void one_ended() {
    constexpr std::chrono::milliseconds between{200};
    ++ended_;
    if (!line_.is_there() || Clock::now() - drawn_ < between) return;
    drawn_ = Clock::now();
    line_.draw(fmt::format("{}: {} of {} sets", part_, ended_, sets_));
  }

 private:
  using Clock = std::chrono::steady_clock;

  TerminalLine line_;
  const char* part_ = "";
  int sets_ = 0;
  int ended_ = 0;
  Clock::time_point drawn_{};
};

/// A calibration that can be run.
struct LoadedCalibration {
  CalibrationAsked asked;
  std::vector<std::string> sets;  ///< of every simulation
  PointModels models;
  models::Model base;  ///< of the scenario as it is
  int replications = 1;
  fs::path folder;
};

std::vector<std::string> sets_of(const CalibrateArguments& arguments,
                                 const models::CalibrationPlan& plan) {
  std::vector<std::string> sets = plan.sets;
  sets.insert(sets.end(), arguments.sets.begin(), arguments.sets.end());
  if (arguments.seed) sets.push_back(fmt::format("run.seed={}", *arguments.seed));
  return sets;
}

CalibrationAsked asked_of(models::CalibrationPlan plan, const models::Model& base) {
  CalibrationAsked asked;
  PlanFigures of_plan(base, plan.file);
  for (const models::ObservedFigure& observed : plan.observed) {
    const auto figure = of_plan.read(observed.name, "observed");
    if (!figure) continue;
    if (std::ranges::find(asked.figures, *figure) != asked.figures.end())
      of_plan.refuse(models::Rule::ValueTwice,
                     observed.name,
                     "observed",
                     fmt::format("expected each figure once in 'observed', got {} again",
                                 models::in_quotes(observed.name.value)));
    asked.figures.push_back(*figure);
    asked.targets.push_back({observed.value, observed.sd});
  }
  of_plan.throw_if_refused();
  asked.plan = std::move(plan);
  return asked;
}

/// Compiles sets at all bounds and some that will be drawn, before hours are spent on others.
void look_at_sets(const LoadedCalibration& loaded, const Console& console) {
  constexpr std::size_t most = 200;
  std::vector<ParameterSet> sets = sets_at_bounds(loaded.asked);
  const std::vector<ParameterSet> drawn = drawn_sets(loaded.asked);
  const std::size_t step = std::max<std::size_t>(drawn.size() / most, 1);
  for (std::size_t i = 0; i < drawn.size(); i += step)
    sets.push_back(drawn[i]);
  for (const ParameterSet& set : sets) {
    try {
      (void)loaded.models.make(set.sets);
    } catch (const models::ScenarioError&) {
      console.tell(fmt::format(
          "with {}:\n", models::visible_ends(fmt::format("{}", fmt::join(set.sets, "; ")), 200)));
      throw;
    }
  }
}

int replications_of(const CalibrateArguments& arguments,
                    const CalibrationAsked& asked,
                    const models::Model& base) {
  const int replications =
      arguments.replications.value_or(asked.plan.replications.value_or(base.replications));
  const double blocks = asked.plan.draws + static_cast<double>(first_block_of_draws);
  if (blocks * replications > most_set_replications)
    throw UsageError(
        fmt::format("expected at most {:g} replications in all, got {} of each of {} "
                    "draws",
                    most_set_replications,
                    replications,
                    asked.plan.draws));
  return replications;
}

LoadedCalibration load(const CalibrateArguments& arguments, const Console& console) {
  models::CalibrationPlan plan = models::read_calibration_plan(arguments.file);
  console.err << diagnostics_text(plan.warnings, console.err_page);
  std::vector<std::string> sets = sets_of(arguments, plan);
  PointModels models(plan.scenario_file, sets);
  PointModel base = models.make({});
  console.err << diagnostics_text(base.warnings, console.err_page);
  CalibrationAsked asked = asked_of(std::move(plan), base.model);
  const int replications = replications_of(arguments, asked, base.model);
  LoadedCalibration loaded{std::move(asked),
                           std::move(sets),
                           std::move(models),
                           std::move(base.model),
                           replications,
                           folder_of_tables(arguments.out, arguments.file)};
  look_at_sets(loaded, console);
  return loaded;
}

/// Nothing when it was stopped.
std::optional<Calibration> calibrate(const LoadedCalibration& loaded,
                                     const CalibrateArguments& arguments,
                                     const Console& console) {
  InterruptWatch interrupt;
  CalibrationLine line(arguments.quiet ? nullptr : console.terminal);
  SetRuns runs;
  runs.models = &loaded.models;
  runs.figures = loaded.asked.figures;
  runs.replications = loaded.replications;
  runs.threads = threads_of(arguments.threads);
  runs.free_memory = free_memory();
  runs.stop = [&interrupt] { return interrupt.is_requested(); };
  runs.ended = [&line] { line.one_ended(); };
  const SimulateSets simulate = [&](const std::vector<SetInBlock>& sets) {
    return simulate_sets(runs, sets);
  };
  try {
    line.begin("search", loaded.asked.plan.evaluations);
    auto best = best_fit(loaded.asked, simulate);
    if (!best) return std::nullopt;
    line.begin("draws", loaded.asked.plan.draws);
    auto sets = fitting_sets(loaded.asked, simulate);
    if (!sets) return std::nullopt;
    std::vector<ParameterFit> fits = parameter_fits(loaded.asked, *sets);
    return Calibration{*std::move(best), *std::move(sets), std::move(fits)};
  } catch (const UnmeasuredFigure& error) {
    throw UsageError(fmt::format("a set of values {}", error.what()));
  }
}

/// Whether the start is felt in the figures of the best set.
std::string start_warning(const LoadedCalibration& loaded,
                          const Calibration& found,
                          const CalibrateArguments& arguments) {
  constexpr int enough = 100;
  models::Model model = loaded.models.make(found.best.parameters.sets).model;
  model.replications = std::min(enough, loaded.replications);
  RunOptions options;
  options.threads = threads_of(arguments.threads);
  options.free_memory = free_memory();
  const auto summary = run_model(model, options);
  return summary ? warning_of_start(start_bias(model, *summary), model) : "";
}

std::string same_answer_command(const CalibrateArguments& arguments) {
  std::vector<std::string> args{"calibrate", arguments.file};
  const auto add = [&args](const char* option, const std::string& value) {
    args.emplace_back(option);
    args.push_back(value);
  };
  for (const std::string& set : arguments.sets)
    add("--set", set);
  if (arguments.replications) add("--replications", std::to_string(*arguments.replications));
  if (arguments.seed) add("--seed", std::to_string(*arguments.seed));
  return command_line(args);
}

void publish(const LoadedCalibration& loaded,
             const Calibration& found,
             const CalibrateArguments& arguments,
             OutputFolder& folder) {
  const models::Model& model = loaded.base;
  publish_with_views(folder,
                     write_calibration(loaded.asked, found, folder.aside()),
                     same_answer_command(arguments),
                     {{model.name,
                       loaded.asked.plan.scenario_file,
                       scenario_hash(loaded.models.base(), loaded.sets),
                       loaded.sets}},
                     SharedPlan{model.seed, loaded.replications, model.warm_up, model.horizon});
}

}  // namespace

CLI::App* declare_calibrate(CLI::App& program, CalibrateArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "calibrate", "Find values of a scenario with which its figures are those observed");
  command->add_option("plan", arguments.file, "Plan of the calibration in YAML")->required();
  command->add_option("--set", arguments.sets, "Override a value in all simulations; repeatable")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command
      ->add_option(
          "--replications", arguments.replications, "Independent runs of each set of values")
      ->type_name("N")
      ->check(is_whole_number(1, most_replications));
  command->add_option("--seed", arguments.seed, "Which luck; the same seed, the same answer")
      ->type_name("N")
      ->check(is_whole_number(0, UINT64_MAX));
  add_out_argument(*command, arguments.out, "Folder for the tables [reports/PLAN]");
  add_threads_argument(*command, arguments.threads);
  add_force_argument(*command, arguments.force);
  command->add_flag("--quiet", arguments.quiet, "Print nothing but warnings and errors");
  command->footer(
      "Example:\n"
      "  stepdown calibrate plan.yaml --out reports/fitted\n"
      "where plan.yaml says\n"
      "  scenario: my.yaml\n"
      "  observed: {census.mean@php: {value: 24, sd: 2}}\n"
      "  free: {levels.php.treatment_time.gamma.mean: 10..30 d}\n"
      "Sweep plans take the sets that fit: uncertain: {fitted: {csv: fitted_draws.csv}}\n");
  return command;
}

int calibrate_command(const CalibrateArguments& arguments, const Console& console) {
  const LoadedCalibration loaded = load(arguments, console);
  OutputFolder folder(loaded.folder, arguments.force);
  const auto found = calibrate(loaded, arguments, console);
  if (!found) {
    console.tell("stepdown: stopped before there was an answer; nothing was written\n");
    return Interrupted;
  }
  publish(loaded, *found, arguments, folder);
  for (const std::string& warning : calibration_warnings(loaded.asked, *found))
    console.tell(fmt::format("warning: {}\n", models::visible(warning)));
  console.tell(start_warning(loaded, *found, arguments));
  if (arguments.quiet) return Fine;
  console.out << calibration_text(loaded.asked, *found, console.page);
  console.say(fmt::format("\nTables in {}\n", models::visible(loaded.folder.string())));
  return Fine;
}

}  // namespace stepdown::analysis
