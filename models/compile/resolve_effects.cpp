#include "models/compile/resolve_effects.hpp"

#include "models/compile/conditions.hpp"
#include "models/compile/effect_reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

double shrunk(const std::optional<Located<double>>& ratio, double strength) {
  return ratio ? shrink(ratio->value, strength) : 1;
}

/// The states that people leave, on which effects can act.
std::vector<std::string> states_left(const Scenario& scenario) {
  std::vector<std::string> left;
  for (const State& state : scenario.states)
    if (state.kind != StateKind::Outcome) left.push_back(state.name.value);
  return left;
}

/// One effect of a scenario while it is looked up.
struct Resolver {
  const Scenario& scenario;
  const Names& names;
  Problems& problems;
  const Effect& effect;
  std::string key;
  ResolvedEffect resolved;
  bool are_names_known = true;

  void resolve_states();
  void resolve_reasons();
  void resolve_ratios(double strength);
};

/// `effects.a.state`, or `effects.a.state[1]` where there are several.
std::string key_of(std::string key, std::size_t position, std::size_t count) {
  return count == 1 ? std::move(key) : fmt::format("{}[{}]", key, position);
}

void Resolver::resolve_states() {
  resolved.states.assign(scenario.states.size(), effect.states.empty());
  for (std::size_t i = 0; i < effect.states.size(); ++i) {
    const auto& [name, at] = effect.states[i];
    const std::string where = key_of(key + ".state", i, effect.states.size());
    const auto found = names.states.find(name);
    const bool is_left = found && scenario.states[*found].kind != StateKind::Outcome;
    if (is_left) {
      resolved.states[*found] = true;
      continue;
    }
    are_names_known = false;
    if (found)
      problems.report(Rule::OutcomeInEffect,
                      at,
                      where,
                      fmt::format("expected a level or a community state, got the outcome '{}', "
                                  "which is final",
                                  name));
    else
      problems.report(Rule::UnknownStateOfEffect,
                      at,
                      where,
                      fmt::format("expected a level or a community state, got {}{}",
                                  in_quotes(name),
                                  problems.suggestion(name, states_left(scenario))));
  }
}

void Resolver::resolve_reasons() {
  resolved.reasons.assign(names.reasons.size(), effect.reasons.empty());
  for (std::size_t i = 0; i < effect.reasons.size(); ++i) {
    const auto& [name, at] = effect.reasons[i];
    if (const auto found = names.reasons.find(name)) {
      resolved.reasons[*found] = true;
      continue;
    }
    are_names_known = false;
    problems.report(Rule::UnknownReasonOfEffect,
                    at,
                    key_of(key + ".reason", i, effect.reasons.size()),
                    fmt::format("expected a reason of an exit, got {}{}",
                                in_quotes(name),
                                problems.suggestion(name, names.reasons.names())));
  }
}

void Resolver::resolve_ratios(double strength) {
  resolved.odds_ratio = shrunk(effect.odds_ratio, strength);
  resolved.hazard_ratio = shrunk(effect.hazard_ratio, strength);
  resolved.time_ratio = shrunk(effect.time_ratio, strength);
  resolved.stay_ratio = shrunk(effect.stay_ratio, strength);
  resolved.patience_ratio = shrunk(effect.patience_ratio, strength);
  resolved.attendance_ratio = shrunk(effect.attendance_ratio, strength);
  resolved.positive_odds_ratio = shrunk(effect.positive_odds_ratio, strength);
  if (effect.priority && strength > 0) resolved.priority = effect.priority->value;
  const std::string_view beside_exits = effect.priority              ? "priority"
                                        : effect.patience_ratio      ? "patience_ratio"
                                        : effect.attendance_ratio    ? "attendance_ratio"
                                        : effect.positive_odds_ratio ? "positive_odds_ratio"
                                                                     : "";
  if (!beside_exits.empty() && !effect.reasons.empty()) {
    problems.report(Rule::ReasonBesideWaiting,
                    effect.reasons.front().at,
                    key + ".reason",
                    fmt::format("expected no exit reason beside '{}', which does not act on exits; "
                                "make two effects",
                                beside_exits));
  }
}

/// Null where it is switched off.
std::shared_ptr<const ResolvedEffect> resolve(const Scenario& scenario,
                                              const Names& names,
                                              const Effect& effect,
                                              Problems& problems) {
  Resolver resolver{scenario, names, problems, effect, "effects." + effect.name.value, {}, true};
  resolve_conditions(scenario, names, effect, resolver.key, resolver.resolved, problems);
  resolver.resolve_states();
  resolver.resolve_reasons();
  resolver.resolve_ratios(scenario.effects_strength.value);
  if (resolver.are_names_known && problems.is_read_whole())
    check_reach(scenario, names, effect, resolver.key, resolver.resolved, problems);
  if (!effect.is_on) return nullptr;
  return std::make_shared<const ResolvedEffect>(std::move(resolver.resolved));
}

}  // namespace

ResolvedEffects resolve_effects(const Scenario& scenario, const Names& names, Problems& problems) {
  ResolvedEffects effects;
  for (const Effect& effect : scenario.effects)
    effects.push_back(resolve(scenario, names, effect, problems));
  return effects;
}

ResolvedEffects resolve_effects_since(const EffectsBefore& before,
                                      const Scenario& now,
                                      const Differences& since,
                                      const Names& names,
                                      Problems& problems) {
  const Scenario& then = *before.scenario;
  const auto touches_other = [&](const ResolvedEffect& effect) {
    return std::ranges::any_of(since.states, [&](std::size_t s) {
      return touch_of(effect, then.states[s], s, names) !=
             touch_of(effect, now.states[s], s, names);
    });
  };
  const bool is_same_strength = now.effects_strength.value == then.effects_strength.value;
  ResolvedEffects effects;
  for (std::size_t i = 0; i < now.effects.size(); ++i) {
    const bool is_same = is_same_strength && now.effects.shares(then.effects, i) &&
                         i < before.effects->size() && (*before.effects)[i] != nullptr;
    const auto& known = is_same ? (*before.effects)[i] : nullptr;
    if (is_same && !touches_other(*known)) {
      effects.push_back(known);
      continue;
    }
    auto resolved = resolve(now, names, now.effects[i], problems);
    effects.push_back(is_same ? known : std::move(resolved));
  }
  return effects;
}

}  // namespace stepdown::models
