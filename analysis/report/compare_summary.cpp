#include "analysis/report/compare_summary.hpp"

#include "analysis/experiments/findings.hpp"
#include "analysis/report/side_by_side.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <tuple>

namespace stepdown::analysis {

namespace {

/// A figure of which less is better.
struct Yardstick {
  FigureName figure;
  const char* name;
};

double value_of(const ComparedScenario& scenario, const Yardstick& yardstick) {
  const FigureName& figure = yardstick.figure;
  const SummaryLine* const line =
      scenario.summary.find(figure.state, figure.metric, figure.statistic);
  return line != nullptr ? line->value.value_or(0) : 0;
}

Yardstick yardstick_of(const std::vector<ComparedScenario>& scenarios) {
  const Yardstick lost{{"lost", "per_year", all, all}, "people lost a year"};
  const bool is_any_lost = std::ranges::any_of(
      scenarios, [&](const ComparedScenario& one) { return value_of(one, lost) > 0; });
  return is_any_lost ? lost : Yardstick{{"list", "mean", all, all}, "people waiting on average"};
}

std::size_t targets_met(const ComparedScenario& scenario) {
  return static_cast<std::size_t>(std::ranges::count_if(
      scenario.targets,
      [](const TargetFinding& finding) { return finding.is_met.value_or(false); }));
}

/// "; ✗ missed 1 of 3 targets"
std::string targets_text(const ComparedScenario& scenario) {
  const std::size_t targets = scenario.targets.size();
  if (targets == 0) return "";
  const std::size_t missed = targets - targets_met(scenario);
  const char* const noun = targets == 1 ? "target" : "targets";
  if (missed == 0) return fmt::format("; ✓ met {} {}", targets == 1 ? "the" : "all", noun);
  return fmt::format("; ✗ missed {} of {} {}", missed, targets, noun);
}

/// ", 39 fewer than A (25 to 56)"
std::string difference_text(const FigureDifference* figure) {
  if (figure == nullptr) return "";
  const double half_width = figure->together.half_width();
  const double difference = figure->paired.difference;
  if (difference == 0 && half_width == 0) return ", as A";
  const auto number = [half_width](double x) { return in_words(x, half_width); };
  if (!figure->excludes_zero())
    return fmt::format(", no clear difference to A ({} to {})",
                       number(figure->together.low),
                       number(figure->together.high));
  const bool is_less = difference < 0;
  return fmt::format(", {} {} than A ({} to {})",
                     number(std::abs(difference)),
                     is_less ? "fewer" : "more",
                     number(is_less ? -figure->together.high : figure->together.low),
                     number(is_less ? -figure->together.low : figure->together.high));
}

std::string line_of(std::size_t scenario,
                    std::size_t rank,
                    const Yardstick& yardstick,
                    const std::vector<ComparedScenario>& scenarios,
                    const std::vector<ScenarioDifference>& differences) {
  // That of A is rounded as that of the next.
  const std::size_t alternative = std::max<std::size_t>(scenario, 1) - 1;
  const FigureDifference* const difference = differences[alternative].find(yardstick.figure);
  const double half_width = difference == nullptr ? 0.5 : difference->together.half_width();
  constexpr std::size_t longest = 200;
  return fmt::format("  {}. {} {}: {}{}{}\n",
                     rank,
                     letter_of(scenario),
                     models::visible_ends(scenarios[scenario].name, longest),
                     in_words(value_of(scenarios[scenario], yardstick), half_width),
                     scenario == 0 ? "" : difference_text(difference),
                     targets_text(scenarios[scenario]));
}

}  // namespace

std::string compare_summary(const std::vector<ComparedScenario>& scenarios,
                            const std::vector<ScenarioDifference>& differences,
                            const Page& page) {
  constexpr std::size_t most = 6;
  const Yardstick yardstick = yardstick_of(scenarios);
  std::vector<std::size_t> ranked(scenarios.size());
  for (std::size_t i = 0; i < ranked.size(); ++i)
    ranked[i] = i;
  std::ranges::stable_sort(ranked, std::less{}, [&](std::size_t i) {
    return std::tuple(-static_cast<double>(targets_met(scenarios[i])),
                      value_of(scenarios[i], yardstick));
  });
  const bool has_targets = std::ranges::any_of(
      scenarios, [](const ComparedScenario& one) { return !one.targets.empty(); });
  std::string text = fmt::format("In short, the best first: {}fewest {}\n",
                                 has_targets ? "most targets met, then " : "",
                                 yardstick.name);
  std::size_t left_out = 0;
  for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
    if (rank < most || ranked[rank] == 0)
      text += line_of(ranked[rank], rank + 1, yardstick, scenarios, differences);
    else
      ++left_out;
  }
  if (left_out > 0) text += fmt::format("  and {} other{}\n", left_out, left_out == 1 ? "" : "s");
  return wrapped(text, page, 3);
}

}  // namespace stepdown::analysis
