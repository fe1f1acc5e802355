#include "models/care/care_system.hpp"

#include <algorithm>
#include <optional>

/// Bridges: places of another level that people have while they wait outside. They keep their place
/// in the line, and leave the bridge when the wait is over, however it ends.
namespace stepdown::models {

/// The person begins to wait outside: stands in the line of the bridge, if there is one.
void CareSystem::ask_for_bridge(Slot slot, const Person& person, const OutsideWait& wait) {
  const std::optional<BridgeRule>& rule = model_.state(person.target).bridge;
  if (!rule) return;
  seconds_.make_room(slot);
  seconds_.wait(slot) = wait;
  seconds_.ask(slot, rule->level, person, person.wait_from);
  pools_.ask_beside(rule->level);
}

/// Gives what is still free of the levels that lend places to those who ask for a second place.
void CareSystem::offer_second_places() {
  for (const StateId level : seconds_.levels()) {
    while (pools_.places(level).has_free() && gates_.is_open(level, now_)) {
      const auto first = seconds_.first_asking(level, [this, level](Slot slot) {
        return reserves_.may_take(level, {people_[slot].who, std::nullopt}, pools_.places(level));
      });
      if (!first) break;
      take_second_place(*first, people_[*first], level);
    }
  }
  decide_about_those_asking();
}

void CareSystem::take_second_place(Slot slot, Person& person, StateId level) {
  const Beside kind = has_place(person.phase) ? Beside::Alongside : Beside::Bridge;
  SecondPlaces::Second& second = seconds_.of(slot, level);
  if (kind == Beside::Alongside) {
    state_recorder_.waited_beside(person, level, {second.since, now_});
    if (second.waits) state_recorder_.waiting_beside(person, level, now_, -1);
  }
  seconds_.stop_asking(slot, level);
  pools_.stop_asking_beside(level);
  second.has = true;
  second.since = now_;
  state_recorder_.began_beside(person, kind, level, now_, pools_.take(level));
  tell_sharers(level);
  reserves_.take_second(level, seconds_.number(slot, level), person.who);
  if (accounts_.in_use()) accounts_.takes_beside(slot, person, level, now_);
  if (kind == Beside::Alongside) {
    tell(person, HappeningKind::Alongside, level);
    return;
  }
  holds_.add(pools_.pool_of(level), pools_.pool_of(person.target));
  person_recorder_.found_place(slot, now_);
  stretch_patience(slot, person);
  tell(person, HappeningKind::Bridge, level);
}

void CareSystem::leave_second_place(
    Slot slot, const Person& person, StateId level, Beside kind, std::uint32_t stream) {
  SecondPlaces::Second& second = seconds_.of(slot, level);
  second.has = false;
  if (services_.follows(level)) note_services_beside(person, level, second.since, now_);
  state_recorder_.ended_beside(person, kind, level, {second.since, now_}, pools_.give_back(level));
  tell_sharers(level);
  reserves_.give_back_second(level, seconds_.number(slot, level));
  if (accounts_.in_use()) accounts_.leaves_beside(slot, person, level, now_);
  if (pools_.of(level).has_turnaround && !is_swapping_)
    make_ready(person, level, draws_.of(person, Draw::SecondTurnaround, stream));
}

/// What is left of patience becomes longer or shorter, now that the bridge begins.
void CareSystem::stretch_patience(Slot slot, Person& person) {
  const double ratio = state_now(person.target).bridge->patience_ratio;
  OutsideWait& wait = seconds_.wait(slot);
  if (ratio == 1 || wait.patience == sim::never) return;
  const Ticks left = wait.since + wait.patience - now_;
  wait.patience = now_ - wait.since + sim::to_ticks(sim::to_days(left) * ratio);
  await_end_of_wait(slot, person, wait);
}

/// The person waits outside for `person.target` no longer.
void CareSystem::end_bridge(Slot slot, Person& person) {
  const std::optional<BridgeRule>& rule = state_now(person.target).bridge;
  if (!rule) return;
  const SecondPlaces::Second& second = seconds_.of(slot, rule->level);
  if (second.asks) {
    seconds_.stop_asking(slot, rule->level);
    pools_.stop_asking_beside(rule->level);
    return;
  }
  if (!second.has) return;
  holds_.remove(pools_.pool_of(rule->level), pools_.pool_of(person.target));
  if (rule->shortens > 0)
    seconds_.grant(slot, person, sim::to_ticks(rule->shortens * sim::to_days(now_ - second.since)));
  leave_second_place(slot, person, rule->level, Beside::Bridge, 0);
  tell(person, HappeningKind::BridgeEnd, rule->level);
}

/// The time of treatment that is left to somebody who has just come from a bridge.
Ticks CareSystem::after_bridge(Slot slot, const Person& person, Ticks time) const {
  return time == sim::never ? time : std::max(Ticks::zero(), time - seconds_.credit(slot, person));
}

}  // namespace stepdown::models
