#include "models/reading/read_exits.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_distributions.hpp"
#include "models/reading/read_given.hpp"
#include "sim/distributions/constant.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace stepdown::models {
namespace {

std::optional<LocatedDistribution> read_located_time(Reading& reading, const Field& field) {
  auto time = read_distribution(reading, field);
  if (!time) return std::nullopt;
  return LocatedDistribution{*std::move(time), field.at()};
}

// clang-format off
constexpr auto transfer_keys = key_table<Transfer>({
    {"time", value::into<&Transfer::time, read_located_time>("distribution"), required, "",
     "paperwork and transport, in the present place", "6 h"},
    {"reserve", value::boolean<&Transfer::reserves_next>, optional, "false",
     "keep a place of the next level free meanwhile", "true"},
});
// clang-format on

Transfer read_transfer(Reading& reading, const Field& field) {
  if (!field.is_scalar())
    return read_section(reading, field, schema::transfer_section, transfer_keys);
  Transfer transfer;
  if (const auto time = read_duration(reading, field))
    transfer.time = {sim::Constant{time->value}, time->at};
  return transfer;
}

void read_while(Reading& reading, const Field& field, Exit& exit) {
  const bool is_known =
      field.is_scalar() && (field.node->text == "present" || field.node->text == "treated");
  if (!is_known) return reading.expected(field, schema::expected_of("race_span"));
  exit.only_while_treated = field.node->text == "treated";
}

constexpr auto a_probability =
    value::into<&Exit::probability, read_probability_by_attribute>("probability_by");
constexpr auto a_review_chance =
    value::into<&Exit::at_review, read_probability_by_attribute>("probability_by");
constexpr auto a_test_chance =
    value::into<&Exit::at_positive_test, read_probability_by_attribute>("probability_by");
constexpr auto a_refusal_chance =
    value::into<&Exit::at_renewal, read_probability_by_attribute>("probability_by");
constexpr auto a_time = value::into<&Exit::time, read_distribution_by_attribute>("distribution_by");
constexpr auto a_race_time =
    value::into<&Exit::after, read_distribution_by_attribute>("distribution_by");
constexpr auto a_treatment_time = value::into<&Exit::time, read_treatment_time>("distribution_by");
constexpr auto a_race_of_treatment =
    value::into<&Exit::after, read_treatment_time>("distribution_by");
constexpr auto next_states = value::into<&Exit::to, read_split>("split_by");

// clang-format off
constexpr auto level_exit_keys = key_table<Exit>({
    {"probability", a_probability, optional, "",
     "a split exit: its share; those of a state sum to 1", "0.745"},
    {"treatment_time", a_treatment_time, optional, "of the level", "of those who leave by this split exit",
     "{lognormal: {median: 7 d, mean: 15 d}}"},
    {"after", a_race_of_treatment, optional, "", "a race exit: it wins when it comes before all others",
     "{exponential: {mean: 900 d}}"},
    {"while", value::by<read_while>("race_span"), optional, "present",
     "a race exit: it can happen as long as the person is there, held and in transfer too "
     "(`present`), or until treatment ends (`treated`)", "treated"},
    {"at_review", a_review_chance, optional, "",
     "chance at each of the `reviews` of the level; else treatment goes on", "0.04"},
    {"at_positive_test", a_test_chance, optional, "",
     "chance at each of the `drug_tests` of the level that is positive; else treatment goes on",
     "0.5"},
    {"at_renewal", a_refusal_chance, optional, "",
     "chance, whenever the days of the `authorization` of the level are over, that no more are "
     "granted; else treatment goes on", "0.2"},
    {"to", next_states, required, "", "next state", "{php: 0.6, home: 0.4}"},
    {"transfer", value::into<&Exit::transfer, read_transfer>("transfer_or_time"), optional, "none",
     "time between the end of treatment and leaving; a plain duration is short for `time`", "6 h"},
});

constexpr auto community_exit_keys = key_table<Exit>({
    {"probability", a_probability, optional, "",
     "a split exit: its share; those of a state sum to 1", "0.3"},
    {"time", a_time, optional, "of the state", "of those who leave by this split exit",
     "{exponential: {mean: 90 d}}"},
    {"after", a_race_time, optional, "", "a race exit: it wins when it comes before all others",
     "{log_logistic: {median: 411 d, shape: 0.419}}"},
    {"to", next_states, required, "", "next state", "relapsed"},
});

constexpr auto waiting_exit_keys = key_table<Exit>({
    {"after", a_race_time, required, "",
     "counted from when the person begins to wait outside; it wins when it comes before a place, "
     "the end of patience and all others", "{exponential: {mean: 900 d}}"},
    {"to", next_states, required, "", "next state", "died"},
});
// clang-format on

void read_exit(Reading& reading, const Field& field, State& state) {
  const bool is_level = state.kind == StateKind::Level;
  Exit exit =
      is_level ? read_section(reading, field, schema::level_exit_section, level_exit_keys)
               : read_section(reading, field, schema::community_exit_section, community_exit_keys);
  exit.reason = field.key;
  if (exit.probability && !exit.time && !state.time)
    reading.add({Rule::TimeMissing,
                 field.key.at,
                 field.path,
                 fmt::format("expected '{}' here or at the state, got neither",
                             is_level ? "treatment_time" : "time")});
  state.exits.push_back(std::move(exit));
}

void read_waiting_exit(Reading& reading, const Field& field, Waiting& waiting) {
  Exit exit = read_section(reading, field, schema::waiting_exit_section, waiting_exit_keys);
  exit.reason = field.key;
  waiting.exits.push_back(std::move(exit));
}

// clang-format off
constexpr auto level_exits_keys = key_table<State>({
    {"<reason>", value::by<read_exit>("level_exit"), optional, "",
     "planned, escalation, dropout, administrative, relapse, death, or a name of yours",
     "{probability: 0.12, to: home}"},
});

constexpr auto community_exits_keys = key_table<State>({
    {"<reason>", value::by<read_exit>("community_exit"), optional, "",
     "relapse, return, recovery, death, or a name of yours", "{after: ..., to: relapsed}"},
});

constexpr auto waiting_exits_keys = key_table<Waiting>({
    {"<reason>", value::by<read_waiting_exit>("waiting_exit"), optional, "",
     "death, relapse, recovery, or a name of yours", "{after: ..., to: died}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::transfer_section{
    "transfer",
    "levels.<level>.exits.<reason>.transfer",
    "Time between the end of treatment and leaving, although a place is free.",
    transfer_keys.rows,
    ""};

constinit const schema::Section schema::level_exits_section{"level_exits",
                                                            "levels.<level>.exits",
                                                            "How a stay at a level can end.",
                                                            level_exits_keys.rows,
                                                            ""};

constinit const schema::Section schema::level_exit_section{
    "level_exit",
    "levels.<level>.exits.<reason>",
    "A split exit has a `probability`, a race exit a time `after` which it happens; others come "
    "from reviews, drug tests and authorized days.",
    level_exit_keys.rows,
    "probability|probability treatment_time|after|after while|at_review|at_positive_test|"
    "at_renewal"};

constinit const schema::Section schema::community_exits_section{"community_exits",
                                                                "community.<state>.exits",
                                                                "How the time there can end.",
                                                                community_exits_keys.rows,
                                                                ""};

constinit const schema::Section schema::community_exit_section{
    "community_exit",
    "community.<state>.exits.<reason>",
    "A split exit has a `probability`, a race exit a time `after` which it happens.",
    community_exit_keys.rows,
    "probability|probability time|after"};

constinit const schema::Section schema::waiting_exits_section{
    "waiting_exits",
    "levels.<level>.waiting.exits",
    "What can end waiting outside, beside a place and the end of patience.",
    waiting_exits_keys.rows,
    ""};

constinit const schema::Section schema::waiting_exit_section{
    "waiting_exit",
    "levels.<level>.waiting.exits.<reason>",
    "A race exit of those who wait outside.",
    waiting_exit_keys.rows,
    ""};

void read_waiting_exits(Reading& reading, const Field& field, Waiting& waiting) {
  waiting.exits_at = field.at();
  SectionReader section{reading, field, schema::waiting_exits_section};
  read_keys(section, waiting_exits_keys, waiting);
}

void read_exits(Reading& reading, const Field& field, State& state) {
  state.exits_at = field.at();
  const bool is_level = state.kind == StateKind::Level;
  SectionReader section{
      reading, field, is_level ? schema::level_exits_section : schema::community_exits_section};
  if (is_level)
    read_keys(section, level_exits_keys, state);
  else
    read_keys(section, community_exits_keys, state);
}

void read_only_exit(Reading& reading, const Field& field, State& state) {
  Exit exit;
  exit.reason = {state.kind == StateKind::Level ? "planned" : "ended", field.key.at};
  exit.is_short = true;
  exit.probability.emplace();
  exit.probability->plain = Located<double>{1, field.at()};
  exit.to = read_split(reading, field);
  state.exits.push_back(std::move(exit));
}

}  // namespace stepdown::models
