#include "analysis/experiments/targets.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/experiments/measured_figures.hpp"
#include "models/compile/problems.hpp"
#include "models/text/nearest_name.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <variant>

namespace stepdown::analysis {

namespace {

using models::Comparison;
using models::FigureTarget;
using models::Rule;

constexpr std::string_view unit_of_times = "days";

/// A figure as it was written, and that as `parse_figure_name` takes it.
struct Spelling {
  std::string state;   ///< that stands first; empty: none does
  std::string figure;  ///< without that state
  std::string group;   ///< `/payer=public`, or empty

  [[nodiscard]] std::string text() const {
    if (state.empty()) return group.empty() ? figure : figure + "@" + all + group;
    return figure + "@" + state + group;
  }
};

/// `residential.wait.p90` or `wait.p90@residential`, of everybody or of a group.
Spelling spelling(const std::string& written, bool has_state_first) {
  if (written.find('@') != std::string::npos) return {.state = {}, .figure = written, .group = {}};
  const std::size_t slash = written.find('/');
  const std::string group = slash == std::string::npos ? "" : written.substr(slash);
  const std::string figure = written.substr(0, slash);
  const std::size_t dot = figure.find('.');
  if (!has_state_first || dot == std::string::npos)
    return {.state = {}, .figure = figure, .group = group};
  return {.state = figure.substr(0, dot), .figure = figure.substr(dot + 1), .group = group};
}

/// Looks up the figures of targets among those that are measured, and tells what does not fit.
class Resolver {
 public:
  Resolver(const models::Scenario& scenario, const models::Model& model)
      : model_{model}, problems_{scenario}, measured_{measured_figures(model)} {
    names_.insert(measured_.begin(), measured_.end());
    states_.insert(all);
    for (const models::StateModel& state : model.states)
      states_.insert(state.name);
    for (const FigureName& name : measured_)  // also those that are no states, such as waiting
      states_.insert(name.state);
  }

  void add(const FigureTarget& written) {
    const Spelling by_state = spelling(written.figure, true);
    const bool is_state_known = states_.contains(by_state.state);
    // A metric may be called as a state is.
    const std::string as_written = spelling(written.figure, false).text();
    std::optional<FigureName> found;
    if (is_state_known) found = figure_of(by_state.text());
    if (!found) found = figure_of(as_written);
    if (found) return add(written, *found);
    const auto parsed = parse_figure_name(is_state_known ? by_state.text() : as_written);
    const FigureName* name = std::get_if<FigureName>(&parsed);
    if (const std::string state = is_state_known ? "" : unknown_state(by_state); !state.empty())
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
  [[nodiscard]] static std::string unknown_state(const Spelling& by_state) {
    if (by_state.state.empty()) return "";
    const auto rest = parse_figure_name(by_state.figure);
    return std::holds_alternative<FigureName>(rest) ? by_state.state : "";
  }

  [[nodiscard]] std::vector<std::string> state_names() const {
    std::vector<std::string> names;
    for (const models::StateModel& state : model_.states)
      names.push_back(state.name);
    return names;
  }

  [[nodiscard]] std::optional<FigureName> measured(const std::string& figure) const {
    const auto parsed = parse_figure_name(figure);
    const FigureName* const name = std::get_if<FigureName>(&parsed);
    return name != nullptr && names_.contains(*name) ? std::optional(*name) : std::nullopt;
  }
  [[nodiscard]] std::optional<FigureName> figure_of(const std::string& figure) const {
    const auto found = measured(figure);
    return found ? found : with_usual_statistic(figure);
  }

  /// The figure of a metric whose statistic is not written.
  [[nodiscard]] std::optional<FigureName> with_usual_statistic(const std::string& figure) const {
    const std::size_t at = figure.find('@');
    for (const std::string_view statistic : {"mean", "share", "per_year"}) {
      std::string full = figure;
      full.insert(std::min(at, figure.size()), fmt::format(".{}", statistic));
      if (auto found = measured(full)) return found;
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
  std::set<FigureName> names_;  ///< the same
  std::set<std::string> states_;
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
