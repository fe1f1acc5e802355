#include "analysis/cli/size_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/cli/terminal_line.hpp"
#include "analysis/cli/warm_up_argument.hpp"
#include "analysis/experiments/lever.hpp"
#include "analysis/experiments/place_more.hpp"
#include "analysis/experiments/plan_trials.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/size_guess.hpp"
#include "analysis/experiments/size_search.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/size_report.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/views/views.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ostream>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

/// As a value of `targets`, with quotes.
std::string targets_setting(const std::vector<std::string>& targets) {
  std::vector<std::string> quoted;
  for (const std::string& target : targets) {
    std::string text;
    for (const char c : target)
      text += c == '\'' ? std::string("''") : std::string(1, c);
    quoted.push_back("'" + text + "'");
  }
  return fmt::format("targets=[{}]", fmt::join(quoted, ", "));
}

/// Why a text is no confidence; empty when it is one.
std::string refusal_of_confidence(const std::string& text) {
  const auto number = models::parse_number(text);
  if (number.value && *number.value > 0.5 && *number.value < 1) return "";
  return fmt::format("expected a number above 0.5 and below 1, got {}", models::in_quotes(text));
}

std::vector<Lever> levers_of(const SizeArguments& arguments, const models::Scenario& scenario) {
  std::vector<Lever> levers;
  for (const std::string& text : arguments.levers) {
    auto lever = parse_lever(text, scenario);
    if (const auto* bad = std::get_if<BadLever>(&lever))
      throw UsageError(fmt::format("--lever: {}", bad->problem));
    levers.push_back(std::get<Lever>(std::move(lever)));
    const std::string& path = levers.back().path;
    if (std::ranges::count(levers, path, &Lever::path) > 1)
      throw UsageError(
          fmt::format("--lever: expected each lever once, got {} again", models::in_quotes(path)));
  }
  return levers;
}

Objective objective_of(const SizeArguments& arguments, const std::vector<Lever>& levers) {
  if (!arguments.least.empty())
    return arguments.least == "cost" ? Objective::Cost : Objective::Places;
  return std::ranges::any_of(levers, [](const Lever& lever) { return lever.cost.has_value(); })
             ? Objective::Cost
             : Objective::Places;
}

/// Reads the scenario again with the values of a plan. Groups of people are left out unless a
/// target is of one, as they take time.
ModelOfPlan model_of_plan(const LoadedScenario& loaded, const std::vector<Lever>& levers) {
  const bool has_groups = std::ranges::any_of(
      loaded.targets, [](const Target& target) { return target.figure.group != all; });
  return [&loaded, &levers, has_groups](const LeverNumbers& plan) {
    std::vector<std::string> sets = loaded.sets;
    std::ranges::copy(sets_of(levers, plan), std::back_inserter(sets));
    models::Scenario scenario = models::read_scenario(loaded.file, sets);
    return has_groups ? model_with_groups(scenario) : model_without_groups(std::move(scenario));
  };
}

SizeAsked asked_of(const SizeArguments& arguments, const LoadedScenario& loaded) {
  if (loaded.targets.empty())
    throw UsageError(
        "expected targets to meet: `targets` of the scenario, or --target 'residential.wait.p90 "
        "<= 7 d'");
  SizeAsked asked;
  asked.levers = levers_of(arguments, loaded.scenario);
  asked.targets = loaded.targets;
  asked.objective = objective_of(arguments, asked.levers);
  asked.confidence = arguments.confidence;
  asked.most_replications = arguments.most_replications;
  const std::vector<std::string> weightless =
      weigh(asked.levers, asked.objective, model_of_plan(loaded, asked.levers));
  if (!weightless.empty())
    throw UsageError(fmt::format(
        "--lever: {} {}; give what one of it costs, as in '{}=LOW..HIGH@1200', for all levers",
        fmt::join(weightless, ", "),
        asked.objective == Objective::Cost ? "has no cost in the scenario" : "changes no places",
        weightless.front()));
  return asked;
}

std::optional<SizeAnswer> look_for_size(const SizeAsked& asked,
                                        const SizeArguments& arguments,
                                        const LoadedScenario& loaded,
                                        const Console& console) {
  InterruptWatch interrupt;
  TerminalLine line(arguments.scenario.quiet ? nullptr : console.terminal);
  TrialPlan plan;
  plan.targets = asked.targets;
  plan.model_of = model_of_plan(loaded, asked.levers);
  plan.confidence = asked.confidence;
  plan.plans_in_question = static_cast<int>(asked.levers.size()) + 1;
  plan.least_replications = arguments.least_replications;
  plan.most_replications = arguments.most_replications;
  plan.threads = threads_of(arguments.threads);
  plan.stop = [&interrupt] { return interrupt.is_requested(); };
  plan.progress = [&line](int plans, std::int64_t runs) {
    line.draw(fmt::format("{} trials of plans, {} replications", plans, runs));
  };
  plan.free_memory = free_memory();
  const SizePlan search{asked.levers, first_guess(asked.levers, asked.targets, loaded.model)};
  Trials trials(std::move(plan));
  return find_size(search, trials);
}

/// Whether the start is felt in the figures of the answer.
std::string start_warning(const SizeAsked& asked,
                          const SizeAnswer& answer,
                          const SizeArguments& arguments,
                          const LoadedScenario& loaded) {
  constexpr int enough = 100;
  models::Model model = model_of_plan(loaded, asked.levers)(answer.answer.plan);
  model.replications = std::min(enough, answer.answer.replications);
  RunOptions options;
  options.threads = threads_of(arguments.threads);
  options.free_memory = free_memory();
  const auto summary = run_model(model, options);
  return summary ? warning_of_start(start_bias(model, *summary), model) : "";
}

std::string same_answer_command(const SizeArguments& arguments, const LoadedScenario& loaded) {
  std::vector<std::string> args{"size", loaded.file};
  const auto add = [&args](const char* option, const std::string& value) {
    args.emplace_back(option);
    args.push_back(value);
  };
  for (const std::string& set : loaded.sets)
    add("--set", set);
  for (const std::string& lever : arguments.levers)
    add("--lever", lever);
  if (!arguments.least.empty()) add("--least", arguments.least);
  add("--confidence", fmt::format("{:g}", arguments.confidence));
  add("--least-replications", std::to_string(arguments.least_replications));
  add("--most-replications", std::to_string(arguments.most_replications));
  return command_line(args);
}

void add_size_arguments(CLI::App& command, SizeArguments& arguments) {
  command
      .add_option("--target",
                  arguments.targets,
                  "What a figure is to be ('residential.wait.p90 <= 7 d'), instead of the "
                  "scenario's targets; repeatable")
      ->type_name("TARGET")
      ->allow_extra_args(false);
  command
      .add_option("--lever",
                  arguments.levers,
                  "What may change: a level and its beds, slots, groups or clinicians, or a path; "
                  "its bounds; perhaps a step, and what one of it costs a year; repeatable")
      ->type_name("LEVER=LOW..HIGH[:STEP][@COST]")
      ->allow_extra_args(false)
      ->required();
  command.add_option("--least", arguments.least, "What is to be least [cost, if a lever has one]")
      ->type_name("cost|places")
      ->check(CLI::IsMember({"cost", "places"}));
  command
      .add_option("--confidence",
                  arguments.confidence,
                  "With which the answer is to meet each target, one-sided")
      ->type_name("P")
      ->check(CLI::Validator(refusal_of_confidence, ""))
      ->capture_default_str();
  command.add_option("--least-replications", arguments.least_replications, "Of a plan, at least")
      ->type_name("N")
      ->check(is_whole_number(10, most_replications))
      ->capture_default_str();
  command.add_option("--most-replications", arguments.most_replications, "Of a plan, at most")
      ->type_name("N")
      ->check(is_whole_number(10, most_replications))
      ->capture_default_str();
  command
      .add_option("--seed", arguments.scenario.seed, "Which luck; the same seed, the same answer")
      ->type_name("N")
      ->check(is_whole_number(0, UINT64_MAX));
}

}  // namespace

CLI::App* declare_size(CLI::App& program, SizeArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "size", "Find the fewest places, or the least cost, with which targets are met");
  add_scenario_arguments(*command, arguments.scenario);
  add_size_arguments(*command, arguments);
  add_out_argument(
      *command, arguments.out, "Also write size.csv and frontier.csv into this folder");
  add_warm_up_argument(*command, arguments.warm_up);
  add_threads_argument(*command, arguments.threads);
  add_force_argument(*command, arguments.force);
  command->footer(
      "Examples:\n"
      "  stepdown size my.yaml --target 'residential.wait.p90 <= 7 d' \\\n"
      "    --lever residential.beds=20..60\n"
      "  stepdown size my.yaml --lever residential.beds=20..60:2@90000 \\\n"
      "    --lever iop.groups=6..16@150000\n"
      "Exit code 4: no plan within the bounds meets the targets.\n");
  return command;
}

int size_command(const SizeArguments& arguments, const Console& console) {
  if (arguments.most_replications < arguments.least_replications)
    throw UsageError(fmt::format("expected --most-replications {} or more, got {}",
                                 arguments.least_replications,
                                 arguments.most_replications));
  ScenarioArguments scenario = arguments.scenario;
  if (!arguments.targets.empty()) scenario.sets.push_back(targets_setting(arguments.targets));
  const WarmedScenario warmed =
      load_with_warm_up(scenario, arguments.warm_up, threads_of(arguments.threads), console);
  if (!arguments.scenario.quiet) console.tell(warmed.found_text);
  const LoadedScenario& loaded = warmed.scenario;
  const SizeAsked asked = asked_of(arguments, loaded);
  std::optional<OutputFolder> folder;
  if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
  const auto answer = look_for_size(asked, arguments, loaded, console);
  if (!answer) {
    console.tell("stepdown: stopped before there was an answer; nothing was written\n");
    return Interrupted;
  }
  console.tell(start_warning(asked, *answer, arguments, loaded));
  if (folder) {
    const models::Model& model = loaded.model;
    publish_with_views(
        *folder,
        write_size(asked, *answer, folder->aside()),
        same_answer_command(arguments, loaded),
        {scenario_record(loaded)},
        SharedPlan{model.seed, answer->answer.replications, model.warm_up, model.horizon});
  }
  if (!arguments.scenario.quiet) {
    console.out << size_text(asked, *answer, console.page);
    if (folder) console.say(fmt::format("\nFiles in {}\n", models::visible(arguments.out)));
  }
  const bool is_reached =
      answer->ending == SizeAnswer::Ending::Decided || answer->ending == SizeAnswer::Ending::Close;
  return is_reached ? Fine : NotReachable;
}

}  // namespace stepdown::analysis
