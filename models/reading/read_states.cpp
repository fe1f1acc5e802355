#include "models/reading/read_given.hpp"
#include "models/reading/section_readers.hpp"
#include "sim/distributions/fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// `to: home`, short for one exit with probability 1.
Exit only_exit(Reading& reading, const Field& to, std::string reason) {
  Exit exit;
  exit.reason = {std::move(reason), to.key.at};
  exit.probability.emplace();
  exit.probability->plain = Located<double>{1, to.at()};
  exit.to = read_next_states(reading, to);
  return exit;
}

/// What levels and community states have in common.
void read_stay(Reading& reading, SectionReader& section, State& state) {
  const bool is_level = state.kind == StateKind::Level;
  const std::string_view time_key = is_level ? "treatment_time" : "time";
  const auto label = section.text("label");
  state.label = label ? label->value : state.name.value;
  const auto time = section.find(time_key);
  if (time) state.time = read_distribution_by_attribute(reading, *time);
  if (const auto exits = section.find("exits")) state.exits = read_exits(reading, *exits, state);
  if (const auto to = section.find("to"))
    state.exits.push_back(only_exit(reading, *to, is_level ? "planned" : "ended"));
  const bool is_time_used = std::ranges::any_of(
      state.exits, [](const Exit& exit) { return exit.probability && !exit.time; });
  if (time && !state.exits.empty() && !is_time_used)
    reading.warning(*time, "not used, because every exit has a time of its own");
}

/// A share that everybody attends, or one that differs among stays.
sim::Fitted read_share(Reading& reading, const Field& field) {
  if (!field.is_map()) {
    const auto share = read_number(reading, field, schema::expected_of("attendance_by"));
    if (!share) return {};
    if (share->value >= 0 && share->value <= 1) return sim::constant(share->value);
    reading.expected(field, schema::expected_of("attendance_by"));
    return {};
  }
  SectionReader section{reading, field, "attendance"};
  const auto mean = section.probability("mean");
  const auto sd = section.ratio("sd");
  section.done();
  if (!mean || !sd || !section.is_sound()) return {};
  return sim::beta_from_mean_sd(mean->value, sd->value);
}

Given<LocatedDistribution> read_attendance(Reading& reading, const Field& field) {
  return read_by_attribute<LocatedDistribution>(reading, field, [&reading](const Field& plain) {
    sim::Fitted share = read_share(reading, plain);
    if (!share.problem.empty()) reading.error(plain, std::move(share.problem));
    return LocatedDistribution{share.value ? *std::move(share.value) : sim::Distribution{},
                               plain.at()};
  });
}

State read_level(Reading& reading, const Field& field) {
  State level;
  level.kind = StateKind::Level;
  level.name = field.key;
  SectionReader section{reading, field, "level"};
  read_stay(reading, section, level);
  if (const auto places = section.find("places")) level.places = read_places(reading, *places);
  if (const auto hold = section.find("hold")) level.hold = read_hold(reading, *hold);
  if (const auto waiting = section.find("waiting"))
    level.waiting = read_waiting(reading, *waiting, level.name.value);
  if (const auto attendance = section.find("attendance"))
    level.attendance = read_attendance(reading, *attendance);
  section.done();
  return level;
}

State make_outcome(Located<std::string> name) {
  State outcome;
  outcome.kind = StateKind::Outcome;
  outcome.label = name.value;
  outcome.name = std::move(name);
  return outcome;
}

}  // namespace

std::vector<State> read_levels(Reading& reading, const Field& field) {
  std::vector<State> levels;
  SectionReader section{reading, field, "levels"};
  for (const Field& each : section.named())
    levels.push_back(read_level(reading, each));
  section.done();
  if (levels.empty() && field.is_map())
    reading.error(field, "expected at least one level, got none");
  return levels;
}

std::vector<State> read_community(Reading& reading, const Field& field) {
  std::vector<State> community;
  SectionReader section{reading, field, "community"};
  for (const Field& each : section.named()) {
    State state;
    state.kind = StateKind::Community;
    state.name = each.key;
    SectionReader reader{reading, each, "community_state"};
    read_stay(reading, reader, state);
    reader.done();
    community.push_back(std::move(state));
  }
  section.done();
  return community;
}

std::vector<State> read_outcomes(Reading& reading, const Field& field) {
  std::vector<State> outcomes;
  if (!field.is_map()) {
    const auto names =
        read_names(reading, field, schema::expected_of("outcomes"), [&](const Field& each) {
          auto name = read_text(reading, each, "a name");
          if (name) {
            Field named = each;
            named.key = *name;
            if (!check_name(reading, named)) name.reset();
          }
          return name;
        });
    for (const auto& name : names)
      outcomes.push_back(make_outcome(name));
    return outcomes;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    check_name(reading, each);
    SectionReader section{reading, each, "outcome"};
    State outcome = make_outcome(each.key);
    if (const auto label = section.text("label")) outcome.label = label->value;
    section.done();
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace stepdown::models
