#include "analysis/theory/start_path.hpp"

#include "analysis/formulas/filling_level.hpp"
#include "analysis/theory/lone_level.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "analysis/theory/traffic.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

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

/// A state without limits. Stays that vary more than exponential ones are of two exponential kinds,
/// short and long, that hold as many people each: many leave early, and the rest is slow to settle.
/// Source: Whitt (1982), Approximating a point process by a renewal process, I, Operations Research
/// 30(1), section 3 (hyperexponential with balanced means).
class UnlimitedState {
 public:
  UnlimitedState() = default;
  UnlimitedState(double mean_stay, double stay_cv) {
    constexpr double most_varied = 10;
    const double cv = std::clamp(stay_cv, 1.0, most_varied);
    const double square = cv * cv;
    short_share_ = 0.5 * (1 + std::sqrt((square - 1) / (square + 1)));
    short_stay_ = mean_stay / (2 * short_share_);
    long_stay_ = mean_stay / (2 * (1 - short_share_));
  }

  /// Backward Euler, as the levels.
  void pass(double rate, double days) {
    short_ = (short_ + rate * short_share_ * days) / (1 + days / short_stay_);
    long_ = (long_ + rate * (1 - short_share_) * days) / (1 + days / long_stay_);
  }
  void settle(double rate) {
    short_ = rate * short_share_ * short_stay_;
    long_ = rate * (1 - short_share_) * long_stay_;
  }
  [[nodiscard]] double census() const { return short_ + long_; }
  [[nodiscard]] double left_a_day() const { return short_ / short_stay_ + long_ / long_stay_; }

 private:
  double short_share_ = 0.5;
  double short_stay_ = 1;
  double long_stay_ = 1;
  double short_ = 0;  ///< people
  double long_ = 0;
};

/// All states of a model as they fill.
class FillingNetwork {
 public:
  FillingNetwork(const models::Model& model, const TrafficFigures& traffic)
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

  void pass(double days) {
    in_ = entering();
    for (std::size_t s = 0; s < people_.size(); ++s) {
      if (limited_[s] > 0) {
        level_of(s).pass(in_[s], days);
      } else if (lasts(s)) {
        people_[s].pass(in_[s], days);
      }
    }
  }

  /// Puts all states into their long run; false when there is none.
  [[nodiscard]] bool settle() {
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

  [[nodiscard]] double census(std::size_t state) const {
    return limited_[state] > 0 ? levels_[limited_[state] - 1].level.census()
                               : people_[state].census();
  }
  [[nodiscard]] bool is_fed_by_full_levels(std::size_t state) const {
    constexpr double nearly_full = 0.8;
    double from_full = 0;
    for (std::size_t s = 0; s < people_.size(); ++s) {
      const StateDemand& from = traffic_.states[s];
      if (limited_[s] > 0 && s != state && census(s) > nearly_full * from.places.value_or(0))
        from_full += from.flow_to[state];
    }
    return from_full > 0.5 * traffic_.states[state].rate;
  }
  [[nodiscard]] bool is_asked_from_outside(std::size_t state) const {
    constexpr double rounding = 1e-9;
    return outside_[state] >= (1 - rounding) * traffic_.states[state].rate;
  }
  [[nodiscard]] double list(std::size_t state) const {
    return limited_[state] > 0 ? levels_[limited_[state] - 1].level.list() : 0;
  }

 private:
  struct Limited {
    FillingLevel level;
    std::vector<double> gave_up_to;  ///< shares by StateId
    std::vector<double> turned_away_to;
  };

  /// What comes from outside is what no other state sends.
  void read_outside() {
    outside_.resize(people_.size());
    for (std::size_t s = 0; s < people_.size(); ++s) {
      outside_[s] = traffic_.states[s].rate;
      for (const StateDemand& from : traffic_.states)
        if (s < from.flow_to.size()) outside_[s] -= from.flow_to[s];
      outside_[s] = std::max(0.0, outside_[s]);
    }
  }

  [[nodiscard]] FillingLevel& level_of(std::size_t state) {
    return levels_[limited_[state] - 1].level;
  }
  [[nodiscard]] bool lasts(std::size_t state) const {
    const double stay = traffic_.states[state].mean_stay;
    return stay > 0 && std::isfinite(stay);
  }
  [[nodiscard]] double leaving(std::size_t state) const {
    if (limited_[state] > 0) return levels_[limited_[state] - 1].level.left_a_day();
    return lasts(state) ? people_[state].left_a_day() : 0;
  }
  /// People who enter or ask for each state, a day.
  [[nodiscard]] std::vector<double> entering() const {
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

  const TrafficFigures& traffic_;
  std::vector<double> outside_;         ///< people a day who come from outside, by StateId
  std::vector<double> in_;              ///< entered or asked a day in the last step, by StateId
  std::vector<UnlimitedState> people_;  ///< by StateId; levels with limits are not used
  std::vector<std::size_t> limited_;    ///< by StateId: 0, or one more than an index into `levels_`
  std::vector<Limited> levels_;
};

std::vector<double> step_ends(double days, std::size_t steps) {
  std::vector<double> ends;
  const auto n = static_cast<double>(steps);
  for (std::size_t i = 1; i <= steps; ++i)
    ends.push_back(days * static_cast<double>(i) / n);
  for (std::size_t i = 1; i <= steps / 2; ++i)
    ends.push_back(days * (1 + (looked_ahead - 1) * static_cast<double>(i) / (n / 2)));
  return ends;
}

}  // namespace

std::optional<StartPath> start_path(const models::Model& model, double days, std::size_t steps) {
  const PathwayKernels kernels = pathway_kernels(model);
  const auto demand = traffic(model, kernels);
  const auto* const found = std::get_if<TrafficFigures>(&demand);
  if (found == nullptr) return std::nullopt;
  FillingNetwork network(model, *found);
  StartPath path;
  path.ends = step_ends(days, steps);
  for (std::size_t s = 0; s < model.level_count; ++s)
    if (found->states[s].rate > 0 && std::isfinite(found->states[s].offered_load))
      path.levels.push_back({.number = s, .census = {}, .list = {}});
  double now = 0;
  for (const double end : path.ends) {
    network.pass(end - std::exchange(now, end));
    for (StartPath::Level& level : path.levels) {
      level.census.push_back(network.census(level.number));
      level.list.push_back(network.list(level.number));
    }
  }
  if (!network.settle()) return std::nullopt;
  for (StartPath::Level& level : path.levels) {
    level.settled_census = network.census(level.number);
    level.settled_list = network.list(level.number);
    level.is_list_too_long = network.is_fed_by_full_levels(level.number);
    level.is_asked_from_outside = network.is_asked_from_outside(level.number);
  }
  return path;
}

}  // namespace stepdown::analysis
