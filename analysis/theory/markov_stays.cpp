#include "analysis/theory/markov_stays.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

using models::ClassId;
using models::index_of;
using models::Model;

std::optional<double> exponential_rate(const Model& model, const models::RaceExit& exit) {
  auto rate = exponential_rate(model.distributions[index_of(exit.time)]);
  if (rate) *rate *= exit.hazard_ratio / exit.time_factor;
  return rate;
}

namespace {

std::optional<double> rate_of_behavior(const Model& model, const models::Behavior& behavior) {
  std::optional<double> treatment;
  for (const models::SplitExit& exit : model.splits_in(behavior)) {
    if (!(exit.probability > 0)) continue;
    auto rate = exponential_rate(model.distributions[index_of(exit.time)]);
    if (!rate) return std::nullopt;
    *rate /= exit.time_factor;
    if (treatment && *treatment != *rate) return std::nullopt;
    treatment = rate;
  }
  double total = treatment.value_or(0);
  for (const models::RaceExit& exit : model.races_in(behavior)) {
    const auto rate = exponential_rate(model, exit);
    if (!rate) return std::nullopt;
    total += *rate;
  }
  return total;
}

}  // namespace

std::optional<double> exponential_stay(const Model& model, models::StateId state) {
  const models::StateModel& s = model.state(state);
  if (!s.tests.empty()) return std::nullopt;
  for (const models::ExitInfo& exit : s.exits)
    if (exit.transfer) return std::nullopt;
  std::optional<double> common;
  for (const ClassId who : used_classes(model)) {
    const auto rate =
        rate_of_behavior(model, model.behaviors[model.behavior_number(state, who, 0)]);
    if (!rate || (common && std::abs(*common - *rate) > 1e-12 * *rate)) return std::nullopt;
    common = rate;
  }
  return common;
}

std::vector<ClassId> used_classes(const Model& model) {
  std::vector<ClassId> used;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const bool is_used = std::any_of(model.sources.begin(),
                                     model.sources.end(),
                                     [c](const auto& s) { return s.class_share[c] > 0; });
    if (is_used) used.push_back(static_cast<ClassId>(c));
  }
  return used;
}

}  // namespace stepdown::analysis
