#include "analysis/cli/compare_best.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/cli/figure_arguments.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/run_watch.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/experiments/select_best.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

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

/// Whether the figure was the same as that of the best whenever both were run.
bool is_same_as_best(const Candidate& candidate) {
  const auto& paired = candidate.against_best;
  return paired && paired->difference == 0 && paired->interval.low == 0 &&
         paired->interval.high == 0;
}

std::string state_of(const Candidate& candidate, const BestAnswer& answer) {
  const bool is_best = candidate.scenario == answer.best;
  if (is_same_as_best(candidate)) return "no difference";
  if (is_best && answer.is_decided) {
    const bool all_same = std::ranges::all_of(answer.candidates, [&](const Candidate& other) {
      return other.scenario == answer.best || is_same_as_best(other);
    });
    return all_same ? "no difference" : "best";
  }
  return candidate.is_left ? "still open" : "dropped";
}

/// Which of the scenarios is best, as far as there is one.
std::string verdict(const BestAnswer& answer,
                    const std::vector<ScenarioToCompare>& loaded,
                    const BestPlan& plan) {
  std::vector<std::string> same;
  for (const Candidate& candidate : answer.candidates)
    if (is_same_as_best(candidate)) same.push_back(loaded[candidate.scenario].name);
  const std::string& best = loaded[answer.best].name;
  if (same.size() + 1 == answer.candidates.size())
    return fmt::format(
        "No difference in {} between {} and {}", to_text(plan.figure), best, fmt::join(same, ", "));
  const std::string also =
      same.empty() ? "" : fmt::format(" No difference to {}.", fmt::join(same, ", "));
  if (!answer.is_decided)
    return fmt::format(
        "Not decided after {} replications; {} leads.{}", answer.replications, best, also);
  return fmt::format(
      "Best: {}.{} If it differs from every other by {:g} or more, this is right with probability "
      "{:g} at least (Kim and Nelson's procedure KN)",
      best,
      also,
      plan.selection.indifference,
      plan.selection.confidence);
}

std::string text_of(const BestAnswer& answer,
                    const std::vector<ScenarioToCompare>& loaded,
                    const BestPlan& plan,
                    const Page& page) {
  std::vector<std::vector<std::string>> rows{
      {"scenario", to_text(plan.figure), "against the best", "replications", ""}};
  for (const Candidate& candidate : answer.candidates)
    rows.push_back({loaded[candidate.scenario].name,
                    fmt::format("{:.4g}", candidate.value),
                    difference_text(candidate.against_best),
                    std::to_string(candidate.replications),
                    state_of(candidate, answer)});
  return aligned(std::move(rows), page) + "\n" +
         wrapped(models::visible(verdict(answer, loaded, plan)), page, 0) + "\n";
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
        fmt::format("expected min:FIGURE or max:FIGURE (such as 'min:lost.per_year'), got {}",
                    models::in_quotes(arguments.best)));
  plan.figure = figure_argument(arguments.best.substr(colon + 1), scenarios.front().model);
  plan.selection.indifference = arguments.indifference;
  plan.selection.is_smaller_better = direction == "min";
  plan.threads = threads_of(arguments.threads);
  plan.most_replications = arguments.most_replications;
  RunWatch watch(console, plan.most_replications, arguments.scenario.quiet);
  plan.stop = [&watch] { return watch.is_stopped(); };
  plan.listener = &watch;
  plan.free_memory = free_memory();
  std::vector<const models::Model*> models;
  for (const ScenarioToCompare& one : scenarios) {
    check_figures(one.model, {{plan.figure}}, models::in_quotes(one.name));
    models.push_back(&one.model);
  }
  const auto answer = select_best(models, plan);
  if (!answer)
    throw UsageError(fmt::format("{} has no value in some replications", to_text(plan.figure)));
  std::vector<StartOfScenario> starts;
  for (const Candidate& one : answer->candidates)
    starts.push_back({scenarios[one.scenario].name, one.start});
  console.tell(warning_of_starts_in(starts, scenarios.front().model));
  console.out << text_of(*answer, scenarios, plan, console.page);
  return watch.is_stopped() ? Interrupted : Fine;
}

}  // namespace stepdown::analysis
