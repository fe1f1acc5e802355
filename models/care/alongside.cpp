#include "models/care/care_system.hpp"

#include <algorithm>
#include <vector>

/// Places alongside: people of one level want one of another beside theirs, have it until the stay
/// is over, and take it along to the next level if that knows it too.
namespace stepdown::models {

namespace {

/// What `level` says about places of `other` beside its own; null: nothing.
const CompanionRule* rule_of(const StateModel& level, StateId other) {
  const auto found = std::ranges::find(level.alongside, other, &CompanionRule::level);
  return found == level.alongside.end() ? nullptr : &*found;
}

}  // namespace

/// The person has come to `person.state`, perhaps with places alongside.
void CareSystem::come_with_second_places(Slot slot, Person& person) {
  if (seconds_.has_bridges() && model_.is_treatment(person.state))
    person_recorder_.found_place(slot, now_);
  if (!model_.state(person.state).alongside.empty()) ask_alongside(slot, person);
}

void CareSystem::ask_alongside(Slot slot, const Person& person) {
  seconds_.make_room(slot);
  for (const CompanionRule& rule : state_now(person.state).alongside) {
    const SecondPlaces::Second& second = seconds_.of(slot, rule.level);
    if (second.has || (second.asks && (rule.waits || !second.waits))) continue;
    if (second.asks) {
      stop_asking_alongside(slot, person, rule.level);
      continue;
    }
    const sim::Block luck = draws_.of(person, Draw::Alongside, rule.stream);
    if (sim::open_unit(luck[0], luck[1]) >= rule.share[index_of(person.who)]) continue;
    state_recorder_.asked_beside(person, rule.level, now_);
    seconds_.ask(slot, rule.level, person, now_);
    pools_.ask_beside(rule.level);
    seconds_.asking.push_back({slot, rule.level});
  }
}

void CareSystem::stop_asking_alongside(Slot slot, const Person& person, StateId level) {
  if (seconds_.of(slot, level).waits) state_recorder_.waiting_beside(person, level, now_, -1);
  seconds_.stop_asking(slot, level);
  pools_.stop_asking_beside(level);
}

/// The stay in `person.state` is over: what goes with it is, too, unless the person takes it along.
void CareSystem::leave_second_places(Slot slot, const Person& person) {
  const StateModel& here = model_.state(person.state);
  if (here.alongside.empty()) return;
  const bool goes_on = person.request == Request::None && model_.is_level(person.target);
  for (const CompanionRule& rule : here.alongside) {
    if (goes_on && rule_of(model_.state(person.target), rule.level) != nullptr) continue;
    const SecondPlaces::Second& second = seconds_.of(slot, rule.level);
    if (second.asks) stop_asking_alongside(slot, person, rule.level);
    if (!second.has) continue;
    leave_second_place(slot, person, rule.level, Beside::Alongside, rule.stream);
    tell(person, HappeningKind::AlongsideEnd, rule.level);
  }
}

/// Who asked in this instant and got nothing waits, or goes without.
void CareSystem::decide_about_those_asking() {
  for (const auto& [slot, level] : seconds_.asking) {
    SecondPlaces::Second& second = seconds_.of(slot, level);
    const Person& person = people_[slot];
    if (!second.asks || second.waits || !has_place(person.phase)) continue;
    if (rule_of(model_.state(person.state), level)->waits) {
      second.waits = true;
      state_recorder_.waiting_beside(person, level, now_, 1);
    } else {
      state_recorder_.went_without(person, level, now_);
      stop_asking_alongside(slot, person, level);
    }
  }
  seconds_.asking.clear();
}

/// At the horizon.
void CareSystem::tell_second_places(Slot slot, const Person& person) {
  if (!seconds_.knows(slot)) return;
  const Beside kind = has_place(person.phase) ? Beside::Alongside : Beside::Bridge;
  for (const StateId level : seconds_.levels()) {
    const SecondPlaces::Second& second = seconds_.of(slot, level);
    if (!second.has) continue;
    if (services_.follows(level)) note_services_beside(person, level, second.since, horizon_);
    state_recorder_.still_beside(person, kind, level, second.since);
  }
}

}  // namespace stepdown::models
