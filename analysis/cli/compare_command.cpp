#include "analysis/cli/compare_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/compare_best.hpp"
#include "analysis/cli/compared_scenarios.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/run_watch.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/cli/warm_up_argument.hpp"
#include "analysis/experiments/compare_economics.hpp"
#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/experiments/findings.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/select_best.hpp"
#include "analysis/report/compare_report.hpp"
#include "analysis/report/economics_report.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/side_by_side.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/views/views.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <ostream>
#include <system_error>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Nothing when Ctrl-C came first.
std::optional<std::vector<ComparedScenario>> run_all(std::vector<ScenarioToCompare> loaded,
                                                     const CompareArguments& arguments,
                                                     const Console& console) {
  const int each = loaded.front().model.replications;
  RunWatch watch(console, each * static_cast<int>(loaded.size()), arguments.scenario.quiet);
  std::vector<ComparedScenario> scenarios;
  for (ScenarioToCompare& one : loaded) {
    RunOptions options;
    options.threads = threads_of(arguments.threads);
    options.free_memory = free_memory();
    options.stop = [&watch] { return watch.is_stopped(); };
    options.listeners.push_back(&watch);
    watch.begin_after(each * static_cast<int>(scenarios.size()));
    auto summary = run_model(one.model, options);
    if (!summary || summary->replications < each) return std::nullopt;
    std::vector<TargetFinding> targets = assess_targets(one.targets, *summary);
    scenarios.push_back({one.name, std::move(one.model), std::move(*summary), std::move(targets)});
  }
  return scenarios;
}

/// Why a text is no size of a difference; empty when it is one.
std::string refusal_of_size(const std::string& text) {
  double size = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, size);
  if (error == std::errc() && at == end && std::isfinite(size) && size > 0) return "";
  return fmt::format("expected a number above 0, got {}", models::in_quotes(text));
}

/// With the warm-up that the command line asks for, as settings of all scenarios.
CompareArguments with_warm_up(CompareArguments arguments, const Console& console) {
  const WarmUpChoice choice =
      choose_warm_up(arguments.warm_up, threads_of(arguments.threads), [&](const Console& unheard) {
        CompareArguments unwarned = arguments;
        unwarned.scenario.strict = false;
        std::vector<models::Model> models;
        for (ScenarioToCompare& one : load_compared(unwarned, unheard))
          models.push_back(std::move(one.model));
        return models;
      });
  if (!arguments.scenario.quiet) console.tell(choice.text);
  std::vector<std::string>& sets = arguments.scenario.sets;
  sets.insert(sets.end(), choice.sets.begin(), choice.sets.end());
  return arguments;
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

int compare_as_asked(const CompareArguments& arguments, const Console& console) {
  std::vector<ScenarioToCompare> loaded = load_compared(arguments, console);
  if (!arguments.best.empty()) return compare_best(arguments, loaded, console);
  refuse_single_replication(loaded.front().model.replications);
  std::optional<OutputFolder> folder;
  if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
  std::vector<ScenarioRecord> records;
  for (const ScenarioToCompare& one : loaded)
    records.push_back(one.record);
  const auto scenarios = run_all(std::move(loaded), arguments, console);
  if (!scenarios) {
    console.tell("stepdown: stopped before all replications had ended; nothing was written\n");
    return Interrupted;
  }
  std::vector<StartOfScenario> starts;
  for (const ComparedScenario& one : *scenarios)
    starts.push_back({one.name, start_bias(one.model, one.summary)});
  console.tell(warning_of_starts_in(starts, scenarios->front().model));
  const std::vector<ScenarioDifference> differences = compare_scenarios(*scenarios);
  const std::optional<EconomicComparison> economics = compare_economics(*scenarios);
  if (folder) {
    std::vector<std::string> files =
        write_comparison(differences, folder->aside(), economics ? &*economics : nullptr);
    const models::Model& model = scenarios->front().model;
    publish_with_views(*folder,
                       std::move(files),
                       same_figures_command(arguments),
                       records,
                       SharedPlan{model.seed, model.replications, model.warm_up, model.horizon});
  }
  if (arguments.scenario.quiet) return Fine;
  const models::Model& first = scenarios->front().model;
  const std::vector<std::string> changed = levels_by_change(differences, first);
  const Page& page = console.page;
  console.out << comparison_text(*scenarios, differences, page)
              << side_by_side(*scenarios, page, &changed);
  if (economics) console.out << economics_text(*economics, first, page);
  if (folder) console.say(fmt::format("\nFiles in {}\n", models::visible(arguments.out)));
  return Fine;
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
      add_out_argument(*command, arguments.out, "Also write compare.csv into this folder");
  add_warm_up_argument(*command, arguments.warm_up);
  add_threads_argument(*command, arguments.threads);
  add_force_argument(*command, arguments.force);
  CLI::Option* const best =
      command
          ->add_option(
              "--best",
              arguments.best,
              "Only find the best, dropping others early: min:lost.per_year, max:FIGURE; a "
              "FIGURE is METRIC.STATISTIC[@STATE[/GROUP]]")
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
      "  stepdown compare my.yaml more_beds.yaml --warm-up auto\n"
      "  stepdown compare my.yaml a.yaml b.yaml --best min:lost.per_year --indifference 10\n");
  return command;
}

int compare_command(const CompareArguments& arguments, const Console& console) {
  return compare_as_asked(with_warm_up(arguments, console), console);
}

}  // namespace stepdown::analysis
