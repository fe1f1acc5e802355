#include "models/compile/state.hpp"

#include "models/calendar.hpp"
#include "models/compile/admission.hpp"
#include "models/compile/authorization.hpp"
#include "models/compile/places.hpp"
#include "models/compile/pools.hpp"
#include "models/compile/services.hpp"
#include "models/compile/tracks.hpp"
#include "models/shared_hours.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// The pool on which a level draws, if it does, or with which levels it has hours in common.
void build_pool(const Scenario& scenario, const State& level, StateModel& model) {
  if (level.places.shares_hours) {
    const std::size_t number = position_of(scenario.states, level.name.value);
    model.staff_group =
        static_cast<std::uint16_t>(levels_with_same_staff(scenario, number).front());
  }
  if (level.places.kind != Places::Kind::Pool) return;
  const auto pool = find_pool(scenario, level.places);
  const std::vector<Located<std::string>>& order = scenario.pools[*pool].order;
  const auto first =
      std::ranges::find(order, level.name.value, &Located<std::string>::value) - order.begin();
  model.pool = static_cast<std::uint16_t>(*pool);
  model.pool_rank = static_cast<std::uint16_t>(first);
}

void build_reserves(const Places& places, const Names& names, StateModel& model) {
  for (const Places::Reserve& reserve : places.reserves) {
    PlacesReserve& built = model.reserves.emplace_back();
    built.places = reserve.places.value;
    const auto attribute = names.attributes.find(reserve.attribute.value);
    if (attribute) {
      built.attribute = *attribute;
      built.value =
          static_cast<std::uint16_t>(names.values[*attribute].position(reserve.value.value));
    } else {
      const auto* const found = std::ranges::find(waiting_class_names, reserve.value.value);
      built.waiting_class = static_cast<WaitingClass>(found - waiting_class_names.begin());
    }
  }
}

/// Places that follow from staff change with its numbers.
void follow_staff(const Scenario& scenario, const std::string& level, PlacesOverTime& places) {
  const Calendar calendar(scenario.start.value);
  int last = places.places;
  for (const ScenarioPeriod& period : scenario.later_periods) {
    const auto day = static_cast<double>(calendar.day_of(period.date.value));
    if (day >= scenario.run.horizon.value) break;
    const auto then = std::ranges::find_if(
        period.scenario.states, [&](const State& state) { return state.name.value == level; });
    const int count = then->places.count.value;
    if (count != last) places.changes.push_back({day, count});
    last = count;
  }
}

void build_places(const Scenario& scenario, const Places& places, StateModel& model) {
  model.is_limited = places.kind != Places::Kind::Unlimited;
  PlacesOverTime built = places_over_time(scenario, places);
  if (places.kind == Places::Kind::Staff) follow_staff(scenario, model.name, built);
  model.places_label = std::move(built.label);
  model.places = built.places;
  model.changes = std::move(built.changes);
}

void build_waiting(const Waiting& waiting, const Names& names, StateModel& model) {
  if (waiting.order.empty()) model.class_rank.fill(0);
  model.by_referral = waiting.by_referral;
  for (std::size_t rank = 0; rank < waiting.order.size(); ++rank) {
    model.class_rank[static_cast<std::size_t>(waiting.order[rank])] =
        static_cast<std::uint16_t>(rank);
  }
  if (waiting.limit) model.list_limit = waiting.limit->value;
  if (waiting.target) model.wait_target = waiting.target->value;
  const auto id_of = [&names](const Located<std::string>& level) {
    return StateId{static_cast<std::uint16_t>(names.states.position(level.value))};
  };
  if (waiting.divert_to) model.divert_to = id_of(*waiting.divert_to);
  for (const Located<std::string>& level : waiting.alternatives)
    model.alternatives.push_back(id_of(level));
  for (const auto& [people, share] : waiting.balk)
    model.balking.push_back({people.value, share.value});
}

std::vector<ExitInfo> build_exits(const State& state,
                                  const std::vector<Exit>& exits,
                                  const Names& names,
                                  TableBuilder& tables) {
  std::vector<std::string> reasons;
  for (const Exit& one : exits)
    reasons.push_back(one.reason.value);
  const std::vector<std::uint32_t> streams = streams_of(reasons);
  std::vector<ExitInfo> built;
  for (const Exit& one : exits) {
    ExitInfo info;
    info.stream = streams[built.size()];
    const std::size_t reason = names.reasons.position(one.reason.value);
    info.reason = ReasonId{static_cast<std::uint16_t>(reason)};
    info.is_race = one.after || one.is_trial();
    info.only_while_treated = one.only_while_treated || one.is_trial();
    info.trial = trial_of(one);
    info.keeps_discharge_hours = keeps_discharge_hours(state, one);
    if (one.transfer) {
      info.transfer = tables.distribution(one.transfer->time.value);
      info.transfer_reserves_next = one.transfer->reserves_next;
    }
    built.push_back(info);
  }
  return built;
}

}  // namespace

StateModel build_state(const Scenario& scenario,
                       const State& state,
                       const Names& names,
                       const StateEffects& effects,
                       TableBuilder& tables) {
  StateModel model;
  model.kind = state.kind;
  model.name = state.name.value;
  model.label = state.label.empty() ? state.name.value : state.label;
  model.exits = build_exits(state, state.exits, names, tables);
  if (state.kind == StateKind::Outcome) model.meaning = reason_kind(model.name);
  model.tests = effects.tests;
  if (state.kind != StateKind::Level) return model;
  const Places& places = places_of(scenario, state);
  build_places(scenario, places, model);
  build_pool(scenario, state, model);
  build_reserves(places, names, model);
  if (places.turnaround) model.turnaround = tables.distribution(places.turnaround->value);
  build_waiting(state.waiting, names, model);
  model.waiting_exits = build_exits(state, state.waiting.exits, names, tables);
  model.hold = state.hold;
  model.admission = admission_rule(scenario, state.admission, places);
  if (state.reviews) model.review_every = state.reviews->every.value;
  if (state.drug_tests) model.test_every = state.drug_tests->every.value;
  if (state.authorization)
    for (const ClassValues& who : enumerate_classes(names))
      model.authorized.push_back(authorized_days(*state.authorization, names, who));
  model.discharge = discharge_hours(scenario, state);
  if (state.places.kind == Places::Kind::Groups) model.group_size = state.places.each.value;
  model.is_intake = state.is_intake;
  const std::vector<int>& turns = tables.turns[names.states.position(model.name)];
  model.services = build_services(scenario, state, turns);
  model.posts = build_posts(scenario, state);
  model.program = build_program(scenario, state, turns);
  if (!state.tracks.empty()) build_tracks(scenario, state, names, model);
  return model;
}

}  // namespace stepdown::models
