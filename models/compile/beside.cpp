#include "models/compile/beside.hpp"

#include "models/compile/given.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

bool is_level(const State& state) {
  return state.kind == StateKind::Level;
}

bool holds_until_placed(const State& state) {
  return is_level(state) && state.hold.kind == Hold::Kind::UntilPlaced;
}

/// The level of that name, or an error.
const State* find_level(const Scenario& scenario,
                        const Names& names,
                        const Located<std::string>& name,
                        const std::string& key,
                        Problems& problems) {
  const auto found = names.states.find(name.value);
  if (found && is_level(scenario.states[*found])) return &scenario.states[*found];
  problems.report(Rule::UnknownLevel,
                  name.at,
                  key,
                  fmt::format("expected a level, got {}{}",
                              in_quotes(name.value),
                              problems.suggestion(name.value, level_names(scenario))));
  return nullptr;
}

bool shares_places(const State& a, const State& b) {
  return &a == &b || (a.places.kind == Places::Kind::Pool && b.places.kind == Places::Kind::Pool &&
                      a.places.pool.value == b.places.pool.value);
}

/// Why people of `level` cannot have places of `other` besides; empty: they can.
std::string why_not_beside(const State& level, const State& other) {
  if (&level == &other) return "the level itself";
  if (shares_places(level, other)) return "which draws on the same places";
  if (other.admission && other.admission->cohort) return "whose people start together";
  if (!other.tracks.empty()) return "which has tracks";
  if (other.places.shares_hours) return "which shares hours of its staff with others";
  return {};
}

void check_bridge(const Scenario& scenario,
                  const Names& names,
                  const State& level,
                  Problems& problems) {
  const Located<std::string>& to = level.waiting.bridge->to;
  const std::string key = state_key(level) + ".waiting.bridge";
  const State* other = find_level(scenario, names, to, key, problems);
  if (other == nullptr) return;
  std::string why = why_not_beside(level, *other);
  const bool is_ordered = !level.is_intake && !other->is_intake;
  const bool is_above =
      names.states.position(other->name.value) < names.states.position(level.name.value);
  if (why.empty() && is_ordered && is_above) why = "which is more intensive";
  if (why.empty()) return;
  problems.report(Rule::UnfitBridge,
                  to.at,
                  key,
                  fmt::format("expected a less intensive level with other places, to which people "
                              "come one by one, got {}, {}",
                              in_quotes(to.value),
                              why));
}

bool names_any(const Given<Split>& split, const std::function<bool(const std::string&)>& is_one) {
  bool found = false;
  for_each_leaf(split, "", [&](const Split& leaf, const std::string& /*key*/) {
    found = found ||
            std::ranges::any_of(leaf, [&](const Share& share) { return is_one(share.name.value); });
  });
  return found;
}

/// Whose people may keep their places until they get one of `companion`, while people of `level`
/// may keep one of each until they get one of theirs: they would wait for each other for ever.
const State* who_waits_for(const Scenario& scenario,
                           const Names& names,
                           const State& level,
                           const State& companion) {
  const auto is_one = [&](const std::string& name) {
    const auto found = names.states.find(name);
    return found && shares_places(scenario.states[*found], companion);
  };
  const auto goes_there = [&](const State& state) {
    return std::ranges::any_of(state.exits,
                               [&](const Exit& exit) { return names_any(exit.to, is_one); });
  };
  if (level.hold.kind == Hold::Kind::None) return nullptr;
  if (goes_there(level)) return &level;
  if (!holds_until_placed(level)) return nullptr;
  for (const State& state : scenario.states) {
    if (!is_level(state)) continue;
    const Waiting& waiting = state.waiting;
    if ((holds_until_placed(state) && goes_there(state)) ||
        (waiting.divert_to && is_one(waiting.divert_to->value)) ||
        std::ranges::any_of(waiting.alternatives,
                            [&](const auto& other) { return is_one(other.value); }) ||
        (waiting.turned_away_to && names_any(*waiting.turned_away_to, is_one)) ||
        (waiting.bridge && is_one(state.name.value)))
      return &state;
  }
  return nullptr;
}

void check_companion(const Scenario& scenario,
                     const Names& names,
                     const State& level,
                     std::size_t number,
                     Problems& problems) {
  const Companion& companion = level.alongside[number];
  const auto& [name, at] = companion.level;
  const std::string key = fmt::format("{}.alongside.{}", state_key(level), name);
  check_given({&names, &problems, at, key + ".share", names.attributes.size()}, companion.share);
  const State* other = find_level(scenario, names, companion.level, key, problems);
  if (other == nullptr) return;
  std::string why = why_not_beside(level, *other);
  for (std::size_t i = 0; i < number && why.empty(); ++i) {
    const auto before = names.states.find(level.alongside[i].level.value);
    if (before && shares_places(scenario.states[*before], *other))
      why = fmt::format("which draws on the same places as '{}'", level.alongside[i].level.value);
  }
  if (!why.empty()) {
    problems.report(Rule::UnfitCompanion,
                    at,
                    key,
                    fmt::format("expected a level with other places, to which people come one by "
                                "one, got {}, {}",
                                in_quotes(name),
                                why));
    return;
  }
  const State* waiting = who_waits_for(scenario, names, level, *other);
  if (waiting == nullptr) return;
  problems.report(
      Rule::CompanionInRing,
      at,
      key,
      fmt::format("expected a level that nobody waits for in a place of theirs, got {}: people of "
                  "'{}' do, and those of '{}' may hold it meanwhile, so that all wait for ever",
                  in_quotes(name),
                  waiting->name.value,
                  level.name.value));
}

}  // namespace

void check_beside(const Scenario& scenario, const Names& names, Problems& problems) {
  for (const State& state : scenario.states) {
    if (!is_level(state)) continue;
    if (state.waiting.bridge) check_bridge(scenario, names, state, problems);
    for (std::size_t i = 0; i < state.alongside.size(); ++i)
      check_companion(scenario, names, state, i, problems);
  }
}

void build_beside(const Scenario& scenario,
                  const Names& names,
                  const Model& model,
                  std::vector<StateModel>& states) {
  const std::vector<std::uint32_t> streams = streams_of(names.states.names());
  const auto find = [&names](const std::string& name) {
    return StateId{static_cast<std::uint16_t>(names.states.position(name))};
  };
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const State& level = scenario.states[l];
    StateModel& built = states[l];
    if (const auto& bridge = level.waiting.bridge; bridge && built.has_list()) {
      const StateId to = find(bridge->to.value);
      built.bridge = {to, bridge->patience_ratio.value, bridge->shortens.value};
      states[index_of(to)].is_bridge = true;
    }
    for (const Companion& companion : level.alongside) {
      const StateId to = find(companion.level.value);
      CompanionRule& rule = built.alongside.emplace_back();
      rule.level = to;
      rule.stream = streams[index_of(to)];
      rule.waits = companion.waits;
      for (const ClassValues& who : model.classes)
        rule.share.push_back(value_for(companion.share, names, who).value);
      states[index_of(to)].is_companion = true;
    }
  }
}

}  // namespace stepdown::models
