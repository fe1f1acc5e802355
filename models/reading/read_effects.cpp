#include "models/reading/read_effects.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_conditions.hpp"

#include <charconv>
#include <cstdlib>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

void read_priority(Reading& reading, const Field& field, Effect& effect) {
  constexpr int largest = 1000;
  int priority = 0;
  if (field.is_scalar()) {
    const std::string& text = field.node->text;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, priority);
    if (error == std::errc{} && rest == end && std::abs(priority) <= largest) {
      effect.priority = {priority, field.at()};
      return;
    }
  }
  reading.expected(field, schema::expected_of("priority"));
}

/// The keys that only make sense together.
void check_ratios(SectionReader& section, const Effect& effect) {
  Reading& reading = section.reading();
  if (effect.odds_ratio && !section.has("reason"))
    reading.error(Rule::ReasonMissing,
                  *section.find("odds_ratio"),
                  "expected 'reason' beside it; the odds of all exits cannot change together");
  const bool changes_something = effect.odds_ratio || effect.hazard_ratio || effect.time_ratio ||
                                 effect.stay_ratio || effect.patience_ratio ||
                                 effect.attendance_ratio || effect.positive_odds_ratio ||
                                 effect.priority;
  if (!changes_something)
    reading.add({Rule::RatioMissing,
                 section.field().key.at,
                 section.field().path,
                 "expected odds_ratio, hazard_ratio, time_ratio, stay_ratio, patience_ratio, "
                 "attendance_ratio, positive_odds_ratio or priority, got none of them"});
}

std::vector<Located<std::string>> read_reasons(Reading& reading, const Field& field) {
  return read_name_or_names(reading, field, "a reason of an exit");
}

std::vector<Located<std::string>> read_states_named(Reading& reading, const Field& field) {
  return read_name_or_names(reading, field, "a level or a community state");
}

// clang-format off
constexpr auto effect_keys = key_table<Effect>({
    {"when", value::by<read_conditions>("conditions"), required, "",
     "all must hold: attributes, medications, or history (see below), and their values",
     "{co_occurring: yes, relapses: \">= 2\"}"},
    {"reason", value::into<&Effect::reasons, read_reasons>("name_or_names"), optional, "all", "exits that it changes",
     "dropout"},
    {"state", value::into<&Effect::states, read_states_named>("name_or_names"), optional, "all",
     "levels and community states where it holds", "[iop, op]"},
    {"odds_ratio", value::ratio<&Effect::odds_ratio>, optional, "1",
     "on the odds of split exits with these reasons, and at each review or positive test of theirs", "1.15"},
    {"hazard_ratio", value::ratio<&Effect::hazard_ratio>, optional, "1",
     "on the hazard of race exits with these reasons", "1.3"},
    {"time_ratio", value::ratio<&Effect::time_ratio>, optional, "1",
     "on the time of race exits with these reasons", "0.8"},
    {"stay_ratio", value::ratio<&Effect::stay_ratio>, optional, "1",
     "on treatment time; keeps its shape", "1.2"},
    {"patience_ratio", value::ratio<&Effect::patience_ratio>, optional, "1",
     "on patience in the lists of these levels", "2"},
    {"attendance_ratio", value::ratio<&Effect::attendance_ratio>, optional, "1",
     "on the share of sessions attended; at most 1 then", "0.9"},
    {"positive_odds_ratio", value::ratio<&Effect::positive_odds_ratio>, optional, "1",
     "on the odds that a drug test is positive", "0.5"},
    {"priority", value::by<read_priority>("priority"), optional, "0",
     "larger is served earlier within its class", "10"},
    {"on", value::boolean<&Effect::is_on>, optional, "true", "false switches it off", "false"},
    {"source", value::text<&Effect::source>, required, "",
     "where the number comes from, or `assumption`", "assumption"},
});
// clang-format on

void read_effect(Reading& reading, const Field& field, Scenario& scenario) {
  scenario.effects.push_back(read_one_effect(reading, field));
}

// clang-format off
constexpr auto effects_keys = key_table<Scenario>({
    {"strength", value::probability<&Scenario::effects_strength>, optional, "1",
     "shrinks all effects towards none (0), on the log scale", "0.5"},
    {"<effect>", value::by<read_effect>("effect"), optional, "", "a change of behavior",
     "{when: ..., odds_ratio: 1.15}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::effects_section{
    "effects",
    "effects",
    "What attributes, medications and history change.",
    effects_keys.rows,
    ""};

constinit const schema::Section schema::effect_section{
    "effect",
    "effects.<effect>",
    "A change of behavior; at least one ratio or a priority.",
    effect_keys.rows,
    ""};

Effect read_one_effect(Reading& reading, const Field& field) {
  Effect effect;
  effect.name = field.key;
  SectionReader section{reading, field, schema::effect_section};
  read_keys(section, effect_keys, effect);
  if (section.is_sound()) check_ratios(section, effect);
  return effect;
}

void read_effects(Reading& reading, const Field& field, Scenario& scenario) {
  SectionReader section{reading, field, schema::effects_section};
  read_keys(section, effects_keys, scenario);
}

}  // namespace stepdown::models
