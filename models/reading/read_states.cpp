#include "models/reading/read_states.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_admission.hpp"
#include "models/reading/read_attendance.hpp"
#include "models/reading/read_beside.hpp"
#include "models/reading/read_distributions.hpp"
#include "models/reading/read_economics.hpp"
#include "models/reading/read_exits.hpp"
#include "models/reading/read_money.hpp"
#include "models/reading/read_places.hpp"
#include "models/reading/read_reviews.hpp"
#include "models/reading/read_services.hpp"
#include "models/reading/read_tracks.hpp"
#include "models/reading/read_waiting.hpp"
#include "models/text/look_alikes.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

constexpr ValueOf<State> own_utility =
    value::into<&State::utility, read_utility_by_attribute>("utility_by");

constexpr auto own_time =
    value::into<&State::time, read_distribution_by_attribute>("distribution_by");
constexpr auto treatment_time = value::into<&State::time, read_treatment_time>("distribution_by");

constexpr double days_of_week = 7;

const YamlNode::Entry* program_days_of(const Field& state) {
  return state.is_map() ? find_entry(*state.node, "program_days_a_week") : nullptr;
}

/// Is done before anything of the level is read, as its times may be in these days.
void begin_program_days(Reading& reading, const Field& field) {
  const YamlNode::Entry* const entry = program_days_of(field);
  if (entry == nullptr) return;
  const Field days = field_of(field, *entry);
  const Parsed<double> a_week =
      days.is_scalar() ? parse_number(days.node->text, {}) : Parsed<double>{};
  const bool is_sound = a_week.value && *a_week.value >= 1 && *a_week.value <= days_of_week;
  // Where the number is refused no time in such days is, too.
  reading.program_days.a_week = is_sound ? *a_week.value : days_of_week;
}

void read_program_days(Reading& reading, const Field& field, State& /*state*/) {
  const std::string_view expected = schema::expected_of("program_days");
  const auto days = read_number(reading, field, expected);
  if (days && !(days->value >= 1 && days->value <= days_of_week))
    reading.expected(field, expected, Rule::OutOfRange);
}

/// The times of a state are read. Whoever gives the program days and no time in them may think that
/// all days of the level are such.
void end_program_days(Reading& reading, const Field& field) {
  const YamlNode::Entry* const entry = program_days_of(field);
  if (entry != nullptr && reading.program_days.a_week > 0 && !reading.uses_program_days) {
    const Field days = field_of(field, *entry);
    reading.add({Rule::ProgramDaysUnused,
                 days.at(),
                 days.path,
                 "never used: no time of this level is in program days, such as '15 pd'"});
  }
  reading.program_days.a_week = 0;
  reading.uses_program_days = false;
}

// clang-format off
constexpr auto level_keys = key_table<State>({
    {"label", value::text<&State::label>, optional, "the name", "what reports call it",
     "Residential (ASAM 3.5)"},
    {"intake", value::boolean<&State::is_intake>, optional, "false",
     "an assessment: has places and waits but is no treatment, and stands outside the order of "
     "levels", "true"},
    {"places", value::into<&State::places, read_places>("places_or_unlimited"), optional, "",
     "how many people it can hold; or `unlimited`", "{beds: 32}"},
    {"tracks", value::into<&State::tracks, read_tracks>("tracks"), optional, "",
     "instead of `places`: parts with places, days and times of their own",
     "{morning: {places: ...}, evening: {places: ...}}"},
    {"program_days_a_week", value::by<read_program_days>("program_days"), optional, "none",
     "days of the week on which there is program; times of treatment here (`treatment_time`, "
     "`exits`, `reviews`, `drug_tests`) may then be in program days: `15 pd` of 5 a week are 21 d, "
     "whatever the weekday on which they begin", "5"},
    {"treatment_time", treatment_time, optional, "",
     "from admission until ready to leave, by split exits that have no own one",
     "{lognormal: {median: 24 d, mean: 29 d}}"},
    {"exits", value::by<read_exits>("level_exits"), optional, "", "how a stay ends",
     "{planned: ..., dropout: ...}"},
    {"to", value::by<read_only_exit>("split_by"), optional, "",
     "short form: one exit `planned` with probability 1", "{php: 0.6, home: 0.4}"},
    {"hold", value::into<&State::hold, read_hold>("hold"), optional, "none",
     "when the next level is full: wait outside (`none`), or keep the place for so long, or "
     "`until_placed`", "7 d"},
    {"waiting", value::into<&State::waiting, read_waiting>("waiting"), optional, "for ever, outside",
     "who waits, and how long", "{limit: 20, turned_away_to: home}"},
    {"admission", value::into<&State::admission, read_admission>("admission"), optional,
     "at any time", "when people are admitted: on weekdays, at hours, or together in cohorts",
     "{weekdays: [mon, tue, wed, thu, fri]}"},
    {"discharge", value::into<&State::discharge, read_discharge>("discharge"), optional,
     "at any time", "when people are discharged", "{weekdays: [mon, tue, wed, thu, fri], at: 10 h}"},
    {"reviews", value::into<&State::reviews, read_reviews>("reviews"), optional, "none",
     "when it is looked at how people do; exits `at_review` come then", "{every: 14 d}"},
    {"drug_tests", value::into<&State::drug_tests, read_drug_tests>("drug_tests"), optional, "none",
     "how often people are tested, and with what result; exits `at_positive_test` come then",
     "{every: 7 d, positive: 0.12}"},
    {"authorization", value::into<&State::authorization, read_authorization>("authorization"), optional,
     "none", "days for which a stay is paid before more of them have to be asked for; exits "
     "`at_renewal` come then", "{days: 14 d, more: 7 d}"},
    {"attendance", value::into<&State::attendance, read_attendance>("attendance_by"), optional, "1",
     "share of sessions that people attend during a stay",
     "{mean: 0.8, sd: 0.15}"},
    {"alongside", value::into<&State::alongside, read_alongside>("alongside"), optional, "none",
     "places of other levels that people of this one have beside theirs",
     "{sober_living: {share: 0.4}}"},
    {"services", value::into<&State::services, read_services>("services"), optional, "none",
     "what people who are there are offered each week, and by whom",
     "{group: {sessions_a_week: 3, ...}}"},
    {"crisis", value::into<&State::crisis, read_crisis>("crisis"), optional, "none",
     "contacts in a crisis with people who are there", "{contacts: 0.2 /wk, ...}"},
    {"posts", value::into<&State::posts, read_posts>("posts"), optional, "none",
     "staff that is there for so many people, around the clock or not", "{nurse: {people: 8}}"},
    {"asam", value::into<&State::care_kind, read_care_kind>("care_kind"), optional, "not compared",
     "the kind of level, whose weekly hours `services` are to have; says nothing else", "2.1"},
    {"prices", value::into<&State::prices, read_prices>("prices"), optional, "nothing",
     "what is paid for people here", "{a_day: 226.35}"},
    {"costs", value::into<&State::costs, read_costs>("costs"), optional, "nothing",
     "what it costs", "{a_year: 400000, a_day: 120}"},
    {"utility", own_utility, optional, "1, if no state has one",
     "what a year here is worth to a person, of one in full health; with `economics`", "0.7"},
});

constexpr auto community_state_keys = key_table<State>({
    {"label", value::text<&State::label>, optional, "the name", "what reports call it",
     "At home, at risk"},
    {"time", own_time, optional, "", "spent there by split exits without their own",
     "{exponential: {mean: 200 d}}"},
    {"exits", value::by<read_exits>("community_exits"), optional, "", "how the time there ends",
     "{relapse: {...}}"},
    {"to", value::by<read_only_exit>("split_by"), optional, "",
     "short form: one exit `ended` with probability 1", "detox"},
    {"costs", value::into<&State::costs, read_community_costs>("community_costs"), optional,
     "nothing", "what people cost who are there", "{a_day: 12}"},
    {"utility", own_utility, optional, "1, if no state has one",
     "what a year there is worth to a person", "{given: profile, alcohol: 0.6, opioid: 0.55}"},
});

constexpr auto outcome_keys = key_table<State>({
    {"label", value::text<&State::label>, optional, "the name", "what reports call it",
     "Recovered"},
    {"utility", own_utility, optional, "1, if no state has one; 0 of the dead",
     "what a year after it is worth to a person; not of outcomes called death", "0.9"},
});
// clang-format on

State make_state(StateKind kind, Located<std::string> name) {
  State state;
  state.kind = kind;
  state.label = name.value;
  state.name = std::move(name);
  return state;
}

/// A state whose values are read by the keys of its kind; it is there even when they are refused.
template <StateKind kind, std::size_t size>
void read_state(Reading& reading,
                const Field& field,
                const schema::Section& section,
                const KeyTable<State, size>& keys,
                std::vector<State>& states) {
  State state = make_state(kind, field.key);
  if constexpr (kind == StateKind::Level) begin_program_days(reading, field);
  SectionReader reader{reading, field, section};
  read_keys(reader, keys, state);
  end_program_days(reading, field);
  states.push_back(std::move(state));
  for (const Field& sibling : reader.siblings()) {
    states.push_back(make_state(kind, sibling.key));
    reading.leave_displaced(field, sibling);
  }
}

void read_level(Reading& reading, const Field& field, std::vector<State>& states) {
  read_state<StateKind::Level>(reading, field, schema::level_section, level_keys, states);
}

void read_community_state(Reading& reading, const Field& field, std::vector<State>& states) {
  read_state<StateKind::Community>(
      reading, field, schema::community_state_section, community_state_keys, states);
}

void read_outcome(Reading& reading, const Field& field, std::vector<State>& states) {
  read_state<StateKind::Outcome>(reading, field, schema::outcome_section, outcome_keys, states);
}

/// `[recovered, died]`
void read_outcome_names(Reading& reading, const Field& field, std::vector<State>& states) {
  const auto names = read_names(reading, field, schema::expected_of("outcomes"), "a name");
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].value.empty()) continue;
    Field named = field_of(field, i);
    named.key = names[i];
    check_name(reading, named);
    states.push_back(
        make_state(StateKind::Outcome, {with_plain_characters(names[i].value), names[i].at}));
  }
}

// clang-format off
constexpr auto levels_keys = key_table<std::vector<State>>({
    {"<level>", value::by<read_level>("level"), optional, "", "a level of care; at least one",
     "{places: ...}"},
});

constexpr auto community_keys = key_table<std::vector<State>>({
    {"<state>", value::by<read_community_state>("community_state"), optional, "",
     "a state out of care", "{exits: ...}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::levels_section{
    "levels", "levels", "Levels of care, from most to least intensive.", levels_keys.rows, ""};

constinit const schema::Section schema::level_section{
    "level",
    "levels.<level>",
    "A level of care. Needs `places` or `tracks`, and `exits` or `to`.",
    level_keys.rows,
    "places exits|places exits treatment_time|places to treatment_time|tracks exits|tracks exits "
    "treatment_time|tracks to treatment_time"};

constinit const schema::Section schema::community_section{
    "community", "community", "States out of care.", community_keys.rows, ""};

constinit const schema::Section schema::community_state_section{
    "community_state",
    "community.<state>",
    "A state out of care. Needs `exits` or `to`.",
    community_state_keys.rows,
    "exits|exits time|to time"};

constinit const schema::Section schema::outcome_section{
    "outcome", "outcomes.<outcome>", "A state that nobody leaves.", outcome_keys.rows, ""};

void read_one_level(Reading& reading, const Field& field, std::vector<State>& states) {
  read_level(reading, field, states);
}

void read_one_community_state(Reading& reading, const Field& field, std::vector<State>& states) {
  read_community_state(reading, field, states);
}

void read_levels(Reading& reading, const Field& field, std::vector<State>& states) {
  SectionReader section{reading, field, schema::levels_section};
  read_keys(section, levels_keys, states);
}

void read_community(Reading& reading, const Field& field, std::vector<State>& states) {
  SectionReader section{reading, field, schema::community_section};
  read_keys(section, community_keys, states);
}

void read_outcomes(Reading& reading, const Field& field, std::vector<State>& states) {
  if (!field.is_map()) return read_outcome_names(reading, field, states);
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    check_name(reading, each);
    read_outcome(reading, each, states);
  }
}

}  // namespace stepdown::models
