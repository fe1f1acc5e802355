#include "models/compile/effect_reach.hpp"

#include <fmt/format.h>

#include <string_view>

namespace stepdown::models {
namespace {

// Why a ratio changes nothing where an effect touches only this much.

using Hint = std::string_view (*)(const Touch&);

constexpr std::string_view no_exit = "no exit is meant; look at 'state' and 'reason'";

std::string_view odds_hint(const Touch& touch) {
  if (touch.splits) return "every split exit is meant, so that no odds shift; name a reason";
  if (!touch.races) return no_exit;
  return "the exits meant are races (they have 'after'); use hazard_ratio or time_ratio";
}

std::string_view race_hint(const Touch& touch) {
  if (!touch.splits) return no_exit;
  return "the exits meant are split exits (they have 'probability'); use odds_ratio or stay_ratio";
}

std::string_view stay_hint(const Touch& touch) {
  if (!touch.races) return no_exit;
  return "the exits meant are races (they have 'after'); use time_ratio";
}

std::string_view patience_hint(const Touch& /*touch*/) {
  return "nobody who waits there has a patience";
}

std::string_view attendance_hint(const Touch& /*touch*/) {
  return "no level meant has 'attendance'";
}

std::string_view tests_hint(const Touch& /*touch*/) {
  return "no level meant has 'drug_tests'";
}

std::string_view priority_hint(const Touch& /*touch*/) {
  return "only levels with limited places have a waiting list";
}

/// Where the ratios of one effect change something.
struct Reach {
  const Scenario& scenario;
  const Names& names;
  const Effect& effect;
  const std::string& key;
  const ResolvedEffect& resolved;
  Problems& problems;

  void check(bool Touch::*part, std::string_view word, Hint hint) const;
};

/// An effect that touches nothing is an error; a named state that it does not touch, a warning.
void Reach::check(bool Touch::*part, std::string_view word, Hint hint) const {
  Touch any;
  for (std::size_t i = 0; i < scenario.states.size(); ++i) {
    const Touch touch = touch_of(resolved, scenario.states[i], i, names);
    any.*part = any.*part || touch.*part;
    any.splits = any.splits || touch.splits;
    any.races = any.races || touch.races;
  }
  const std::string inner = fmt::format("{}.{}", key, word);
  if (!(any.*part)) {
    problems.report(
        Rule::ChangesNothing, effect.name.at, inner, fmt::format("changes nothing: {}", hint(any)));
    return;
  }
  for (const auto& state : effect.states) {
    const auto found = names.states.find(state.value);
    if (!found) continue;
    const Touch touch = touch_of(resolved, scenario.states[*found], *found, names);
    if (touch.*part) continue;
    problems.report(Rule::ChangesNothingThere,
                    state.at,
                    inner,
                    fmt::format("changes nothing in '{}': {}", state.value, hint(touch)));
  }
}

}  // namespace

void check_reach(const Scenario& scenario,
                 const Names& names,
                 const Effect& effect,
                 const std::string& key,
                 const ResolvedEffect& resolved,
                 Problems& problems) {
  const Reach reach{scenario, names, effect, key, resolved, problems};
  if (effect.odds_ratio) reach.check(&Touch::odds, "odds_ratio", odds_hint);
  if (effect.hazard_ratio) reach.check(&Touch::races, "hazard_ratio", race_hint);
  if (effect.time_ratio) reach.check(&Touch::races, "time_ratio", race_hint);
  if (effect.stay_ratio) reach.check(&Touch::splits, "stay_ratio", stay_hint);
  if (effect.patience_ratio) reach.check(&Touch::patience, "patience_ratio", patience_hint);
  if (effect.attendance_ratio) {
    reach.check(&Touch::attendance, "attendance_ratio", attendance_hint);
  }
  if (effect.positive_odds_ratio) {
    reach.check(&Touch::tests, "positive_odds_ratio", tests_hint);
  }
  if (effect.priority) reach.check(&Touch::requests, "priority", priority_hint);
}

}  // namespace stepdown::models
