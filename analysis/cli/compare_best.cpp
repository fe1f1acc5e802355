#include "analysis/cli/compare_best.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/cli/figure_arguments.hpp"
#include "analysis/cli/run_watch.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/experiments/select_best.hpp"
#include "analysis/report/text_table.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <string>

namespace stepdown::analysis {

namespace {

/// "+1.2 (0.8 to 1.6)"; a dash for the best itself, or where two groups were never run.
std::string difference_text(const std::optional<PairedComparison>& paired) {
  if (!paired) return "-";
  return fmt::format("{:+.3g} ({:.3g} to {:.3g})",
                     paired->difference,
                     paired->interval.low,
                     paired->interval.high);
}

std::string text_of(const BestAnswer& answer,
                    const std::vector<ScenarioToCompare>& loaded,
                    const BestPlan& plan) {
  std::vector<std::vector<std::string>> rows{
      {"scenario", to_text(plan.figure), "against the best", "replications", ""}};
  for (const Candidate& candidate : answer.candidates)
    rows.push_back({loaded[candidate.scenario].name,
                    fmt::format("{:.4g}", candidate.value),
                    difference_text(candidate.against_best),
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

}  // namespace

int compare_best(const CompareArguments& arguments,
                 const std::vector<ScenarioToCompare>& scenarios,
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
  for (const ScenarioToCompare& one : scenarios) {
    check_figure(one.model, plan.figure, fmt::format("'{}'", one.name));
    models.push_back(&one.model);
  }
  const auto answer = select_best(models, plan);
  if (!answer)
    throw UsageError(fmt::format("{} has no value in some replications", to_text(plan.figure)));
  for (const Candidate& one : answer->candidates)
    console.err << warning_of_start_in(
        scenarios[one.scenario].name, one.start, scenarios[one.scenario].model);
  console.out << text_of(*answer, scenarios, plan);
  return watch.stop_requested() ? Interrupted : Fine;
}

}  // namespace stepdown::analysis
