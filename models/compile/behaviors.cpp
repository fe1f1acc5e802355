#include "models/compile/behaviors.hpp"

#include "models/compile/authorization.hpp"
#include "models/compile/given.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <source_location>

namespace stepdown::models {
namespace {

template <class T>
const T& value_for(const std::optional<Given<T>>& value,
                   const Names& names,
                   const ClassValues& who) {
  if (value) return value_for(*value, names, who);
  sim::fail_contract("a checked scenario has a value here", std::source_location::current());
}

/// An exit that comes at reviews or drug tests, before effects.
struct TrialExit {
  std::uint16_t exit = 0;
  Trial trial{};
  double chance = 0;
  Range targets;
};

/// Builds the behaviors of one state for one class of people.
class BehaviorBuilder {
 public:
  BehaviorBuilder(const State& state,
                  const Names& names,
                  const ClassValues& who,
                  TableBuilder& tables);

  /// The behavior of those whom these effects change.
  [[nodiscard]] Behavior behavior(const std::vector<const ResolvedEffect*>& active) const;
  [[nodiscard]] RequestBehavior request_behavior(
      const std::vector<const ResolvedEffect*>& active) const;
  /// Split exits as the author gave them.
  [[nodiscard]] const std::vector<SplitExit>& splits_before_effects() const { return splits_; }

 private:
  /// Adds as races the exits that come at such trials. Of several the first that succeeds at one
  /// trial is taken, each drawn with its chance if those before it do not. The clocks of all are
  /// on one grid, and at a tie the first of the races wins: that makes the chances given.
  /// @param gate  chance that a trial can succeed at all
  /// @returns the chance that a trial ends treatment
  double add_trials(Trial trial,
                    double gate,
                    const std::vector<const ResolvedEffect*>& active,
                    std::vector<RaceExit>& races) const;
  /// When the first of such trials succeeds.
  [[nodiscard]] DistributionId first_success(Trial trial, double chance) const {
    if (trial == Trial::Renewal) return tables_->first_success(authorized_, chance);
    const double every =
        trial == Trial::Review ? state_->reviews->every.value : state_->drug_tests->every.value;
    return tables_->first_success({every, every}, chance);
  }
  [[nodiscard]] bool names_exit(const ResolvedEffect& effect, std::size_t exit) const {
    return effect.reasons[reasons_[exit]];
  }
  /// Multiplies into races what the effects on them say. `reasons`: by their exit.
  static void apply_to_races(const std::vector<const ResolvedEffect*>& active,
                             const std::vector<std::size_t>& reasons,
                             std::vector<RaceExit>& races);

  const State* state_;
  TableBuilder* tables_;
  std::vector<TrialExit> trials_;
  double positive_ = 0;        ///< chance of a drug test
  AuthorizedDays authorized_;  ///< where there are any
  std::vector<SplitExit> splits_;
  std::vector<RaceExit> races_;
  std::vector<std::size_t> reasons_;  // by exit
  std::vector<RaceExit> risks_;       // exits of waiting
  std::vector<std::size_t> reasons_of_risks_;
  std::optional<DistributionId> attendance_;
  RequestBehavior request_;
};

BehaviorBuilder::BehaviorBuilder(const State& state,
                                 const Names& names,
                                 const ClassValues& who,
                                 TableBuilder& tables)
    : state_(&state), tables_(&tables) {
  if (state.drug_tests) positive_ = value_for(state.drug_tests->positive, names, who).value;
  if (state.authorization) authorized_ = authorized_days(*state.authorization, names, who);
  for (std::size_t i = 0; i < state.exits.size(); ++i) {
    const Exit& one = state.exits[i];
    const auto exit = static_cast<std::uint16_t>(i);
    reasons_.push_back(names.reasons.position(one.reason.value));
    const Range targets = tables.targets(value_for(one.to, names, who));
    if (one.is_trial()) {
      const auto& chance = one.at_review          ? one.at_review
                           : one.at_positive_test ? one.at_positive_test
                                                  : one.at_renewal;
      trials_.push_back({exit, trial_of(one), value_for(chance, names, who).value, targets});
      continue;
    }
    if (one.after) {
      const auto& time = value_for(one.after, names, who).value;
      races_.push_back({exit, tables.distribution(time), 1, 1, targets});
      continue;
    }
    const double probability = value_for(one.probability, names, who).value;
    if (probability <= 0) continue;
    const auto& time = value_for(one.time ? one.time : state.time, names, who).value;
    splits_.push_back({exit, probability, tables.distribution(time), 1, targets});
  }
  if (state.attendance) {
    attendance_ = tables.distribution(value_for(state.attendance, names, who).value);
  }
  const Waiting& waiting = state.waiting;
  for (std::size_t i = 0; i < waiting_class_count; ++i) {
    if (!waiting.patience[i]) continue;
    request_.patience[i] = tables.distribution(value_for(waiting.patience[i], names, who).value);
  }
  if (waiting.gave_up_to) {
    request_.gave_up_targets = tables.targets(value_for(waiting.gave_up_to, names, who));
  }
  if (waiting.turned_away_to) {
    request_.turned_away_targets = tables.targets(value_for(waiting.turned_away_to, names, who));
  }
  if (waiting.balk_to) {
    request_.balked_targets = tables.targets(value_for(waiting.balk_to, names, who));
  }
  for (const Exit& one : waiting.exits) {
    const auto exit = static_cast<std::uint16_t>(reasons_of_risks_.size());
    reasons_of_risks_.push_back(names.reasons.position(one.reason.value));
    const auto& time = value_for(one.after, names, who).value;
    const Range targets = tables.targets(value_for(one.to, names, who));
    risks_.push_back({exit, tables.distribution(time), 1, 1, targets});
  }
}

void BehaviorBuilder::apply_to_races(const std::vector<const ResolvedEffect*>& active,
                                     const std::vector<std::size_t>& reasons,
                                     std::vector<RaceExit>& races) {
  for (RaceExit& one : races) {
    for (const ResolvedEffect* effect : active) {
      if (!effect->reasons[reasons[one.exit]]) continue;
      one.time_factor *= effect->time_ratio;
      one.hazard_ratio *= effect->hazard_ratio;
    }
  }
}

Behavior BehaviorBuilder::behavior(const std::vector<const ResolvedEffect*>& active) const {
  std::vector<SplitExit> splits = splits_;
  std::vector<RaceExit> races = races_;
  std::vector<double> probabilities;
  std::vector<double> odds_ratios;
  for (SplitExit& one : splits) {
    double odds_ratio = 1;
    for (const ResolvedEffect* effect : active) {
      if (!names_exit(*effect, one.exit)) continue;
      odds_ratio *= effect->odds_ratio;
      one.time_factor *= effect->stay_ratio;
    }
    probabilities.push_back(one.probability);
    odds_ratios.push_back(odds_ratio);
  }
  if (std::ranges::any_of(odds_ratios, [](double ratio) { return ratio != 1; })) {
    probabilities = apply_odds_ratios(probabilities, odds_ratios);
    for (std::size_t i = 0; i < splits.size(); ++i)
      splits[i].probability = probabilities[i];
  }
  apply_to_races(active, reasons_, races);
  double positive_odds_ratio = 1;
  for (const ResolvedEffect* effect : active)
    positive_odds_ratio *= effect->positive_odds_ratio;
  const double positive =
      apply_odds_ratios({positive_, 1 - positive_}, {positive_odds_ratio, 1}).front();
  add_trials(Trial::Review, 1, active, races);
  const double found = add_trials(Trial::DrugTest, positive, active, races);
  add_trials(Trial::Renewal, 1, active, races);
  Behavior built{tables_->splits(splits), tables_->races(races), attendance_, 1, positive, found};
  for (const ResolvedEffect* effect : active)
    built.attendance_factor *= effect->attendance_ratio;
  return built;
}

double BehaviorBuilder::add_trials(Trial trial,
                                   double gate,
                                   const std::vector<const ResolvedEffect*>& active,
                                   std::vector<RaceExit>& races) const {
  std::vector<const TrialExit*> exits;
  std::vector<double> chances{1};  // to go on
  std::vector<double> odds_ratios{1};
  for (const TrialExit& one : trials_) {
    if (one.trial != trial || one.chance <= 0 || gate <= 0) continue;
    exits.push_back(&one);
    chances.push_back(one.chance);
    chances.front() = std::max(0.0, chances.front() - one.chance);
    odds_ratios.push_back(1);
    for (const ResolvedEffect* effect : active)
      if (names_exit(*effect, one.exit)) odds_ratios.back() *= effect->odds_ratio;
  }
  if (exits.empty()) return 0;
  chances = apply_odds_ratios(chances, odds_ratios);
  double left = 1;
  for (std::size_t i = 0; i < exits.size(); ++i) {
    const double chance = gate * chances[i + 1];
    // Of what rounding leaves, something and not more than all.
    const double of_left =
        left > 0 ? std::clamp(chance / left, std::numeric_limits<double>::min(), 1.0) : 1;
    races.push_back({exits[i]->exit, first_success(trial, of_left), 1, 1, exits[i]->targets});
    left -= chance;
  }
  return std::clamp(1 - left, 0.0, 1.0);
}

RequestBehavior BehaviorBuilder::request_behavior(
    const std::vector<const ResolvedEffect*>& active) const {
  RequestBehavior behavior = request_;
  for (const ResolvedEffect* effect : active)
    behavior.patience_factor *= effect->patience_ratio;
  std::vector<RaceExit> risks = risks_;
  apply_to_races(active, reasons_of_risks_, risks);
  behavior.risks = tables_->races(risks);
  return behavior;
}

/// Keeps what drawings show of split exits where effects change their probabilities.
void keep_shares_before_effects(const StateEffects& effects,
                                const BehaviorBuilder& builder,
                                std::size_t who,
                                std::size_t class_count,
                                StateModel& state) {
  const bool some_change = std::ranges::any_of(
      effects.effects, [](const ResolvedEffect* effect) { return effect->odds_ratio != 1; });
  if (!some_change) return;
  for (const SplitExit& one : builder.splits_before_effects()) {
    std::vector<double>& shares = state.exits[one.exit].shares_before_effects;
    shares.resize(class_count);
    shares[who] = one.probability;
  }
}

int priority_of(const std::vector<const ResolvedEffect*>& active) {
  int priority = 0;
  for (const ResolvedEffect* effect : active)
    priority += effect->priority;
  return priority;
}

/// Whoever waits when nobody has a patience any more may still give up, and goes where those went
/// who did before.
void keep_ways_out(Range before, Range built, std::vector<RequestBehavior>& behaviors) {
  for (std::uint32_t i = 0; i < built.count; ++i) {
    Range& targets = behaviors[built.first + i].gave_up_targets;
    if (targets.count == 0) targets = behaviors[before.first + i].gave_up_targets;
  }
}

/// Whether two blocks of behaviors are the same.
bool is_same_block(Range a, Range b, const Model& model, const Priorities& priorities) {
  for (std::uint32_t i = 0; i < a.count; ++i) {
    if (model.behaviors[a.first + i] != model.behaviors[b.first + i]) return false;
    if (b.first + i >= model.request_behaviors.size()) continue;  // of no level
    if (model.request_behaviors[a.first + i] != model.request_behaviors[b.first + i] ||
        priorities[a.first + i] != priorities[b.first + i])
      return false;
  }
  return true;
}

void take_off(Range block, Model& model, Priorities& priorities) {
  model.behaviors.resize(block.first);
  if (model.request_behaviors.size() <= block.first) return;
  model.request_behaviors.resize(block.first);
  priorities.resize(block.first);
}

}  // namespace

void build_behaviors(const State& state,
                     const StateEffects& effects,
                     const StateModel* before,
                     StateModel& built,
                     TableBuilder& tables) {
  if (state.kind == StateKind::Outcome) return;
  Model& model = tables.model();
  Priorities& priorities = tables.priorities();
  built.first_behavior = static_cast<std::uint32_t>(model.behaviors.size());
  const std::uint32_t masks = std::uint32_t{1} << effects.tests.size();
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const ClassValues& who = model.classes[c];
    const BehaviorBuilder builder(state, tables.names(), who, tables);
    keep_shares_before_effects(effects, builder, c, model.classes.size(), built);
    for (std::uint32_t mask = 0; mask < masks; ++mask) {
      std::vector<const ResolvedEffect*> active;
      std::ranges::copy_if(effects.effects, std::back_inserter(active), [&](const auto* effect) {
        return holds_for(*effect, who) && holds_for(*effect, effects.tests, mask);
      });
      model.behaviors.push_back(builder.behavior(active));
      if (state.kind != StateKind::Level) continue;
      model.request_behaviors.push_back(builder.request_behavior(active));
      priorities.push_back(priority_of(active));
    }
  }
  if (before == nullptr) return;
  const Range earlier = model.behaviors_of(*before);
  const Range block = model.behaviors_of(built);
  if (state.kind == StateKind::Level) keep_ways_out(earlier, block, model.request_behaviors);
  if (!is_same_block(earlier, block, model, priorities)) return;
  take_off(block, model, priorities);
  built.first_behavior = before->first_behavior;
}

void rank_priorities(const Priorities& priorities, Model& model) {
  for (std::size_t l = 0; l < model.level_count; ++l) {
    std::set<int, std::greater<>> different;
    const auto for_each_behavior = [&](const auto& visit) {
      const auto visit_all = [&](const std::vector<StateModel>& states) {
        const Range range = model.behaviors_of(states[l]);
        for (std::uint32_t b = range.first; b < range.first + range.count; ++b)
          visit(b);
      };
      visit_all(model.states);
      std::ranges::for_each(model.later_states, visit_all);
    };
    for_each_behavior([&](std::uint32_t b) { different.insert(priorities[b]); });
    for_each_behavior([&](std::uint32_t b) {
      model.request_behaviors[b].priority_rank = static_cast<std::uint16_t>(
          std::distance(different.begin(), different.find(priorities[b])));
    });
    const auto ranks = static_cast<std::uint16_t>(different.size());
    model.states[l].priority_ranks = ranks;
    for (std::vector<StateModel>& states : model.later_states)
      states[l].priority_ranks = ranks;
  }
}

}  // namespace stepdown::models
