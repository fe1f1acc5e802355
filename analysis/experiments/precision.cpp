#include "analysis/experiments/precision.hpp"

#include "sim/contract.hpp"

#include <fmt/format.h>

#include <string_view>
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

std::string shortfall_text(const ReachedPrecision& figure) {
  const PrecisionTarget& target = figure.wanted.target;
  if (figure.half_width && *figure.half_width <= target.half_width) return "";
  const double scale = target.is_relative ? 100 : 1;
  const std::string_view unit = target.is_relative ? " %" : "";
  const std::string asked = fmt::format("asked for {:g}{}", scale * target.half_width, unit);
  if (!figure.half_width)
    return (figure.was_always_zero ? "always 0 so far, " : "no interval, ") + asked;
  return fmt::format("half-width {:.3g}{}, {}", scale * *figure.half_width, unit, asked);
}

PrecisionWatch::PrecisionWatch(PrecisionPlan plan)
    : plan_(std::move(plan)), rule_(targets_of(plan_), plan_.limits) {}

template <class SoMany>
void PrecisionWatch::add_figures(const SoMany& so_far) {
  std::vector<SoFar> metrics;
  notes_.clear();
  for (const WantedPrecision& wanted : plan_.figures) {
    const auto line = so_far.line_of(wanted.figure);
    sim::expects(line.has_value(), "figures that this model has");
    decltype(so_far.estimate(*line)) estimate;
    // Not asked for before it counts: curves take a while.
    if (so_far.replications() >= plan_.limits.least) estimate = so_far.estimate(*line);
    SoFar& metric = metrics.emplace_back(SoFar{estimate.value, std::nullopt});
    if (estimate.interval) metric.half_width = estimate.interval->half_width();
    notes_.push_back(std::move(estimate.note));
  }
  rule_.add(metrics);
}

template void PrecisionWatch::add_figures(const Summarizer& so_far);
template void PrecisionWatch::add_figures(const KeptSummarizer& so_far);

PrecisionOutcome PrecisionWatch::outcome() const {
  PrecisionOutcome outcome{rule_.is_reached(), rule_.replications(), plan_.limits, {}};
  const auto shortfalls = rule_.shortfalls();
  const auto were_always_zero = rule_.were_always_zero();
  for (std::size_t i = 0; i < plan_.figures.size(); ++i) {
    ReachedPrecision figure{plan_.figures[i], std::nullopt, were_always_zero[i]};
    if (i < notes_.size()) figure.note = notes_[i];
    if (const auto& shortfall = shortfalls[i])
      figure.half_width = *shortfall * figure.wanted.target.half_width;
    outcome.figures.push_back(std::move(figure));
  }
  return outcome;
}

}  // namespace stepdown::analysis
