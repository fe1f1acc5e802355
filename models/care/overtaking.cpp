#include "models/care/care_system.hpp"

/// Race exits that come when treatment is over: to those who are held or in transfer, and those of
/// waiting, to those who wait outside.
namespace stepdown::models {

/// The clock of the first of those races that comes later than `after` and before `before`; it is
/// then the one that overtakes the person. Else `before`.
template <class ClockOf>
Ticks CareSystem::first_overtaker(
    Person& person, Range races, Ticks after, Ticks before, const ClockOf& clock_of) const {
  person.overtaker = no_race;
  for (std::uint32_t number = races.first; number < races.first + races.count; ++number) {
    const RaceEntry& race = tables_.races[number];
    if (!race.goes_on) continue;
    const Ticks clock = clock_of(number);
    if (clock <= after || clock >= before) continue;
    before = clock;
    person.overtaker = number;
  }
  return before;
}

/// When that race, by its number among all, comes, from the beginning of the stay; one that was in
/// progress at the start had lasted so long.
Ticks CareSystem::race_clock(Slot slot, const Person& person, std::uint32_t number) const {
  const RaceEntry& race = tables_.races[number];
  const sim::Block luck = race_words(person, race);
  const std::uint64_t bits = sim::wide_bits(luck[0], luck[1]);
  if (medications_.matter_in(person.state)) return medicated_clock(slot, person, number, bits);
  return person.since < Ticks::zero() ? race.clock_after(-person.since, bits) : race.clock(bits);
}

/// When the first of the races that go on after treatment comes, if that is before `time`; else
/// `time`. Races that came earlier, or at this very moment, were lost.
Ticks CareSystem::first_race(Slot slot, Person& person, Ticks time) const {
  const Ticks before = time == sim::never ? sim::never : time - person.since;
  const Ticks first =
      first_overtaker(person,
                      tables_.behaviors[person.behavior].races,
                      now_ - person.since,
                      before,
                      [&](std::uint32_t race) { return race_clock(slot, person, race); });
  return first == sim::never ? sim::never : person.since + first;
}

/// Schedules what comes next to somebody who keeps a place after treatment: the end of the hold or
/// of the transfer at `time` (`never`: none), or a race before it.
void CareSystem::schedule_while_kept(Slot slot, Person& person, CareEventKind kind, Ticks time) {
  person.overtaker = no_race;
  if (tables_.behaviors[person.behavior].races_go_on) time = first_race(slot, person, time);
  person.due = time;
  if (time == sim::never) return;
  schedule(slot, person, person.overtaker == no_race ? kind : CareEventKind::StayEnds, time);
}

/// A race comes to somebody who is held or in transfer: they leave by it instead.
void CareSystem::overtake(Slot slot, Person& person) {
  const RaceEntry& race = tables_.races[person.overtaker];
  withdraw(slot, person);
  if (person.phase == Phase::InTransfer) {
    state_recorder_.transferred(person, now_);
  } else if (person.phase == Phase::ToDischarge) {
    end_wait_for_discharge(person);
  } else {
    person.held_before += now_ - person.wait_from;
  }
  person.exit = race.exit;
  tell(person, HappeningKind::Overtaken, person.state, static_cast<int>(race.exit.reason));
  person.phase = Phase::Ready;
  person.wait_from = now_;
  const StateId next = tables_.choose(race.targets, race_words(person, race)[2]);
  if (!race.exit.has_transfer) {
    move_towards(slot, person, next);
    return;
  }
  count_move(person);  // another transfer, with luck of its own
  person.target = next;
  begin_transfer(slot, person);
}

/// Asks no longer for what was asked for; a place kept meanwhile is free again.
void CareSystem::withdraw(Slot slot, Person& person) {
  person.refusal = Refusal::None;  // of whoever was redirected while they kept their place
  if (is_in_line(person.request)) {
    end_request(slot, person);
  } else if (person.request == Request::Granted) {
    person.asks(Request::None);
    end_keeping(slot, person);
    pools_.look_again(person.target);
    places_changed(person.target);
    if (person.seats.next() != 0) give_seat_back(person.target, person.seats.next());
    person.seats.set_next(0);
  }
}

/// When the first of the exits of waiting comes to somebody who waits outside, if that is before
/// patience ends; else when that is. From when the wait began.
Ticks CareSystem::first_risk(Slot slot, Person& person, const OutsideWait& wait) const {
  person.behavior = wait.behavior;
  const Range risks = tables_.risks[wait.behavior];
  return first_overtaker(person, risks, -sim::one_tick, wait.patience, [&](std::uint32_t number) {
    const RaceEntry& risk = tables_.races[number];
    const sim::Block luck = draws_.of(person, Draw::WaitingRace, risk.stream);
    const std::uint64_t bits = sim::wide_bits(luck[0], luck[1]);
    if (medications_.matter_in(person.target)) [[unlikely]]
      return medications_.clock({slot, person.target, wait.behavior, wait.since, true},
                                number - risks.first,
                                wait.waited,
                                bits);
    return wait.waited == Ticks::zero() ? risk.clock(bits) : risk.clock_after(wait.waited, bits);
  });
}

/// An exit of waiting comes to somebody who waits outside.
void CareSystem::leave_list(Slot slot, Person& person) {
  const RaceEntry& risk = tables_.races[person.overtaker];
  const StateId next =
      tables_.choose(risk.targets, draws_.of(person, Draw::WaitingRace, risk.stream)[2]);
  state_recorder_.count(person, Counter::LeftList, person.target, now_);
  state_recorder_.timed(person, Length::LeftListWait, person.target, now_, now_ - person.wait_from);
  tell(person, HappeningKind::LeftList, person.target, static_cast<int>(risk.exit.reason));
  end_request(slot, person);
  person.refusal = Refusal::LeftList;
  person.refused_by = person.target;
  person_recorder_.left_list(slot, person, risk.exit, next, now_);
  if (risk.exit.kind == ReasonKind::Relapse) count_up(person.history.relapses);
  move_towards(slot, person, next);
}

}  // namespace stepdown::models
