#include "analysis/report/size_report.hpp"

#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string interval_text(const TargetOfPlan& one) {
  if (!one.value) return "none";
  if (!one.interval) return fmt::format("{:.4g}", *one.value);
  return fmt::format(
      "{:.4g} ({:.4g} to {:.4g})", *one.value, one.interval->low, one.interval->high);
}

std::string confidence_text(const std::optional<double>& confidence) {
  constexpr double as_good_as_sure = 0.9995;
  if (!confidence) return "-";
  if (*confidence >= as_good_as_sure) return "> 0.999";
  return *confidence < 1 - as_good_as_sure ? "< 0.001" : fmt::format("{:.3f}", *confidence);
}

std::string value_text(const Lever& lever, int number) {
  return fmt::format("{:g}", lever.value(number));
}

std::string value_text(const Trial& trial, std::size_t target) {
  if (target >= trial.targets.size() || !trial.targets[target].value) return "-";
  return fmt::format("{:.4g}", *trial.targets[target].value);
}

/// "38 / 10"
std::string plan_text(const SizeAsked& asked, const LeverNumbers& plan) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < plan.size(); ++i)
    values.push_back(value_text(asked.levers[i], plan[i]));
  return fmt::format("{}", fmt::join(values, " / "));
}

std::string cost_text(const SizeAsked& asked, const LeverNumbers& plan) {
  constexpr double large = 1e6;
  const double cost = cost_of(asked.levers, plan);
  return cost < large ? fmt::format("{:.6g}", cost) : fmt::format("{:.0f}", cost);
}

std::string_view word_of(Objective objective) {
  return objective == Objective::Cost ? "cost" : "places";
}

std::string conclusion(const SizeAsked& asked, const SizeAnswer& answer) {
  const std::string_view least = word_of(asked.objective);
  const std::string cost = cost_text(asked, answer.answer.plan);
  switch (answer.ending) {
    case SizeAnswer::Ending::Decided:
      return fmt::format(
          "Least {} with which all targets are met: {}\n"
          "(each with confidence {:g}; {})\n",
          least,
          cost,
          asked.confidence,
          answer.cheaper.empty() ? "it is the least that the levers allow"
                                 : "whatever is one step cheaper misses one");
    case SizeAnswer::Ending::Close:
      return fmt::format(
          "All targets are met, each with confidence {:g}, with {}: {}\n"
          "Whether one step less would do is closer than the confidence asked for, "
          "after {} replications: see below\n",
          asked.confidence,
          asked.objective == Objective::Cost ? "this cost" : "so many places",
          cost,
          asked.most_replications);
    case SizeAnswer::Ending::NotReached:
      return "No plan within the bounds meets all targets; this comes nearest\n";
    case SizeAnswer::Ending::TooClose:
      return fmt::format(
          "Whether any plan within the bounds meets all targets is closer than the confidence "
          "asked for, after {} replications; this comes nearest\n",
          asked.most_replications);
  }
  return "";
}

std::string levers_table(const SizeAsked& asked, const SizeAnswer& answer, const Page& page) {
  Rows rows{{"lever", "answer", "first guess", "bounds"}};
  for (std::size_t i = 0; i < asked.levers.size(); ++i) {
    const Lever& lever = asked.levers[i];
    rows.push_back({lever.name,
                    value_text(lever, answer.answer.plan[i]),
                    value_text(lever, answer.path.front().plan[i]),
                    fmt::format("{:g}..{:g}", lever.low, lever.high)});
  }
  return aligned(std::move(rows), page);
}

std::string targets_table(const SizeAsked& asked, const SizeAnswer& answer, const Page& page) {
  Rows rows{{"target", "value (95 % interval)", "confidence", ""}};
  for (std::size_t t = 0; t < answer.answer.targets.size(); ++t) {
    const TargetOfPlan& one = answer.answer.targets[t];
    rows.push_back({asked.targets[t].text,
                    interval_text(one),
                    confidence_text(one.confidence),
                    t == answer.binding ? "binding" : ""});
  }
  return aligned(std::move(rows), page) +
         fmt::format("by {} replications\n", answer.answer.replications);
}

std::string cheaper_table(const SizeAsked& asked, const SizeAnswer& answer, const Page& page) {
  if (answer.cheaper.empty()) return "";
  Rows rows{{"one step cheaper", std::string(word_of(asked.objective)), "breaks", "value", ""}};
  for (const Neighbor& one : answer.cheaper) {
    const std::size_t worst = one.trial.worst();
    const Lever& lever = asked.levers[one.lever];
    rows.push_back({fmt::format("{} {}", lever.name, value_text(lever, one.trial.plan[one.lever])),
                    cost_text(asked, one.trial.plan),
                    asked.targets[worst].text,
                    value_text(one.trial, worst),
                    one.trial.judgment == Judgment::Open ? "too close" : ""});
  }
  return "\n" + aligned(std::move(rows), page);
}

std::string more_table(const SizeAsked& asked, const SizeAnswer& answer, const Page& page) {
  if (answer.more.empty()) return "";
  Rows rows{{"one step more",
             std::string(word_of(asked.objective)),
             "changes " + to_text(asked.targets[answer.binding].figure)}};
  for (const Neighbor& one : answer.more) {
    const Lever& lever = asked.levers[one.lever];
    rows.push_back({fmt::format("{} {}", lever.name, value_text(lever, one.trial.plan[one.lever])),
                    cost_text(asked, one.trial.plan),
                    one.binding ? fmt::format("{:+.3g} ({:+.3g} to {:+.3g})",
                                              one.binding->difference,
                                              one.binding->interval.low,
                                              one.binding->interval.high)
                                : "-"});
  }
  return "\n" + aligned(std::move(rows), page);
}

std::string_view word_of(SearchStep::Way way) {
  switch (way) {
    case SearchStep::Way::Guess:
      return "guess";
    case SearchStep::Way::Up:
      return "up";
    case SearchStep::Way::Down:
      return "down";
    case SearchStep::Way::Exchange:
      return "exchange";
  }
  return "";
}

std::string path_table(const SizeAsked& asked, const SizeAnswer& answer, const Page& page) {
  std::vector<std::string> names;
  for (const Lever& lever : asked.levers)
    names.push_back(lever.name);
  Rows rows{{"path", "plan", std::string(word_of(asked.objective)), "value", "runs", ""}};
  for (const SearchStep& step : answer.path) {
    rows.push_back({std::string(word_of(step.way)),
                    plan_text(asked, step.plan),
                    cost_text(asked, step.plan),
                    value_text(step.trial, answer.binding),
                    std::to_string(step.trial.replications),
                    step.trial.is_met_by_value ? "" : "misses"});
  }
  return "\n" + aligned(std::move(rows), page) +
         wrapped(fmt::format("plan: {}\nvalue: of {}, by the exploring runs\n",
                             models::visible(fmt::format("{}", fmt::join(names, " / "))),
                             models::visible(asked.targets[answer.binding].text)),
                 page);
}

}  // namespace

std::string size_text(const SizeAsked& asked, const SizeAnswer& answer, const Page& page) {
  return wrapped(conclusion(asked, answer), page) + "\n" + levers_table(asked, answer, page) +
         "\n" + targets_table(asked, answer, page) + cheaper_table(asked, answer, page) +
         more_table(asked, answer, page) + path_table(asked, answer, page) +
         wrapped(
             fmt::format(
                 "\n{} trials of plans, {} replications. More places mostly help, but in a network "
                 "they need not: plans cheaper by more than one step were not all tried\n",
                 answer.tried.size(),
                 answer.replications),
             page);
}

}  // namespace stepdown::analysis
