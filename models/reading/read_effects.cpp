#include "models/reading/section_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace stepdown::models {
namespace {

/// `>= 2` as a comparison and the rest of the text.
std::pair<Comparison, std::string_view> split_comparison(std::string_view text) {
  Comparison comparison = Comparison::Is;
  std::size_t length = 0;
  if (text.starts_with(">=") || text.starts_with("<=")) {
    comparison = text[0] == '>' ? Comparison::AtLeast : Comparison::AtMost;
    length = 2;
  } else if (text.starts_with('>') || text.starts_with('<')) {
    comparison = text[0] == '>' ? Comparison::Above : Comparison::Below;
    length = 1;
  }
  text.remove_prefix(length);
  while (text.starts_with(' '))
    text.remove_prefix(1);
  return {comparison, text};
}

/// What the sections of effects need to know of the scenario.
struct Known {
  const std::vector<State>* states;
  std::vector<std::string> targets;  ///< levels and community states
  std::vector<std::string> reasons;
};

Known gather_known(const Reading& reading, const std::vector<State>& states) {
  Known known{&states, reading.names.levels, {}};
  known.targets.insert(
      known.targets.end(), reading.names.community.begin(), reading.names.community.end());
  for (const State& state : states)
    for (const Exit& exit : state.exits)
      if (std::ranges::find(known.reasons, exit.reason.value) == known.reasons.end())
        known.reasons.push_back(exit.reason.value);
  return known;
}

/// `yes` or `not yes`, out of `names`.
void read_name_condition(Reading& reading,
                         const Field& field,
                         std::string_view what,
                         const std::vector<std::string>& names,
                         Condition& condition) {
  constexpr std::string_view negation = "not ";
  if (!field.is_scalar()) {
    reading.expected(field, what);
    return;
  }
  std::string name = field.node->text;
  if (name.starts_with(negation)) {
    condition.comparison = Comparison::IsNot;
    name.erase(0, negation.size());
  }
  condition.text = {name, field.at()};
  if (std::ranges::find(names, name) == names.end())
    reading.error(field,
                  fmt::format("expected {}, got {}{}",
                              what,
                              in_quotes(field.node->text),
                              reading.suggestion(name, names)));
}

/// What the number in a condition counts.
enum class Measure { Times, Days, Share };

std::string_view expected_of(Measure measure) {
  switch (measure) {
    case Measure::Times:
      return "a whole number, or a comparison with one (such as '>= 2')";
    case Measure::Days:
      return "a comparison with a duration (such as '>= 90 d')";
    case Measure::Share:
      return "a comparison with a share from 0 to 1 (such as '>= 0.75')";
  }
  return "";
}

Parsed<double> parse_measure(std::string_view text, Measure measure) {
  switch (measure) {
    case Measure::Times: {
      Parsed<double> times = parse_number(text);
      if (times.value && (*times.value < 0 || *times.value != std::floor(*times.value)))
        times.value.reset();
      return times;
    }
    case Measure::Days:
      return parse_duration(text);
    case Measure::Share:
      return parse_probability(text);
  }
  return {};
}

/// `>= 2` or `2`; of days and shares, which are never met exactly, only comparisons: `>= 90 d`.
void read_number_condition(Reading& reading,
                           const Field& field,
                           Measure measure,
                           Condition& condition) {
  if (!field.is_scalar()) {
    reading.expected(field, expected_of(measure));
    return;
  }
  const auto [comparison, rest] = split_comparison(field.node->text);
  condition.comparison = comparison;
  condition.text = {field.node->text, field.at()};
  const Parsed<double> number = parse_measure(rest, measure);
  const bool is_refused = measure != Measure::Times && comparison == Comparison::Is;
  if (!number.value || is_refused) reading.expected(field, expected_of(measure));
  condition.number = number.value.value_or(0);
}

Condition read_condition(Reading& reading, const Field& field, const Known& known) {
  Condition condition;
  condition.subject = field.key;
  const std::string& subject = field.key.value;
  const auto attribute = std::ranges::find(
      reading.attributes, subject, [](const Attribute& each) { return each.name.value; });
  if (attribute != reading.attributes.end()) {
    std::vector<std::string> values;
    for (const auto& value : attribute->values)
      values.push_back(value.value);
    read_name_condition(reading, field, fmt::format("a value of '{}'", subject), values, condition);
  } else if (subject == "relapses" || subject == "episodes" || subject == "admissions") {
    read_number_condition(reading, field, Measure::Times, condition);
  } else if (subject == "days_in_care" || subject == "days_waited") {
    read_number_condition(reading, field, Measure::Days, condition);
  } else if (subject == "attendance") {
    read_number_condition(reading, field, Measure::Share, condition);
  } else if (subject == "last_exit") {
    read_name_condition(reading, field, "a reason of an exit", known.reasons, condition);
  } else if (subject == "last_level" || subject == "visited") {
    read_name_condition(reading, field, "a level", reading.names.levels, condition);
  } else {
    std::vector<std::string> subjects = reading.names.attributes;
    for (const std::string_view history : schema::history_subjects())
      subjects.emplace_back(history);
    reading.error(field.key.at,
                  field.path,
                  fmt::format("expected an attribute or a piece of history, got {}{}",
                              in_quotes(subject),
                              reading.suggestion(subject, subjects)));
  }
  return condition;
}

std::vector<Located<std::string>> read_one_or_more(Reading& reading,
                                                   const Field& field,
                                                   std::string_view what,
                                                   const std::vector<std::string>& known) {
  const auto read_one = [&](const Field& each) {
    return read_known_name(reading, each, what, known);
  };
  if (!field.is_scalar())
    return read_names(reading, field, schema::expected_of("name_or_names"), read_one);
  if (auto name = read_one(field)) return {*std::move(name)};
  return {};
}

std::optional<Located<int>> read_priority(Reading& reading, const Field& field) {
  constexpr int largest = 1000;
  int priority = 0;
  if (field.is_scalar()) {
    const std::string& text = field.node->text;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, priority);
    if (error == std::errc{} && rest == end && std::abs(priority) <= largest)
      return Located<int>{priority, field.at()};
  }
  reading.expected(field, schema::expected_of("priority"));
  return std::nullopt;
}

/// Whether the effect meets an exit of that kind.
bool meets(const Effect& effect, const std::vector<State>& states, bool is_race) {
  const auto contains = [](const std::vector<Located<std::string>>& names,
                           const std::string& name) {
    return names.empty() ||
           std::ranges::find(names, name, &Located<std::string>::value) != names.end();
  };
  return std::ranges::any_of(states, [&](const State& state) {
    return contains(effect.states, state.name.value) &&
           std::ranges::any_of(state.exits, [&](const Exit& exit) {
             return contains(effect.reasons, exit.reason.value) &&
                    exit.after.has_value() == is_race;
           });
  });
}

void check_reach(SectionReader& section, const Effect& effect, const Known& known) {
  Reading& reading = section.reading();
  for (const std::string_view key : {"odds_ratio", "hazard_ratio", "time_ratio"}) {
    const auto ratio = section.find(key);
    const bool is_race = key != "odds_ratio";
    if (ratio && !meets(effect, *known.states, is_race))
      reading.warning(*ratio,
                      fmt::format("changes nothing: no {} exit there has such a reason",
                                  is_race ? "race" : "split"));
  }
  if (effect.odds_ratio && !section.has("reason"))
    reading.error(*section.find("odds_ratio"),
                  "expected 'reason' beside it; the odds of all exits cannot change together");
  const bool changes_something = effect.odds_ratio || effect.hazard_ratio || effect.time_ratio ||
                                 effect.stay_ratio || effect.patience_ratio ||
                                 effect.attendance_ratio || effect.priority;
  if (!changes_something)
    reading.error(section.field().key.at,
                  section.field().path,
                  "expected odds_ratio, hazard_ratio, time_ratio, stay_ratio, patience_ratio, "
                  "attendance_ratio or priority, got none of them");
}

Effect read_effect(Reading& reading, const Field& field, const Known& known) {
  Effect effect;
  effect.name = field.key;
  SectionReader section{reading, field, "effect"};
  effect.is_on = section.boolean("on").value_or(true);
  if (const auto when = section.find("when")) {
    if (!when->is_map() || when->node->entries.empty())
      reading.expected(*when, schema::expected_of("conditions"));
    for (const YamlNode::Entry& entry : when->node->entries)
      effect.when.push_back(read_condition(reading, field_of(*when, entry), known));
  }
  if (const auto reason = section.find("reason"))
    effect.reasons = read_one_or_more(reading, *reason, "a reason of an exit", known.reasons);
  if (const auto state = section.find("state"))
    effect.states =
        read_one_or_more(reading, *state, "a level or a community state", known.targets);
  effect.odds_ratio = section.ratio("odds_ratio");
  effect.hazard_ratio = section.ratio("hazard_ratio");
  effect.time_ratio = section.ratio("time_ratio");
  effect.stay_ratio = section.ratio("stay_ratio");
  effect.patience_ratio = section.ratio("patience_ratio");
  effect.attendance_ratio = section.ratio("attendance_ratio");
  if (const auto priority = section.find("priority"))
    effect.priority = read_priority(reading, *priority);
  if (const auto source = section.text("source")) effect.source = source->value;
  section.done();
  if (section.is_sound()) check_reach(section, effect, known);
  return effect;
}

}  // namespace

void read_effects(Reading& reading,
                  const Field& field,
                  const std::vector<State>& states,
                  Scenario& scenario) {
  const Known known = gather_known(reading, states);
  SectionReader section{reading, field, "effects"};
  if (const auto strength = section.probability("strength")) scenario.effects_strength = *strength;
  for (const Field& each : section.named())
    scenario.effects.push_back(read_effect(reading, each, known));
  section.done();
}

}  // namespace stepdown::models
