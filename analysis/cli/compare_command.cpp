#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/commands.hpp"
#include "analysis/cli/figure_arguments.hpp"
#include "analysis/cli/run_watch.hpp"
#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/select_best.hpp"
#include "analysis/report/compare_report.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <ostream>
#include <sstream>
#include <system_error>
#include <utility>

namespace stepdown::analysis {

namespace {

struct Loaded {
  std::string name;
  ScenarioRecord record;
  models::Model model;
};

/// "a=1; b=2" as two settings.
std::vector<std::string> settings(const std::string& text) {
  std::vector<std::string> list;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ';');) {
    const auto begin = part.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    list.push_back(part.substr(begin, part.find_last_not_of(' ') - begin + 1));
  }
  return list;
}

/// One that is to be compared.
struct Wanted {
  std::string name;
  std::string file;
  std::vector<std::string> sets;
};

/// Warnings that were said of a scenario before are not repeated.
Loaded load(const CompareArguments& arguments,
            Wanted wanted,
            std::vector<std::string>& said,
            const Console& console) {
  ScenarioArguments scenario = arguments.scenario;
  scenario.file = wanted.file;
  scenario.sets.insert(scenario.sets.end(), wanted.sets.begin(), wanted.sets.end());
  std::ostringstream warnings;
  LoadedScenario loaded = load_scenario(scenario, Console{console.out, warnings, false, {}});
  if (std::find(said.begin(), said.end(), warnings.str()) == said.end()) {
    console.err << warnings.str();
    said.push_back(warnings.str());
  }
  return {std::move(wanted.name), scenario_record(loaded), std::move(loaded.model)};
}

/// People are compared over the same days, with the same luck.
void refuse_other_plan(const Loaded& first, const Loaded& one) {
  const models::Model& base = first.model;
  if (one.model.calendar.date(0) != base.calendar.date(0))
    throw UsageError(fmt::format(
        "expected the same start in all scenarios ({} in '{}'), got {} in '{}': weekdays, months "
        "and dated changes would fall on other days",
        base.calendar.iso_date(0),
        first.name,
        one.model.calendar.iso_date(0),
        one.name));
  if (one.model.warm_up != base.warm_up || one.model.horizon != base.horizon)
    throw UsageError(fmt::format(
        "expected the same run.warm_up and run.horizon in all scenarios ({:g} d and {:g} d in "
        "'{}'), got {:g} d and {:g} d in '{}'",
        base.warm_up,
        base.horizon,
        first.name,
        one.model.warm_up,
        one.model.horizon,
        one.name));
  if (one.model.seed != base.seed || one.model.replications != base.replications)
    throw UsageError(fmt::format(
        "expected the same run.seed and run.replications in all scenarios, got others in '{}'; "
        "give them with --seed and --replications",
        one.name));
}

void warn_of_other_gap(const Loaded& first, const Loaded& one, const Console& console) {
  if (one.model.episode_gap == first.model.episode_gap) return;
  console.err << fmt::format(
      "warning: episode_gap: {:g} d in '{}', {:g} d in '{}'; figures of episodes are of different "
      "things\n",
      first.model.episode_gap,
      first.name,
      one.model.episode_gap,
      one.name);
}

/// The first scenario, the other files, then the variants of the first; all with the seed and the
/// replications of the first, and over the same window.
std::vector<Loaded> load_all(const CompareArguments& arguments, const Console& console) {
  for (const std::string& variant : arguments.with)
    if (settings(variant).empty())
      throw UsageError(fmt::format("--with: expected PATH=VALUE, got '{}'", variant));
  std::vector<Loaded> all_scenarios;
  std::vector<std::string> said;
  const std::string& first = arguments.scenario.file;
  all_scenarios.push_back(load(arguments, {first, first, {}}, said, console));
  const models::Model base = all_scenarios.front().model;
  const std::vector<std::string> same{fmt::format("run.seed={}", base.seed),
                                      fmt::format("run.replications={}", base.replications)};
  for (const std::string& file : arguments.others)
    all_scenarios.push_back(load(arguments, {file, file, same}, said, console));
  for (const std::string& variant : arguments.with)
    all_scenarios.push_back(load(arguments, {variant, first, settings(variant)}, said, console));
  if (all_scenarios.size() < 2)
    throw UsageError("expected a second scenario or --with PATH=VALUE to compare with");
  for (const Loaded& one : all_scenarios) {
    refuse_other_plan(all_scenarios.front(), one);
    warn_of_other_gap(all_scenarios.front(), one, console);
  }
  return all_scenarios;
}

/// Nothing when Ctrl-C came first.
std::optional<std::vector<ComparedScenario>> run_all(std::vector<Loaded> loaded,
                                                     const CompareArguments& arguments,
                                                     const Console& console) {
  const int each = loaded.front().model.replications;
  RunWatch watch(console, each * static_cast<int>(loaded.size()), arguments.scenario.quiet);
  std::vector<ComparedScenario> scenarios;
  for (Loaded& one : loaded) {
    RunOptions options;
    options.threads = threads_of(arguments.threads);
    options.stop = &watch.stop_requested();
    options.listeners.push_back(&watch);
    watch.begin_after(each * static_cast<int>(scenarios.size()));
    auto summary = run_model(one.model, options);
    if (!summary || summary->replications < each) return std::nullopt;
    scenarios.push_back({one.name, std::move(one.model), std::move(*summary)});
  }
  return scenarios;
}

std::string text_of(const BestAnswer& answer,
                    const std::vector<Loaded>& loaded,
                    const BestPlan& plan) {
  std::vector<std::vector<std::string>> rows{
      {"scenario", to_text(plan.figure), "replications", ""}};
  for (const Candidate& candidate : answer.candidates)
    rows.push_back({loaded[candidate.scenario].name,
                    fmt::format("{:.4g}", candidate.mean),
                    std::to_string(candidate.replications),
                    candidate.scenario == answer.best && answer.is_decided ? "best"
                    : candidate.is_left                                    ? "still open"
                                                                           : "dropped"});
  std::string text = aligned(rows);
  if (answer.is_decided)
    text += fmt::format(
        "\nBest: {}. If it differs from every other by {:g} or more, this is right with "
        "probability {:g} at least (Kim and Nelson's procedure KN)\n",
        loaded[answer.best].name,
        plan.selection.indifference,
        plan.selection.confidence);
  else
    text += fmt::format("\nNot decided after {} replications; {} leads\n",
                        answer.replications,
                        loaded[answer.best].name);
  return text;
}

int run_selection(const CompareArguments& arguments,
                  const std::vector<Loaded>& loaded,
                  const Console& console) {
  BestPlan plan;
  const auto colon = arguments.best.find(':');
  const std::string direction = arguments.best.substr(0, colon);
  if (colon == std::string::npos || (direction != "min" && direction != "max"))
    throw UsageError(
        fmt::format("expected min:FIGURE or max:FIGURE (such as 'min:lost.per_year'), got '{}'",
                    arguments.best));
  plan.figure = figure_argument(arguments.best.substr(colon + 1));
  plan.selection.indifference = arguments.indifference;
  plan.selection.is_smaller_better = direction == "min";
  plan.threads = threads_of(arguments.threads);
  plan.most_replications = arguments.most_replications;
  RunWatch watch(console, plan.most_replications, arguments.scenario.quiet);
  plan.stop = &watch.stop_requested();
  plan.listener = &watch;
  std::vector<const models::Model*> models;
  for (const Loaded& one : loaded) {
    check_figure(one.model, plan.figure, fmt::format("'{}'", one.name));
    models.push_back(&one.model);
  }
  const auto answer = select_best(models, plan);
  if (!answer)
    throw UsageError(fmt::format("{} has no value in some replication", to_text(plan.figure)));
  console.out << text_of(*answer, loaded, plan);
  return watch.stop_requested() ? Interrupted : Fine;
}

/// Why a text is no size of a difference; empty when it is one.
std::string refusal_of_size(const std::string& text) {
  double size = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, size);
  if (error == std::errc() && at == end && std::isfinite(size) && size > 0) return "";
  return fmt::format("expected a number above 0, got '{}'", text);
}

std::string same_figures_command(const CompareArguments& arguments) {
  std::vector<std::string> args{"compare", arguments.scenario.file};
  args.insert(args.end(), arguments.others.begin(), arguments.others.end());
  const auto add = [&args](const char* option, const std::string& value) {
    args.emplace_back(option);
    args.push_back(value);
  };
  for (const std::string& variant : arguments.with)
    add("--with", variant);
  for (const std::string& set : arguments.scenario.sets)
    add("--set", set);
  if (arguments.scenario.replications)
    add("--replications", std::to_string(*arguments.scenario.replications));
  if (arguments.scenario.seed) add("--seed", std::to_string(*arguments.scenario.seed));
  return command_line(args);
}

}  // namespace

CLI::App* declare_compare(CLI::App& program, CompareArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "compare", "Compare scenarios under common random numbers: what a change does");
  add_scenario_arguments(*command, arguments.scenario);
  add_run_plan_arguments(*command, arguments.scenario);
  command->add_option("others", arguments.others, "Further scenarios");
  command
      ->add_option("--with",
                   arguments.with,
                   "The first scenario with other values ('a.b=1; c.d=2'); repeatable")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  CLI::Option* const out =
      command->add_option("--out", arguments.out, "Also write compare.csv into this folder")
          ->type_name("DIR")
          ->check(is_not_empty("a folder"));
  add_threads_argument(*command, arguments.threads);
  command->add_flag("--force", arguments.force, "Replace a folder that stepdown wrote");
  CLI::Option* const best =
      command
          ->add_option("--best",
                       arguments.best,
                       "Only find the best, dropping others early: min:lost.per_year, max:FIGURE")
          ->type_name("FIGURE")
          ->check(is_not_empty("min:FIGURE or max:FIGURE (such as 'min:lost.per_year')"))
          ->excludes(out)
          ->excludes(command->get_option("--replications"));
  CLI::Option* const indifference =
      command
          ->add_option("--indifference",
                       arguments.indifference,
                       "With --best: the smallest difference that matters")
          ->type_name("X")
          ->check(CLI::Validator(refusal_of_size, ""))
          ->needs(best);
  best->needs(indifference);
  command
      ->add_option(
          "--most-replications", arguments.most_replications, "With --best: at most so many")
      ->type_name("N")
      ->check(is_whole_number(static_cast<std::uint64_t>(SelectionPlan{}.first_stage),
                              most_replications))
      ->needs(best)
      ->capture_default_str();
  command->footer(
      "Examples:\n"
      "  stepdown compare my.yaml --with levels.residential.places.beds=38\n"
      "  stepdown compare my.yaml more_beds.yaml more_php.yaml --out reports/which\n"
      "  stepdown compare my.yaml a.yaml b.yaml --best min:lost.per_year --indifference 10\n");
  return command;
}

int compare_command(const CompareArguments& arguments, const Console& console) {
  std::vector<Loaded> loaded = load_all(arguments, console);
  if (!arguments.best.empty()) return run_selection(arguments, loaded, console);
  if (loaded.front().model.replications < 2)
    throw UsageError("expected two replications or more, got 1: one says nothing of its own noise");
  std::optional<OutputFolder> folder;
  if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
  std::vector<ScenarioRecord> records;
  for (const Loaded& one : loaded)
    records.push_back(one.record);
  const auto scenarios = run_all(std::move(loaded), arguments, console);
  if (!scenarios) {
    console.err << "stepdown: stopped before all replications had ended; nothing was written\n";
    return Interrupted;
  }
  const std::vector<ScenarioDifference> differences = compare_scenarios(*scenarios);
  if (folder) {
    std::vector<std::string> files = write_comparison(differences, folder->aside());
    const models::Model& model = scenarios->front().model;
    publish_with_manifest(*folder,
                          std::move(files),
                          same_figures_command(arguments),
                          records,
                          SharedPlan{model.seed, model.replications, model.warm_up, model.horizon});
  }
  if (arguments.scenario.quiet) return Fine;
  console.out << comparison_text(scenarios->front(), differences);
  if (folder) console.out << "\nFiles in " << arguments.out << "\n";
  return Fine;
}

}  // namespace stepdown::analysis
