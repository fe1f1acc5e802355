#pragma once

#include "models/compile/names.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

/// What effects do to the behavior of one class of people with one history.
namespace stepdown::models {

/// Probabilities of exits after their odds are multiplied, as in a multinomial logit:
/// p_i' = p_i r_i / sum_j p_j r_j. For two exits that is the usual odds ratio.
///
/// @pre as many ratios as probabilities, all ratios positive, probabilities with a positive sum.
[[nodiscard]] std::vector<double> apply_odds_ratios(const std::vector<double>& probabilities,
                                                    const std::vector<double>& ratios);

/// A ratio shrunk towards no effect on the log scale: ratio^strength.
/// @pre ratio > 0, 0 <= strength <= 1.
[[nodiscard]] double shrink(double ratio, double strength);

/// The answer that an effect wants from one attribute.
struct AttributeCondition {
  std::size_t attribute = 0;
  std::uint16_t value = 0;
  bool wanted = true;
};

/// The answer that an effect wants from one piece of history.
struct HistoryCondition {
  HistoryTest test;
  bool wanted = true;
};

/// An effect with its names looked up and its ratios shrunk.
struct ResolvedEffect {
  std::vector<AttributeCondition> attributes;
  std::vector<HistoryCondition> history;
  std::vector<bool> states;   ///< by state: named, or none is named
  std::vector<bool> reasons;  ///< by reason: named, or none is named
  double odds_ratio = 1;
  double hazard_ratio = 1;
  double time_ratio = 1;
  double stay_ratio = 1;
  double patience_ratio = 1;
  double attendance_ratio = 1;
  double positive_odds_ratio = 1;
  int priority = 0;
};

/// What of a state an effect can change, if it has the ratio for it.
struct Touch {
  bool splits = false;      ///< a named exit is a split exit
  bool odds = false;        ///< and another split exit is not named, so that odds can shift; or
                            ///< a named exit comes at reviews or drug tests
  bool races = false;       ///< a named exit is a race exit
  bool requests = false;    ///< a level with limited places
  bool patience = false;    ///< and somebody's patience there is limited
  bool attendance = false;  ///< a level where attendance is drawn
  bool tests = false;       ///< a level with drug tests

  friend bool operator==(const Touch&, const Touch&) = default;
};

[[nodiscard]] Touch touch_of(const ResolvedEffect& effect,
                             const State& state,
                             std::size_t state_index,
                             const Names& names);

/// Whether all conditions on attributes hold for a class.
[[nodiscard]] bool holds_for(const ResolvedEffect& effect, const ClassValues& who);

/// Whether all conditions on history hold, by the outcomes of a state's tests. Every test of the
/// effect must be among them.
[[nodiscard]] bool holds_for(const ResolvedEffect& effect,
                             const std::vector<HistoryTest>& tests,
                             std::uint32_t mask);

/// The effects of a scenario, as they are written; null: switched off. Those that are the same from
/// a date on as before are the very same.
using ResolvedEffects = std::vector<std::shared_ptr<const ResolvedEffect>>;

/// Whether an effect changes something in a state.
[[nodiscard]] bool acts_on(const ResolvedEffect& effect,
                           const State& state,
                           std::size_t state_index,
                           const Names& names);

/// The effects that change something in one state, in the order written.
[[nodiscard]] std::vector<const ResolvedEffect*> effects_on(const ResolvedEffects& effects,
                                                            const State& state,
                                                            std::size_t state_index,
                                                            const Names& names);

/// The different history tests of some effects, in order of first use. A test and its opposite
/// ("at least 90", "below 90") are one.
[[nodiscard]] std::vector<HistoryTest> history_tests(
    const std::vector<const ResolvedEffect*>& effects);

/// What the effects of one state make it ask for.
struct StateEffects {
  std::vector<const ResolvedEffect*> effects;  ///< those that change something here
  std::vector<HistoryTest> tests;
};

/// The same from date to date. In all periods a state makes the same tests of history.
struct EffectsOverTime {
  std::vector<StateEffects> lists{1};     ///< each once, however many periods have it
  std::vector<std::size_t> list_in{0};    ///< by period
  std::vector<bool> is_built_anew{true};  ///< by period: those are others, or the state is

  [[nodiscard]] const StateEffects& in(std::size_t period) const { return lists[list_in[period]]; }
};

}  // namespace stepdown::models
