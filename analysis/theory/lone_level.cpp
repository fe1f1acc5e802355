#include "analysis/theory/lone_level.hpp"

#include "analysis/theory/markov_stays.hpp"
#include "analysis/theory/understood.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

using models::ClassId;
using models::Feature;
using models::FeatureSet;
using models::index_of;
using models::Model;
using models::StateId;

namespace {

/// Of the model of a level that is taken alone; people may hold places elsewhere.
constexpr FeatureSet alone = any_stays | FeatureSet{Feature::SourceMix,
                                                    Feature::LimitedPlaces,
                                                    Feature::Holding,
                                                    Feature::LimitedHold,
                                                    Feature::RacesWhileHeld,
                                                    Feature::ReservedNextPlace,
                                                    Feature::ListLimit,
                                                    Feature::Patience,
                                                    Feature::NonExponentialPatience,
                                                    Feature::WaitingOrder,
                                                    Feature::PriorityEffects};

/// Of the level itself.
constexpr FeatureSet alone_without_holding =
    alone.without({Feature::Holding, Feature::LimitedHold, Feature::RacesWhileHeld});

/// Of a network of levels by Jackson's theorem. Limits and patience that are in force are told
/// level by level.
constexpr FeatureSet jackson = any_stays | FeatureSet{Feature::SourceMix,
                                                      Feature::LimitedPlaces,
                                                      Feature::ListLimit,
                                                      Feature::Patience,
                                                      Feature::NonExponentialPatience,
                                                      Feature::WaitingOrder,
                                                      Feature::PriorityEffects};

/// Patience of all who ask, and one over its mean, averaged over them; 0 when all wait as long as
/// it takes.
void read_patience(const Model& model, LoneLevel& level) {
  double asking = 0;
  double rate_sum = 0;
  double common = 0;
  bool is_first = true;
  for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
    if (!(level.demand->waiting_class_rates[w] > 0)) continue;
    for (const ClassId who : used_classes(model)) {
      const double people =
          level.demand->waiting_class_rates[w] * level.demand->by_class[index_of(who)];
      if (!(people > 0)) continue;
      const auto& behavior = model.request_behaviors[model.behavior_number(level.id, who, 0)];
      double theta = 0;
      if (behavior.patience[w]) {
        const sim::Distribution& time = model.distributions[index_of(*behavior.patience[w])];
        theta = 1 / (sim::mean(time) * behavior.patience_factor);
        if (!exponential_rate(time)) level.has_mixed_patience = true;
        level.patience.push_back({people, time, behavior.patience_factor});
      } else {
        level.patience.push_back({.share = people});
      }
      if (!is_first && common != theta) level.has_mixed_patience = true;
      common = theta;
      is_first = false;
      asking += people;
      rate_sum += people * theta;
    }
  }
  level.system.theta = asking > 0 ? rate_sum / asking : 0;
  for (PatienceShare& part : level.patience)
    part.share /= asking;
}

/// Whoever gives up or is turned away leaves the pathway, so that nobody asks because of it.
bool losses_are_final(const Model& model) {
  const auto all_out = [&model](models::Range targets) {
    return std::ranges::all_of(model.targets_in(targets), [&model](const models::Target& target) {
      return model.is_outcome(target.state);
    });
  };
  for (std::size_t s = 0; s < model.level_count; ++s) {
    for (const ClassId who : used_classes(model)) {
      const auto& behavior =
          model.request_behaviors[model.behavior_number(static_cast<StateId>(s), who, 0)];
      if (!all_out(behavior.gave_up_targets) || !all_out(behavior.turned_away_targets))
        return false;
    }
  }
  return true;
}

/// Whether it does not matter for where people go next who is served first: all go the same ways,
/// or are served in the order in which they asked.
bool order_leaves_routes_alone(const Model& model, const std::vector<LoneLevel>& levels) {
  return used_classes(model).size() < 2 || std::ranges::all_of(levels, [&](const auto& level) {
           return rates_by_rank(model, level).size() < 2;
         });
}

}  // namespace

std::string why_no_waits(const StateDemand& demand) {
  if (!(demand.rate > 0)) return "nobody asks for a place";
  if (!demand.places) return "places are unlimited: nobody waits";
  if (*demand.places < 1) return "there are no places";
  if (!std::isfinite(demand.offered_load)) return "stays have no finite mean";
  return {};
}

std::optional<NoAnswer> why_not_alone(const Model& model) {
  return not_understood(model, at_one_rate);
}

std::vector<LoneLevel> lone_levels(const Model& model, const TrafficFigures& traffic) {
  std::vector<LoneLevel> levels;
  for (std::size_t s = 0; s < model.level_count; ++s) {
    const StateDemand& demand = traffic.states[s];
    if (!why_no_waits(demand).empty()) continue;
    LoneLevel level;
    level.id = static_cast<StateId>(s);
    level.state = &model.states[s];
    level.demand = &demand;
    level.system = {.lambda = demand.rate,
                    .mu = 1 / demand.mean_stay,
                    .c = demand.places.value_or(0),
                    .theta = 0,
                    .list_limit = level.state->list_limit};
    level.is_exponential = exponential_stay(model, level.id).has_value();
    read_patience(model, level);
    levels.push_back(level);
  }
  return levels;
}

bool grows_without_end(const LoneLevel& level) {
  return level.system.waits_for_ever() && level.demand->is_overloaded();
}

bool is_isolated(const Model& model, const LoneLevel& level) {
  if (not_understood(model, alone)) return false;
  if (not_understood(*level.state, alone_without_holding)) return false;
  constexpr auto is_new = static_cast<std::size_t>(models::WaitingClass::New);
  const bool all_new = std::abs(level.demand->waiting_class_rates[is_new] - level.demand->rate) <=
                       1e-12 * level.demand->rate;
  // A wait offered in the order of asking is all that the patience of the others says.
  const bool knows_patience = !level.has_mixed_patience || (level.needs_shape_of_patience() &&
                                                            rates_by_rank(model, level).size() < 2);
  return all_new && losses_are_final(model) && knows_patience;
}

bool has_formula(const Model& model, const LoneLevel& level) {
  const bool is_loss = level.system.list_limit == 0;
  const bool is_one_place = level.system.c == 1 && level.system.waits_for_ever();
  return is_isolated(model, level) && (level.is_exponential || is_loss || is_one_place);
}

unsigned rank_of(const Model& model,
                 const LoneLevel& level,
                 std::size_t waiting_class,
                 ClassId who) {
  const auto& behavior = model.request_behaviors[model.behavior_number(level.id, who, 0)];
  return unsigned{level.state->class_rank[waiting_class]} * level.state->priority_ranks +
         behavior.priority_rank;
}

std::map<unsigned, double> rates_by_rank(const Model& model, const LoneLevel& level) {
  std::map<unsigned, double> rates;
  for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
    for (const ClassId who : used_classes(model)) {
      const double share = level.demand->by_class[index_of(who)] / level.demand->rate;
      const double rate = level.demand->waiting_class_rates[w] * share;
      if (!(rate > 0)) continue;
      rates[rank_of(model, level, w, who)] += rate;
    }
  }
  return rates;
}

bool is_jackson(const Model& model, const std::vector<LoneLevel>& levels) {
  if (not_understood(model, jackson)) return false;
  const bool all_plain = std::ranges::all_of(levels, [](const LoneLevel& level) {
    return level.is_exponential && level.system.waits_for_ever() && !level.has_mixed_patience &&
           !grows_without_end(level);
  });
  return all_plain && order_leaves_routes_alone(model, levels);
}

}  // namespace stepdown::analysis
