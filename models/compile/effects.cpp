#include "models/compile/effects.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::models {
namespace {

bool names_exit(const ResolvedEffect& effect, const Exit& one, const Names& names) {
  const auto reason = names.reasons.find(one.reason.value);
  return reason && effect.reasons[*reason];
}

}  // namespace

std::vector<double> apply_odds_ratios(const std::vector<double>& probabilities,
                                      const std::vector<double>& ratios) {
  sim::expects(probabilities.size() == ratios.size(), "one odds ratio for each exit");
  double sum = 0;
  std::vector<double> weights(probabilities.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sim::expects(ratios[i] > 0, "odds ratios are positive");
    weights[i] = probabilities[i] * ratios[i];
    sum += weights[i];
  }
  sim::expects(sum > 0, "some exit is possible");
  for (double& weight : weights)
    weight /= sum;
  return weights;
}

double shrink(double ratio, double strength) {
  sim::expects(ratio > 0, "ratios are positive");
  sim::expects(strength >= 0 && strength <= 1, "strength lies in [0, 1]");
  return std::pow(ratio, strength);
}

Touch touch_of(const ResolvedEffect& effect,
               const State& state,
               std::size_t state_index,
               const Names& names) {
  Touch touch;
  if (!effect.states[state_index] || state.kind == StateKind::Outcome) return touch;
  std::size_t splits = 0;
  std::size_t named_splits = 0;
  bool names_trial = false;
  for (const Exit& one : state.exits) {
    const bool is_named = names_exit(effect, one, names);
    if (one.probability) {
      ++splits;
      if (is_named) ++named_splits;
    } else if (one.is_trial()) {
      names_trial = names_trial || is_named;
    } else if (is_named) {
      touch.races = true;
    }
  }
  touch.races = touch.races || std::ranges::any_of(state.waiting.exits, [&](const Exit& one) {
                  return names_exit(effect, one, names);
                });
  touch.splits = named_splits > 0;
  touch.odds = names_trial || (named_splits > 0 && named_splits < splits);
  touch.tests = state.drug_tests.has_value();
  touch.requests = state.has_list();
  touch.attendance = state.kind == StateKind::Level && state.attendance.has_value();
  touch.patience = touch.requests && std::ranges::any_of(state.waiting.patience, [](const auto& p) {
                     return p.has_value();
                   });
  return touch;
}

bool holds_for(const ResolvedEffect& effect, const ClassValues& who) {
  return std::ranges::all_of(effect.attributes, [&who](const AttributeCondition& condition) {
    return (who[condition.attribute] == condition.value) == condition.wanted;
  });
}

bool holds_for(const ResolvedEffect& effect,
               const std::vector<HistoryTest>& tests,
               std::uint32_t mask) {
  return std::ranges::all_of(effect.history, [&](const HistoryCondition& condition) {
    const auto test = std::ranges::find(tests, condition.test);
    sim::expects(test != tests.end(), "the state makes all tests of its effects");
    const auto bit = static_cast<std::uint32_t>(test - tests.begin());
    return ((mask >> bit & 1U) != 0) == condition.wanted;
  });
}

bool acts_on(const ResolvedEffect& effect,
             const State& state,
             std::size_t state_index,
             const Names& names) {
  if (!effect.states[state_index]) return false;
  const Touch touch = touch_of(effect, state, state_index, names);
  const bool changes_requests =
      (effect.patience_ratio != 1 && touch.patience) || (effect.priority != 0 && touch.requests);
  const bool changes_attendance = effect.attendance_ratio != 1 && touch.attendance;
  const bool changes_exits = (effect.odds_ratio != 1 && touch.odds) ||
                             (effect.stay_ratio != 1 && touch.splits) ||
                             ((effect.hazard_ratio != 1 || effect.time_ratio != 1) && touch.races);
  const bool changes_tests = effect.positive_odds_ratio != 1 && touch.tests;
  return changes_requests || changes_exits || changes_attendance || changes_tests;
}

std::vector<const ResolvedEffect*> effects_on(const ResolvedEffects& effects,
                                              const State& state,
                                              std::size_t state_index,
                                              const Names& names) {
  std::vector<const ResolvedEffect*> found;
  for (const auto& effect : effects)
    if (effect != nullptr && acts_on(*effect, state, state_index, names))
      found.push_back(effect.get());
  return found;
}

std::vector<HistoryTest> history_tests(const std::vector<const ResolvedEffect*>& effects) {
  std::vector<HistoryTest> tests;
  for (const ResolvedEffect* effect : effects) {
    for (const HistoryCondition& condition : effect->history) {
      if (std::ranges::find(tests, condition.test) == tests.end()) tests.push_back(condition.test);
    }
  }
  return tests;
}

}  // namespace stepdown::models
