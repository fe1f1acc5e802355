#include "models/compile/conditions.hpp"

#include "models/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

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

std::string as_written(const Condition& condition) {
  const bool is_denied = condition.comparison == Comparison::IsNot;
  return in_quotes((is_denied ? "not " : "") + condition.text.value);
}

/// The conditions of one effect while they are looked up.
struct ConditionResolver {
  const Scenario& scenario;
  const Names& names;
  Problems& problems;
  const std::string& key;
  ResolvedEffect& resolved;

  void resolve(const Condition& condition);
  void resolve_attribute(const Condition& condition, std::size_t attribute);
  void resolve_medication(const Condition& condition, std::size_t medication);
  void warn_if_constant(const Condition& condition, const HistoryWord& word);
  void resolve_count(const Condition& condition, const HistoryWord& word);
  [[nodiscard]] std::vector<std::string> names_known(HistoryKind kind) const;
  void resolve_name(const Condition& condition, const HistoryWord& word);
  void add_history(HistoryTest test, Comparison comparison);
};

void ConditionResolver::add_history(HistoryTest test, Comparison comparison) {
  const auto [kept, wanted] = canonical(comparison);
  test.comparison = kept;
  resolved.history.push_back({test, wanted});
}

void ConditionResolver::resolve_attribute(const Condition& condition, std::size_t attribute) {
  const NameIndex& values = names.values[attribute];
  const auto value = values.find(condition.text.value);
  if (!value && values.size() == 0) return;  // they are not known, for a mistake there
  if (!value) {
    problems.report(Rule::UnknownValueInCondition,
                    condition.text.at,
                    key + ".when." + condition.subject.value,
                    fmt::format("expected a value of '{}', got {}{}",
                                condition.subject.value,
                                as_written(condition),
                                problems.suggestion(condition.text.value, values.names())));
    return;
  }
  resolved.attributes.push_back(
      {attribute, static_cast<std::uint16_t>(*value), condition.comparison == Comparison::Is});
}

/// `yes` or `no`, or `not` one of them.
void ConditionResolver::resolve_medication(const Condition& condition, std::size_t medication) {
  const std::string& text = condition.text.value;
  if (text != "yes" && text != "no") {
    problems.report(
        Rule::BadAnswerOfMedication,
        condition.text.at,
        key + ".when." + condition.subject.value,
        fmt::format("expected 'yes' (is on it) or 'no', got {}", as_written(condition)));
    return;
  }
  const bool wanted = (text == "yes") == (condition.comparison == Comparison::Is);
  resolved.history.push_back(
      {{HistorySubject::Medication, Comparison::Is, 0, static_cast<std::uint16_t>(medication)},
       wanted});
}

/// What never changes cannot tell people apart.
void ConditionResolver::warn_if_constant(const Condition& condition, const HistoryWord& word) {
  const auto warn = [&](Rule rule, std::string_view what) {
    problems.report(
        rule, condition.subject.at, key + ".when." + condition.subject.value, std::string(what));
  };
  const auto has_attendance = [](const State& state) { return state.attendance.has_value(); };
  if (word.subject == HistorySubject::Attendance &&
      std::ranges::none_of(scenario.states, has_attendance)) {
    warn(Rule::AttendanceIsConstant, "attendance is 1 for everybody: no level has 'attendance'");
  }
  const auto is_relapse = [](const std::string& reason) {
    return reason_kind(reason) == ReasonKind::Relapse;
  };
  if (word.subject == HistorySubject::Relapses &&
      std::ranges::none_of(names.reasons.names(), is_relapse)) {
    warn(Rule::RelapsesAreConstant,
         "relapses is 0 for everybody: no exit is called 'relapse' or 'relapsed'");
  }
}

/// `2` is written as a text, `>= 2` as a number.
void ConditionResolver::resolve_count(const Condition& condition, const HistoryWord& word) {
  warn_if_constant(condition, word);
  HistoryTest test{word.subject, condition.comparison, condition.number, 0};
  const std::string& text = condition.text.value;
  if (condition.comparison == Comparison::Is || condition.comparison == Comparison::IsNot)
    std::from_chars(text.data(), text.data() + text.size(), test.number);
  add_history(test, condition.comparison);
}

/// The reasons of exits from levels, or the levels.
std::vector<std::string> ConditionResolver::names_known(HistoryKind kind) const {
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

void ConditionResolver::resolve_name(const Condition& condition, const HistoryWord& word) {
  const bool is_exit = word.kind == HistoryKind::Reason;
  const NameIndex& all = is_exit ? names.reasons : names.states;
  const std::vector<std::string> known = names_known(word.kind);
  const std::string& text = condition.text.value;
  const auto found = all.find(text);
  if (std::ranges::find(known, text) == known.end()) {
    problems.report(
        Rule::UnknownNameInCondition,
        condition.text.at,
        key + ".when." + condition.subject.value,
        fmt::format("expected {}, got {}{}",
                    is_exit ? "the reason of an exit from a level" : "a level",
                    as_written(condition),
                    found && is_exit
                        ? ", by which people leave community states; those are not remembered"
                        : problems.suggestion(text, known)));
    return;
  }
  add_history({word.subject, condition.comparison, 0, static_cast<std::uint16_t>(*found)},
              condition.comparison);
}

void ConditionResolver::resolve(const Condition& condition) {
  if (const auto attribute = names.attributes.find(condition.subject.value)) {
    resolve_attribute(condition, *attribute);
    return;
  }
  if (const auto medication = names.medications.find(condition.subject.value)) {
    resolve_medication(condition, *medication);
    return;
  }
  const HistoryWord* word = find_history(condition.subject.value);
  if (word == nullptr) {
    std::vector<std::string> known = names.attributes.names();
    std::ranges::copy(names.medications.names(), std::back_inserter(known));
    for (const HistoryWord& each : history_words)
      known.emplace_back(each.name);
    problems.report(Rule::UnknownSubject,
                    condition.subject.at,
                    key + ".when." + condition.subject.value,
                    fmt::format("expected an attribute or a piece of history, got {}{}",
                                in_quotes(condition.subject.value),
                                problems.suggestion(condition.subject.value, known)));
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

}  // namespace

void resolve_conditions(const Scenario& scenario,
                        const Names& names,
                        const Effect& effect,
                        const std::string& key,
                        ResolvedEffect& resolved,
                        Problems& problems) {
  ConditionResolver resolver{scenario, names, problems, key, resolved};
  for (const Condition& condition : effect.when)
    resolver.resolve(condition);
}

}  // namespace stepdown::models
