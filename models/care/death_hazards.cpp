#include "models/care/death_hazards.hpp"

#include <algorithm>
#include <variant>

namespace stepdown::models {
namespace {

/// Whether single values have probability. Then there is no hazard to integrate.
bool has_atoms(const sim::Distribution& distribution) {
  if (const auto* mixture = std::get_if<sim::Mixture>(&distribution)) {
    return std::any_of(mixture->components.begin(), mixture->components.end(), has_atoms);
  }
  if (const auto* truncated = std::get_if<sim::Truncated>(&distribution)) {
    return has_atoms(*truncated->base);
  }
  if (const auto* scaled = std::get_if<sim::Scaled>(&distribution)) {
    return has_atoms(*scaled->base);
  }
  return std::holds_alternative<sim::Constant>(distribution) ||
         std::holds_alternative<sim::Geometric>(distribution) ||
         std::holds_alternative<sim::Empirical>(distribution);
}

/// Whether an exit is called death, or can only lead to outcomes called so.
bool is_death(const Model& model, ReasonId reason, Range targets) {
  return model.reasons[index_of(reason)].kind == ReasonKind::Death ||
         std::ranges::all_of(model.targets_in(targets), [&](const Target& target) {
           return model.state(target.state).meaning == ReasonKind::Death;
         });
}

}  // namespace

DeathHazards::DeathHazards(const Model& model) {
  of_behavior_.resize(model.behaviors.size());
  for (std::size_t s = 0; s < model.level_count + model.community_count; ++s) {
    const StateModel& state = model.states[s];
    const Range behaviors = model.behaviors_of(state);
    for (std::size_t b = behaviors.first; b < behaviors.first + behaviors.count; ++b) {
      const auto first = static_cast<std::uint32_t>(hazards_.size());
      add(model, state, model.behaviors[b]);
      of_behavior_[b] = {.first = first,
                         .count = static_cast<std::uint32_t>(hazards_.size()) - first};
    }
  }
}

void DeathHazards::add(const Model& model, const StateModel& state, const Behavior& behavior) {
  for (const RaceExit& race : model.races_in(behavior)) {
    const sim::Distribution& time = model.distributions[index_of(race.time)];
    if (!is_death(model, state.exits[race.exit].reason, race.targets) || has_atoms(time)) continue;
    hazards_.push_back({.exit = race.exit,
                        .distribution = &time,
                        .ratio = race.hazard_ratio,
                        .factor = race.time_factor});
  }
}

bool DeathHazards::has(std::uint32_t behavior, std::uint16_t exit) const {
  const Range range = of_behavior_[behavior];
  const auto first = hazards_.begin() + range.first;
  return std::any_of(
      first, first + range.count, [&](const Hazard& hazard) { return hazard.exit == exit; });
}

double DeathHazards::add_faced(double sum,
                               std::uint32_t behavior,
                               double from,
                               double until) const {
  const Range range = of_behavior_[behavior];
  for (std::uint32_t i = 0; i < range.count; ++i) {
    const Hazard& hazard = hazards_[range.first + i];
    sum += hazard.ratio * (sim::cumulative_hazard(*hazard.distribution, until / hazard.factor) -
                           sim::cumulative_hazard(*hazard.distribution, from / hazard.factor));
  }
  return sum;
}

}  // namespace stepdown::models
