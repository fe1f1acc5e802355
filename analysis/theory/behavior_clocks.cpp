#include "analysis/theory/behavior_clocks.hpp"

namespace stepdown::analysis {

using models::index_of;
using models::Model;

namespace {

void add_races(const Model& model, const models::Behavior& behavior, BehaviorClocks& clocks) {
  for (const models::RaceExit& race : model.races_in(behavior)) {
    clocks.clocks.push_back(
        Clock{&model.distributions[index_of(race.time)], race.time_factor, race.hazard_ratio});
    clocks.exits.push_back(race.exit);
    clocks.targets.push_back(race.targets);
  }
}

}  // namespace

std::vector<BehaviorClocks> behavior_clocks(const Model& model,
                                            models::StateId state,
                                            models::ClassId who) {
  const models::Behavior& behavior = model.behaviors[model.behavior_number(state, who, 0)];
  std::vector<BehaviorClocks> result;
  for (const models::SplitExit& split : model.splits_in(behavior)) {
    if (!(split.probability > 0)) continue;
    BehaviorClocks clocks;
    clocks.share = split.probability;
    clocks.clocks.push_back(
        Clock{&model.distributions[index_of(split.time)], split.time_factor, 1});
    clocks.exits.push_back(split.exit);
    clocks.targets.push_back(split.targets);
    add_races(model, behavior, clocks);
    result.push_back(std::move(clocks));
  }
  if (behavior.splits.count == 0) {
    BehaviorClocks clocks;
    add_races(model, behavior, clocks);
    result.push_back(std::move(clocks));
  }
  return result;
}

}  // namespace stepdown::analysis
