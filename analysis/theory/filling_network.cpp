#include "analysis/theory/filling_network.hpp"

#include "analysis/theory/lone_level.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

constexpr auto gave_up = &models::RequestBehavior::gave_up_targets;
constexpr auto turned_away = &models::RequestBehavior::turned_away_targets;

/// Where those go who do not get a place, by StateId: shares of all kinds of people who ask.
std::vector<double> refused_to(const models::Model& model,
                               const StateDemand& demand,
                               std::size_t level,
                               models::Range models::RequestBehavior::*targets) {
  std::vector<double> shares(model.states.size(), 0);
  for (std::size_t c = 0; c < demand.by_class.size(); ++c) {
    const auto behavior = model.behavior_number(
        static_cast<models::StateId>(level), static_cast<models::ClassId>(c), 0);
    const double share = demand.by_class[c] / demand.rate;
    for (const models::Target& to : model.targets_in(model.request_behaviors[behavior].*targets))
      shares[models::index_of(to.state)] += share * to.probability;
  }
  if (targets == turned_away && model.states[level].divert_to)
    shares[models::index_of(*model.states[level].divert_to)] = 1;
  return shares;
}

}  // namespace

UnlimitedState::UnlimitedState(double mean_stay, double stay_cv) {
  constexpr double most_varied = 10;
  const double cv = std::clamp(stay_cv, 1.0, most_varied);
  const double square = cv * cv;
  short_share_ = 0.5 * (1 + std::sqrt((square - 1) / (square + 1)));
  short_stay_ = mean_stay / (2 * short_share_);
  long_stay_ = mean_stay / (2 * (1 - short_share_));
}

FillingNetwork::FillingNetwork(const models::Model& model, const TrafficFigures& traffic)
    : traffic_{traffic},
      in_(traffic.states.size(), 0),
      people_(traffic.states.size()),
      limited_(traffic.states.size()) {
  for (const LoneLevel& level : lone_levels(model, traffic)) {
    const auto number = models::index_of(level.id);
    FillingSystem system{.mean_stay = level.demand->mean_stay,
                         .stay_cv = level.demand->stay_cv(),
                         .places = level.system.c,
                         .mean_patience = {},
                         .list_limit = level.system.list_limit};
    if (!std::isfinite(system.stay_cv)) system.stay_cv = 1;
    if (level.system.theta > 0) system.mean_patience = 1 / level.system.theta;
    const bool refuses = system.mean_patience || system.list_limit;
    levels_.push_back({.level = FillingLevel(system, (refuses ? 1.25 : 1) * level.demand->rate),
                       .gave_up_to = refused_to(model, *level.demand, number, gave_up),
                       .turned_away_to = refused_to(model, *level.demand, number, turned_away)});
    limited_[number] = levels_.size();
  }
  for (std::size_t s = 0; s < people_.size(); ++s)
    if (lasts(s)) people_[s] = {traffic.states[s].mean_stay, traffic.states[s].stay_cv()};
  read_outside();
}

void FillingNetwork::pass(double days) {
  in_ = entering();
  for (std::size_t s = 0; s < people_.size(); ++s) {
    if (limited_[s] > 0) {
      level_of(s).pass(in_[s], days);
    } else if (lasts(s)) {
      people_[s].pass(in_[s], days);
    }
  }
}

bool FillingNetwork::settle() {
  constexpr int most_rounds = 1000;
  for (int round = 0; round < most_rounds; ++round) {
    in_ = entering();
    double change = 0;
    for (std::size_t s = 0; s < people_.size(); ++s) {
      const double before = leaving(s);
      if (limited_[s] > 0) {
        if (!level_of(s).settle(in_[s])) return false;
      } else if (lasts(s)) {
        people_[s].settle(in_[s]);
      }
      change = std::max(change, std::abs(leaving(s) - before));
    }
    if (change <= 1e-9 * traffic_.arrivals) return true;
  }
  return true;
}

double FillingNetwork::census(std::size_t state) const {
  return limited_[state] > 0 ? levels_[limited_[state] - 1].level.census()
                             : people_[state].census();
}

double FillingNetwork::list(std::size_t state) const {
  return limited_[state] > 0 ? levels_[limited_[state] - 1].level.list() : 0;
}

bool FillingNetwork::is_fed_by_full_levels(std::size_t state) const {
  constexpr double nearly_full = 0.8;
  double from_full = 0;
  for (std::size_t s = 0; s < people_.size(); ++s) {
    const StateDemand& from = traffic_.states[s];
    if (limited_[s] > 0 && s != state && census(s) > nearly_full * from.places.value_or(0))
      from_full += from.flow_to[state];
  }
  return from_full > 0.5 * traffic_.states[state].rate;
}

bool FillingNetwork::is_asked_from_outside(std::size_t state) const {
  constexpr double rounding = 1e-9;
  return outside_[state] >= (1 - rounding) * traffic_.states[state].rate;
}

/// What comes from outside is what no other state sends.
void FillingNetwork::read_outside() {
  outside_.resize(people_.size());
  for (std::size_t s = 0; s < people_.size(); ++s) {
    outside_[s] = traffic_.states[s].rate;
    for (const StateDemand& from : traffic_.states)
      if (s < from.flow_to.size()) outside_[s] -= from.flow_to[s];
    outside_[s] = std::max(0.0, outside_[s]);
  }
}

bool FillingNetwork::lasts(std::size_t state) const {
  const double stay = traffic_.states[state].mean_stay;
  return stay > 0 && std::isfinite(stay);
}

double FillingNetwork::leaving(std::size_t state) const {
  if (limited_[state] > 0) return levels_[limited_[state] - 1].level.left_a_day();
  return lasts(state) ? people_[state].left_a_day() : 0;
}

/// People who enter or ask for each state, a day.
std::vector<double> FillingNetwork::entering() const {
  std::vector<double> in = outside_;
  for (std::size_t s = 0; s < people_.size(); ++s) {
    const StateDemand& from = traffic_.states[s];
    if (!(from.rate > 0)) continue;
    const double share = leaving(s) / from.rate;
    for (std::size_t t = 0; t < from.flow_to.size(); ++t)
      in[t] += share * from.flow_to[t];
  }
  for (std::size_t s = 0; s < people_.size(); ++s) {
    if (limited_[s] == 0) continue;
    const Limited& from = levels_[limited_[s] - 1];
    const double impatient = from.level.gave_up_a_day();
    const double refused = from.level.turned_away_a_day(in_[s]);
    for (std::size_t t = 0; t < in.size(); ++t)
      in[t] += impatient * from.gave_up_to[t] + refused * from.turned_away_to[t];
  }
  return in;
}

}  // namespace stepdown::analysis
