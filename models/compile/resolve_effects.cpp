#include "models/compile/resolve_effects.hpp"

#include "models/compile/conditions.hpp"
#include "models/compile/effect_reach.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

double shrunk(const std::optional<Located<double>>& ratio, double strength) {
  return ratio ? shrink(ratio->value, strength) : 1;
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

void Resolver::resolve_states() {
  resolved.states.assign(scenario.states.size(), effect.states.empty());
  for (const auto& state : effect.states) {
    const auto found = names.states.find(state.value);
    if (!found) {
      problems.report(Rule::UnknownStateOfEffect,
                      state.at,
                      key + ".state",
                      fmt::format("expected a state, got '{}'{}",
                                  state.value,
                                  name_hint(state.value, names.states.names())));
      are_names_known = false;
    } else if (scenario.states[*found].kind == StateKind::Outcome) {
      problems.report(Rule::OutcomeInEffect,
                      state.at,
                      key + ".state",
                      fmt::format("expected a level or a community state, got the outcome '{}', "
                                  "which is final",
                                  state.value));
      are_names_known = false;
    } else {
      resolved.states[*found] = true;
    }
  }
}

void Resolver::resolve_reasons() {
  resolved.reasons.assign(names.reasons.size(), effect.reasons.empty());
  for (const auto& reason : effect.reasons) {
    const auto found = names.reasons.find(reason.value);
    if (!found) {
      problems.report(Rule::UnknownReasonOfEffect,
                      reason.at,
                      key + ".reason",
                      fmt::format("expected an exit reason, got '{}'{}",
                                  reason.value,
                                  name_hint(reason.value, names.reasons.names())));
      are_names_known = false;
    } else {
      resolved.reasons[*found] = true;
    }
  }
}

void Resolver::resolve_ratios(double strength) {
  resolved.odds_ratio = shrunk(effect.odds_ratio, strength);
  resolved.hazard_ratio = shrunk(effect.hazard_ratio, strength);
  resolved.time_ratio = shrunk(effect.time_ratio, strength);
  resolved.stay_ratio = shrunk(effect.stay_ratio, strength);
  resolved.patience_ratio = shrunk(effect.patience_ratio, strength);
  resolved.attendance_ratio = shrunk(effect.attendance_ratio, strength);
  if (effect.priority && strength > 0) resolved.priority = effect.priority->value;
  const std::string_view beside_exits = effect.priority           ? "priority"
                                        : effect.patience_ratio   ? "patience_ratio"
                                        : effect.attendance_ratio ? "attendance_ratio"
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

}  // namespace

std::vector<ResolvedEffect> resolve_effects(const Scenario& scenario,
                                            const Names& names,
                                            Problems& problems) {
  std::vector<ResolvedEffect> effects;
  for (const Effect& effect : scenario.effects) {
    Resolver resolver{scenario, names, problems, effect, "effects." + effect.name.value, {}, true};
    resolve_conditions(scenario, names, effect, resolver.key, resolver.resolved, problems);
    resolver.resolve_states();
    resolver.resolve_reasons();
    resolver.resolve_ratios(scenario.effects_strength.value);
    if (resolver.are_names_known)
      check_reach(scenario, names, effect, resolver.key, resolver.resolved, problems);
    if (effect.is_on) effects.push_back(std::move(resolver.resolved));
  }
  return effects;
}

}  // namespace stepdown::models
