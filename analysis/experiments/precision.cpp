#include "analysis/experiments/precision.hpp"

#include "sim/contract.hpp"

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

}  // namespace

PrecisionWatch::PrecisionWatch(PrecisionPlan plan)
    : plan_(std::move(plan)), rule_(targets_of(plan_), plan_.limits) {}

void PrecisionWatch::add(const std::vector<Measurement>& measured) {
  if (lines_.empty()) {
    for (const WantedPrecision& wanted : plan_.figures) {
      const Measurement* const line = find_figure(measured, wanted.figure);
      sim::expects(line != nullptr, "figures that this model has");
      lines_.push_back(static_cast<std::size_t>(line - measured.data()));
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
