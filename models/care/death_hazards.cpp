#include "models/care/death_hazards.hpp"

#include "models/care/behavior_blocks.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/renewals.hpp"
#include "sim/distributions/scaled.hpp"
#include "sim/distributions/truncated.hpp"

#include <algorithm>

namespace stepdown::models {
namespace {

/// A death, rounded to a whole tick, can come at the very end of its distribution, where the
/// integrated hazard is infinite. It then counts as that of the least chance to survive that is a
/// number: -log(5e-324).
constexpr double largest_hazard = 745;

/// Whether single values have probability. Then there is no hazard to integrate.
bool has_atoms(const sim::Distribution& distribution) {
  if (const auto* mixture = distribution.as<sim::Mixture>()) {
    return std::any_of(mixture->components.begin(), mixture->components.end(), has_atoms);
  }
  if (const auto* truncated = distribution.as<sim::Truncated>()) {
    return has_atoms(truncated->base);
  }
  if (const auto* scaled = distribution.as<sim::Scaled>()) {
    return has_atoms(scaled->base);
  }
  return distribution.is<sim::Constant>() || distribution.is<sim::Geometric>() ||
         distribution.is<sim::Renewals>() || distribution.is<sim::Empirical>();
}

/// Whether an exit is called death, or can only lead to outcomes called so.
bool is_death(const Model& model, ReasonId reason, Range targets) {
  return model.reasons[index_of(reason)].kind == ReasonKind::Death ||
         std::ranges::all_of(model.targets_in(targets), [&](const Target& target) {
           return model.state(target.state).meaning == ReasonKind::Death;
         });
}

}  // namespace

DeathHazards DeathHazards::of_stays(const Model& model) {
  DeathHazards hazards{model.behaviors.size()};
  for_each_behavior_block(model, model.states.size(), [&](const StateModel& state) {
    const Range behaviors = model.behaviors_of(state);
    for (std::size_t b = behaviors.first; b < behaviors.first + behaviors.count; ++b)
      hazards.add(model, b, model.races_in(model.behaviors[b]), state.exits);
  });
  return hazards;
}

DeathHazards DeathHazards::of_waits(const Model& model) {
  DeathHazards hazards{model.request_behaviors.size()};
  for_each_behavior_block(model, model.level_count, [&](const StateModel& level) {
    const Range behaviors = model.behaviors_of(level);
    for (std::size_t b = behaviors.first; b < behaviors.first + behaviors.count; ++b)
      hazards.add(model, b, model.races_in(model.request_behaviors[b]), level.waiting_exits);
  });
  return hazards;
}

void DeathHazards::add(const Model& model,
                       std::size_t behavior,
                       std::span<const RaceExit> races,
                       const std::vector<ExitInfo>& exits) {
  const auto first = static_cast<std::uint32_t>(hazards_.size());
  for (const RaceExit& race : races) {
    const sim::Distribution& time = model.distributions[index_of(race.time)];
    const ExitInfo& exit = exits[race.exit];
    if (!is_death(model, exit.reason, race.targets) || has_atoms(time)) continue;
    hazards_.push_back({.exit = race.exit,
                        .only_while_treated = exit.only_while_treated,
                        .distribution = &time,
                        .ratio = race.hazard_ratio,
                        .factor = race.time_factor});
  }
  of_behavior_[behavior] = {.first = first,
                            .count = static_cast<std::uint32_t>(hazards_.size()) - first};
}

bool DeathHazards::has(std::uint32_t behavior, std::uint16_t exit) const {
  const Range range = of_behavior_[behavior];
  const auto first = hazards_.begin() + range.first;
  return std::any_of(
      first, first + range.count, [&](const Hazard& hazard) { return hazard.exit == exit; });
}

double DeathHazards::add_faced(double sum, std::uint32_t behavior, const Faced& faced) const {
  const Range range = of_behavior_[behavior];
  for (std::uint32_t i = 0; i < range.count; ++i) {
    const Hazard& hazard = hazards_[range.first + i];
    const double until = hazard.exit == faced.exit   ? faced.exit_until
                         : hazard.only_while_treated ? faced.treated_until
                                                     : faced.until;
    if (until <= faced.from) continue;
    const auto up_to = [&hazard](double days) {
      return std::min(largest_hazard,
                      sim::cumulative_hazard(*hazard.distribution, days / hazard.factor));
    };
    sum += hazard.ratio * (up_to(until) - up_to(faced.from));
  }
  return sum;
}

}  // namespace stepdown::models
