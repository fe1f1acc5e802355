#include "analysis/experiments/targets.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/experiments/measured_figures.hpp"
#include "models/compile/problems.hpp"
#include "models/text/nearest_name.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

namespace stepdown::analysis {

namespace {

using models::Comparison;
using models::FigureTarget;
using models::Rule;

constexpr std::string_view unit_of_times = "days";

bool names_a_state(const models::Model& model, std::string_view name) {
  return name == all ||
         std::ranges::find(model.states, name, &models::StateModel::name) != model.states.end();
}

/// `residential.wait.p90` as `wait.p90@residential`; what names no state first stays as it is.
std::string with_state_behind(const models::Model& model, const std::string& figure) {
  if (figure.find('@') != std::string::npos) return figure;
  const std::size_t dot = figure.find('.');
  const std::string first = figure.substr(0, dot);
  if (dot == std::string::npos || !names_a_state(model, first)) return figure;
  return figure.substr(dot + 1) + "@" + first;
}

/// Looks up the figures of targets among those that are measured, and tells what does not fit.
class Resolver {
 public:
  Resolver(const models::Scenario& scenario, const models::Model& model)
      : model_{model}, problems_{scenario}, measured_{measured_figures(model)} {}

  void add(const FigureTarget& written) {
    const std::string figure = with_state_behind(model_, written.figure);
    const auto parsed = parse_figure_name(figure);
    const FigureName* name = std::get_if<FigureName>(&parsed);
    std::optional<FigureName> found = name != nullptr ? measured(*name) : std::nullopt;
    if (!found) found = with_usual_statistic(figure);
    if (found) return add(written, *found);
    if (const std::string state = unknown_state(written.figure); !state.empty())
      return refuse(written,
                    Rule::UnknownFigure,
                    fmt::format("expected a state, got {}{}",
                                models::in_quotes(state),
                                models::name_suggestion(state, state_names())));
    refuse(written,
           Rule::UnknownFigure,
           name != nullptr ? fmt::format("expected a figure that is measured, got {}{}",
                                         models::in_quotes(written.figure),
                                         hint_of_unmeasured(measured_, *name))
                           : std::get<BadFigureName>(parsed).problem);
  }

  [[nodiscard]] std::vector<Target> take() {
    problems_.throw_if_errors();
    return std::move(targets_);
  }

 private:
  void refuse(const FigureTarget& written, Rule rule, std::string message) {
    problems_.report(rule, written.text.at, written.key, std::move(message));
  }

  /// What stands in the place of a state, if a figure follows it; else nothing.
  [[nodiscard]] std::string unknown_state(const std::string& figure) const {
    const std::size_t dot = figure.find('.');
    if (dot == std::string::npos || names_a_state(model_, figure.substr(0, dot))) return "";
    const auto rest = parse_figure_name(figure.substr(dot + 1));
    return std::holds_alternative<FigureName>(rest) ? figure.substr(0, dot) : "";
  }

  [[nodiscard]] std::vector<std::string> state_names() const {
    std::vector<std::string> names;
    for (const models::StateModel& state : model_.states)
      names.push_back(state.name);
    return names;
  }

  [[nodiscard]] std::optional<FigureName> measured(const FigureName& name) const {
    const auto at = std::ranges::find(measured_, name);
    return at == measured_.end() ? std::nullopt : std::optional(*at);
  }

  /// The figure of a metric whose statistic is not written.
  [[nodiscard]] std::optional<FigureName> with_usual_statistic(const std::string& figure) const {
    const std::size_t at = figure.find('@');
    for (const std::string_view statistic : {"mean", "share", "per_year"}) {
      std::string full = figure;
      full.insert(std::min(at, figure.size()), fmt::format(".{}", statistic));
      const auto name = parse_figure_name(full);
      if (!std::holds_alternative<FigureName>(name)) continue;
      if (auto found = measured(std::get<FigureName>(name))) return found;
    }
    return std::nullopt;
  }

  void add(const FigureTarget& written, const FigureName& figure) {
    const Metric* const metric = find_metric(figure.metric);
    sim::expects(metric != nullptr, "what is measured is in the catalog");
    const Statistic* const statistic = find_statistic(figure.statistic);
    sim::expects(statistic != nullptr, "what is measured is in the catalog");
    const bool has_unit_of_metric = statistic->unit.starts_with("as the metric");
    const bool is_time = statistic->unit == "as the metric" && metric->unit == unit_of_times;
    if (is_time != written.is_time) {
      const std::string_view unit = has_unit_of_metric ? metric->unit : statistic->unit;
      refuse(written,
             Rule::UnfitTarget,
             is_time ? fmt::format("expected a length of time, got {}; write {} d",
                                   models::number_text(written.limit),
                                   models::number_text(written.limit))
                     : fmt::format("expected a number ({}), got a length of time", unit));
    } else if (is_share(figure.metric, figure.statistic) && !(written.limit <= 1)) {
      refuse(
          written,
          Rule::UnfitTarget,
          fmt::format(
              "expected a share from 0 to 1, got {}{}",
              models::number_text(written.limit),
              written.limit <= 100 ? "; write " + models::number_text(written.limit / 100) : ""));
    } else {
      targets_.push_back({.text = written.text.value,
                          .figure = figure,
                          .comparison = written.comparison,
                          .limit = written.limit});
    }
  }

  const models::Model& model_;
  models::Problems problems_;
  std::vector<FigureName> measured_;
  std::vector<Target> targets_;
};

bool wants_little(const Target& target) {
  return target.comparison == Comparison::AtMost || target.comparison == Comparison::Below;
}

/// Of the replications that have a value.
std::optional<double> share_that_meets(const Target& target,
                                       const Summary& summary,
                                       std::size_t line) {
  std::int64_t met = 0;
  std::int64_t replications = 0;
  for (const std::vector<ReplicationValue>& values : summary.values) {
    const std::optional<double> value = values[line].value();
    if (!value) continue;
    ++replications;
    met += static_cast<std::int64_t>(meets(target, *value));
  }
  if (replications == 0) return std::nullopt;
  return static_cast<double>(met) / static_cast<double>(replications);
}

}  // namespace

std::vector<Target> resolve_targets(const models::Scenario& scenario, const models::Model& model) {
  if (scenario.targets.empty()) return {};
  Resolver resolver{scenario, model};
  for (const FigureTarget& target : scenario.targets)
    resolver.add(target);
  return resolver.take();
}

bool meets(const Target& target, double value) {
  switch (target.comparison) {
    case Comparison::AtMost:
      return value <= target.limit;
    case Comparison::Below:
      return value < target.limit;
    case Comparison::AtLeast:
      return value >= target.limit;
    case Comparison::Above:
      return value > target.limit;
    case Comparison::Is:
    case Comparison::IsNot:
      break;
  }
  sim::expects(false, "a target is at most, below, at least or above a limit");
  return false;
}

double confidence_of_target(const Target& target,
                            double value,
                            const Interval& interval,
                            std::int64_t replications) {
  const double distance = target.limit - value;
  const double reach = distance > 0 ? interval.high - value : value - interval.low;
  if (!(reach > 0)) return meets(target, value) ? 1 : 0;
  const auto degrees = static_cast<double>(replications - 1);
  constexpr double upper_end = 0.975;
  const double errors = distance / reach * student_t_quantile(upper_end, degrees);
  const double below = student_t_probability(errors, degrees);
  return wants_little(target) ? below : 1 - below;
}

std::vector<TargetFinding> assess_targets(const std::vector<Target>& targets,
                                          const Summary& summary) {
  std::vector<TargetFinding> findings;
  for (const Target& target : targets) {
    const auto number = summary.numbers.find(target.figure);
    sim::expects(number != summary.numbers.end(), "the figure of a target is measured");
    const SummaryLine& line = summary.lines[number->second];
    TargetFinding finding{
        .target = target,
        .value = line.value,
        .interval = line.interval,
        .share_of_replications = share_that_meets(target, summary, number->second),
        .note = line.note};
    if (line.value) finding.is_met = meets(target, *line.value);
    if (line.value && line.interval && line.replications > 1)
      finding.confidence =
          confidence_of_target(target, *line.value, *line.interval, line.replications);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace stepdown::analysis
