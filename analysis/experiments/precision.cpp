#include "analysis/experiments/precision.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

namespace {

std::vector<PrecisionTarget> targets_of(const PrecisionPlan& plan) {
  std::vector<PrecisionTarget> targets;
  targets.reserve(plan.figures.size());
  for (const WantedPrecision& wanted : plan.figures)
    targets.push_back(wanted.target);
  return targets;
}

auto find(const std::vector<Measurement>& measured, const FigureName& name) {
  return std::find_if(measured.begin(), measured.end(), [&](const Measurement& m) {
    return m.metric == name.metric && m.statistic == name.statistic && m.state == name.state &&
           m.group == name.group;
  });
}

}  // namespace

PrecisionWatch::PrecisionWatch(PrecisionPlan plan)
    : plan_(std::move(plan)), rule_(targets_of(plan_), plan_.limits) {}

void PrecisionWatch::add(const std::vector<Measurement>& measured) {
  if (lines_.empty()) {
    for (const WantedPrecision& wanted : plan_.figures) {
      const auto line = find(measured, wanted.figure);
      sim::expects(line != measured.end(), "figures that this model has");
      lines_.push_back(static_cast<std::size_t>(line - measured.begin()));
    }
  }
  std::vector<std::optional<double>> values;
  values.reserve(lines_.size());
  for (const std::size_t line : lines_)
    values.push_back(measured[line].value);
  rule_.add(values);
}

PrecisionOutcome PrecisionWatch::outcome() const {
  PrecisionOutcome outcome{rule_.is_reached(), rule_.replications(), plan_.limits, {}};
  const auto shortfalls = rule_.shortfalls();
  const auto were_always_zero = rule_.were_always_zero();
  for (std::size_t i = 0; i < plan_.figures.size(); ++i) {
    ReachedPrecision figure{plan_.figures[i], std::nullopt, were_always_zero[i]};
    if (const auto& shortfall = shortfalls[i])
      figure.half_width = *shortfall * figure.wanted.target.half_width;
    outcome.figures.push_back(std::move(figure));
  }
  return outcome;
}

}  // namespace stepdown::analysis
