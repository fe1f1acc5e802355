#include "models/compile/effects.hpp"
#include "models/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

using Comparison = Condition::Comparison;

bool is_equality(Comparison comparison) {
  return comparison == Comparison::Is || comparison == Comparison::IsNot;
}

/// A comparison and its opposite become one test, and whether its outcome must be true.
std::pair<Comparison, bool> canonical(Comparison comparison) {
  switch (comparison) {
    case Comparison::Is:
      return {Comparison::Is, true};
    case Comparison::IsNot:
      return {Comparison::Is, false};
    case Comparison::AtLeast:
      return {Comparison::AtLeast, true};
    case Comparison::Below:
      return {Comparison::AtLeast, false};
    case Comparison::Above:
      return {Comparison::Above, true};
    case Comparison::AtMost:
      return {Comparison::Above, false};
  }
  return {comparison, true};
}

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

std::string_view priority_hint(const Touch& /*touch*/) {
  return "only levels with limited places have a waiting list";
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

  void resolve_condition(const Condition& condition);
  void resolve_attribute(const Condition& condition, std::size_t attribute);
  void warn_if_constant(const Condition& condition, const HistoryWord& word);
  void resolve_count(const Condition& condition, const HistoryWord& word);
  [[nodiscard]] std::vector<std::string> names_known(HistoryKind kind) const;
  void resolve_name(const Condition& condition, const HistoryWord& word);
  void resolve_states();
  void resolve_reasons();
  void resolve_ratios(double strength);
  void check_touches() const;
  void check_touch(bool Touch::*part, std::string_view word, Hint hint) const;
  [[nodiscard]] double ratio(const std::optional<Located<double>>& value,
                             std::string_view word,
                             double strength) const;
  void add_history(HistoryTest test, Comparison comparison);
};

void Resolver::add_history(HistoryTest test, Comparison comparison) {
  const auto [kept, wanted] = canonical(comparison);
  test.comparison = kept;
  resolved.history.push_back({test, wanted});
}

void Resolver::resolve_attribute(const Condition& condition, std::size_t attribute) {
  const std::string inner = key + ".when." + condition.subject.value;
  const std::vector<std::string>& values = names.values[attribute].names();
  if (!is_equality(condition.comparison)) {
    problems.error(condition.text.at,
                   inner,
                   fmt::format("expected a value of '{0}', got a comparison with a number; say "
                               "'{0}: {1}' or '{0}: not {1}'",
                               condition.subject.value,
                               values.empty() ? "value" : values.front()));
    return;
  }
  const auto value = names.values[attribute].find(condition.text.value);
  if (!value) {
    problems.error(condition.text.at,
                   inner,
                   fmt::format("expected a value of '{}', got '{}'{}",
                               condition.subject.value,
                               condition.text.value,
                               name_hint(condition.text.value, names.values[attribute].names())));
    return;
  }
  resolved.attributes.push_back(
      {attribute, static_cast<std::uint16_t>(*value), condition.comparison == Comparison::Is});
}

/// What never changes cannot tell people apart.
void Resolver::warn_if_constant(const Condition& condition, const HistoryWord& word) {
  const auto warn = [&](std::string_view what) {
    problems.warning(
        condition.subject.at, key + ".when." + condition.subject.value, std::string(what));
  };
  const auto has_attendance = [](const State& state) { return state.attendance.has_value(); };
  if (word.subject == HistorySubject::Attendance &&
      std::ranges::none_of(scenario.states, has_attendance)) {
    warn("attendance is 1 for everybody: no level has 'attendance'");
  }
  const auto is_relapse = [](const std::string& reason) {
    return reason_kind(reason) == ReasonKind::Relapse;
  };
  if (word.subject == HistorySubject::Relapses &&
      std::ranges::none_of(names.reasons.names(), is_relapse)) {
    warn("relapses is 0 for everybody: no exit is called 'relapse' or 'relapsed'");
  }
}

void Resolver::resolve_count(const Condition& condition, const HistoryWord& word) {
  const std::string inner = key + ".when." + condition.subject.value;
  const bool is_whole = word.kind == HistoryKind::Count;
  const bool is_share = word.kind == HistoryKind::Share;
  warn_if_constant(condition, word);
  HistoryTest test{word.subject, condition.comparison, condition.number, 0};
  if (is_equality(condition.comparison)) {
    const std::string& text = condition.text.value;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, test.number);
    const bool is_number = text.empty() || (error == std::errc{} && stop == end);
    if (!is_number || !is_whole) {
      problems.error(condition.text.at,
                     inner,
                     fmt::format("expected a comparison such as '>= {}', got '{}'",
                                 is_whole   ? "2"
                                 : is_share ? "0.75"
                                            : "90 d",
                                 text));
      return;
    }
  }
  if (!(test.number >= 0) || !std::isfinite(test.number) || (is_share && test.number > 1)) {
    problems.error(condition.text.at,
                   inner,
                   fmt::format("expected {}, got {}",
                               is_share ? "a share from 0 to 1" : "a number of 0 or more",
                               number_text(test.number)));
    return;
  }
  add_history(test, condition.comparison);
}

/// The reasons of exits from levels, or the levels.
std::vector<std::string> Resolver::names_known(HistoryKind kind) const {
  std::vector<std::string> known;
  for (const State& state : scenario.states) {
    if (state.kind != StateKind::Level) continue;
    if (kind != HistoryKind::Reason) {
      known.push_back(state.name.value);
      continue;
    }
    for (const Exit& exit : state.exits) {
      if (std::ranges::find(known, exit.reason.value) == known.end()) {
        known.push_back(exit.reason.value);
      }
    }
  }
  return known;
}

void Resolver::resolve_name(const Condition& condition, const HistoryWord& word) {
  const std::string inner = key + ".when." + condition.subject.value;
  const bool is_exit = word.kind == HistoryKind::Reason;
  const NameIndex& all = is_exit ? names.reasons : names.states;
  const std::vector<std::string> known = names_known(word.kind);
  const std::string& text = condition.text.value;
  const auto found = all.find(text);
  const bool is_usable = std::ranges::find(known, text) != known.end();
  if (!is_equality(condition.comparison) || !is_usable) {
    problems.error(
        condition.text.at,
        inner,
        fmt::format(
            "expected {}, got {}{}",
            is_exit ? "the reason of an exit from a level" : "a level",
            is_equality(condition.comparison) ? "'" + text + "'" : "a comparison with a number",
            !is_equality(condition.comparison) ? ""
            : !found                           ? name_hint(text, known)
            : is_exit ? ", by which people leave community states; those are not remembered"
                      : ""));
    return;
  }
  add_history({word.subject, condition.comparison, 0, static_cast<std::uint16_t>(*found)},
              condition.comparison);
}

void Resolver::resolve_condition(const Condition& condition) {
  if (const auto attribute = names.attributes.find(condition.subject.value)) {
    resolve_attribute(condition, *attribute);
    return;
  }
  const HistoryWord* word = find_history(condition.subject.value);
  if (word == nullptr) {
    std::vector<std::string> known = names.attributes.names();
    for (const HistoryWord& each : history_words)
      known.emplace_back(each.name);
    problems.error(condition.subject.at,
                   key + ".when",
                   fmt::format("expected an attribute or a piece of history, got '{}'{}",
                               condition.subject.value,
                               name_hint(condition.subject.value, known)));
    return;
  }
  switch (word->kind) {
    case HistoryKind::Count:
    case HistoryKind::Time:
    case HistoryKind::Share:
      resolve_count(condition, *word);
      return;
    case HistoryKind::Reason:
    case HistoryKind::Level:
      resolve_name(condition, *word);
      return;
  }
}

void Resolver::resolve_states() {
  resolved.states.assign(scenario.states.size(), effect.states.empty());
  for (const auto& state : effect.states) {
    const auto found = names.states.find(state.value);
    if (!found) {
      problems.error(state.at,
                     key + ".state",
                     fmt::format("expected a state, got '{}'{}",
                                 state.value,
                                 name_hint(state.value, names.states.names())));
      are_names_known = false;
    } else if (scenario.states[*found].kind == StateKind::Outcome) {
      problems.error(state.at,
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
      problems.error(reason.at,
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

double Resolver::ratio(const std::optional<Located<double>>& value,
                       std::string_view word,
                       double strength) const {
  if (!value) return 1;
  if (!(value->value > 0) || !std::isfinite(value->value)) {
    problems.error(value->at,
                   fmt::format("{}.{}", key, word),
                   fmt::format("expected a ratio above 0 (1 changes nothing), got {}",
                               number_text(value->value)));
    return 1;
  }
  return shrink(value->value, strength);
}

void Resolver::resolve_ratios(double strength) {
  resolved.odds_ratio = ratio(effect.odds_ratio, "odds_ratio", strength);
  resolved.hazard_ratio = ratio(effect.hazard_ratio, "hazard_ratio", strength);
  resolved.time_ratio = ratio(effect.time_ratio, "time_ratio", strength);
  resolved.stay_ratio = ratio(effect.stay_ratio, "stay_ratio", strength);
  resolved.patience_ratio = ratio(effect.patience_ratio, "patience_ratio", strength);
  resolved.attendance_ratio = ratio(effect.attendance_ratio, "attendance_ratio", strength);
  if (effect.priority && strength > 0) resolved.priority = effect.priority->value;
  const bool acts_on_exits =
      effect.odds_ratio || effect.hazard_ratio || effect.time_ratio || effect.stay_ratio;
  const std::string_view beside_exits = effect.priority           ? "priority"
                                        : effect.patience_ratio   ? "patience_ratio"
                                        : effect.attendance_ratio ? "attendance_ratio"
                                                                  : "";
  if (!acts_on_exits && beside_exits.empty()) {
    problems.error(effect.name.at,
                   key,
                   "expected a change, got none; give odds_ratio, hazard_ratio, time_ratio, "
                   "stay_ratio, patience_ratio, attendance_ratio or priority");
  }
  if (!beside_exits.empty() && !effect.reasons.empty()) {
    problems.error(effect.reasons.front().at,
                   key + ".reason",
                   fmt::format("expected no exit reason beside '{}', which does not act on exits; "
                               "make two effects",
                               beside_exits));
  }
}

/// An effect that touches nothing is an error; a named state that it does not touch, a warning.
void Resolver::check_touch(bool Touch::*part, std::string_view word, Hint hint) const {
  Touch any;
  for (std::size_t i = 0; i < scenario.states.size(); ++i) {
    const Touch touch = touch_of(resolved, scenario.states[i], i, names);
    any.*part = any.*part || touch.*part;
    any.splits = any.splits || touch.splits;
    any.races = any.races || touch.races;
  }
  const std::string inner = fmt::format("{}.{}", key, word);
  if (!(any.*part)) {
    problems.error(effect.name.at, inner, fmt::format("changes nothing: {}", hint(any)));
    return;
  }
  for (const auto& state : effect.states) {
    const auto found = names.states.find(state.value);
    if (!found) continue;
    const Touch touch = touch_of(resolved, scenario.states[*found], *found, names);
    if (touch.*part) continue;
    problems.warning(
        state.at, inner, fmt::format("changes nothing in '{}': {}", state.value, hint(touch)));
  }
}

void Resolver::check_touches() const {
  if (effect.odds_ratio) check_touch(&Touch::odds, "odds_ratio", odds_hint);
  if (effect.hazard_ratio) check_touch(&Touch::races, "hazard_ratio", race_hint);
  if (effect.time_ratio) check_touch(&Touch::races, "time_ratio", race_hint);
  if (effect.stay_ratio) check_touch(&Touch::splits, "stay_ratio", stay_hint);
  if (effect.patience_ratio) check_touch(&Touch::patience, "patience_ratio", patience_hint);
  if (effect.attendance_ratio) {
    check_touch(&Touch::attendance, "attendance_ratio", attendance_hint);
  }
  if (effect.priority) check_touch(&Touch::requests, "priority", priority_hint);
}

}  // namespace

std::vector<ResolvedEffect> resolve_effects(const Scenario& scenario,
                                            const Names& names,
                                            Problems& problems) {
  double strength = scenario.effects_strength.value;
  if (!is_share(strength)) {
    problems.error(scenario.effects_strength.at,
                   "effects.strength",
                   fmt::format("expected a number from 0 (no effects) to 1 (as written), got {}",
                               number_text(strength)));
    strength = 1;
  }
  std::vector<ResolvedEffect> effects;
  NameIndex seen;
  for (const Effect& effect : scenario.effects) {
    Resolver resolver{scenario, names, problems, effect, "effects." + effect.name.value, {}, true};
    if (!seen.add(effect.name.value)) {
      problems.error(effect.name.at, resolver.key, "another effect has this name; choose another");
    }
    for (const Condition& condition : effect.when)
      resolver.resolve_condition(condition);
    resolver.resolve_states();
    resolver.resolve_reasons();
    resolver.resolve_ratios(strength);
    if (resolver.are_names_known) resolver.check_touches();
    if (effect.is_on) effects.push_back(std::move(resolver.resolved));
  }
  return effects;
}

}  // namespace stepdown::models
