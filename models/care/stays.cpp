#include "models/care/care_system.hpp"

#include <algorithm>

/// How a stay begins, how it ends and what is next.
namespace stepdown::models {

void CareSystem::end_of_stay(Slot slot, Person& person) {
  state_recorder_.ended_treatment();
  person.ready_at = now_;
  if (has_trials_) [[unlikely]]
    note_trials(slot, person, now_);
  person.held_before = Ticks::zero();
  person.to_discharge = Ticks::zero();
  tell(person, HappeningKind::TreatmentEnd, person.state, static_cast<int>(person.exit.reason));
  if (person.exit.has_transfer) {
    begin_transfer(slot, person);
  } else {
    be_discharged(slot, person);
  }
}

/// The exit by which the person leaves takes time, in the present place.
void CareSystem::begin_transfer(Slot slot, Person& person) {
  const ExitInfo& exit = state_now(person.state).exits[person.exit.index];
  const sim::Block words = draws_.of(person, Draw::Transfer);
  const sim::QuantileTable& delays = tables_.times[index_of(*exit.transfer)];
  const Ticks delay = sim::to_ticks(delays.at(sim::wide_bits(words[0], words[1])));
  person.phase = Phase::InTransfer;
  person.wait_from = now_;
  schedule_while_kept(slot, person, CareEventKind::StayEnds, now_ + delay);
  if (exit.transfer_reserves_next && model_.is_level(person.target) &&
      pools_.of(person.target).is_limited &&
      pools_.pool_of(person.target) != pools_.pool_of(person.state)) {
    count_move(person);
    remember(person);
    look_at_medications(slot, person);
    join_line(slot, person);
    person.asks(Request::Reserving);
  }
}

void CareSystem::end_of_transfer(Slot slot, Person& person) {
  tell(person, HappeningKind::TransferEnd, person.state);
  state_recorder_.transferred(person, now_);
  be_discharged(slot, person);
}

/// Nothing is in the way of leaving but perhaps the hour.
void CareSystem::be_discharged(Slot slot, Person& person) {
  if (person.exit.keeps_discharge_hours) [[unlikely]] {
    const Ticks hour = state_now(person.state).discharge.first_open(now_);
    if (hour > now_) return await_discharge(slot, person, hour);
  }
  become_ready(slot, person);
}

void CareSystem::await_discharge(Slot slot, Person& person, Ticks hour) {
  person.phase = Phase::ToDischarge;
  person.wait_from = now_;
  schedule_while_kept(slot, person, CareEventKind::StayEnds, hour);
}

void CareSystem::hour_of_discharge(Slot slot, Person& person) {
  tell(person, HappeningKind::DischargeHour, person.state);
  end_wait_for_discharge(person);
  become_ready(slot, person);
}

void CareSystem::end_wait_for_discharge(Person& person) {
  state_recorder_.awaited_discharge(person, now_);
  person.to_discharge += now_ - person.wait_from;
}

void CareSystem::become_ready(Slot slot, Person& person) {
  person.phase = Phase::Ready;
  person.wait_from = now_;
  if (person.request != Request::None) {
    ask(slot, person);  // a reserving transfer: the move was numbered when the place was requested
  } else {
    move_towards(slot, person, person.target);
  }
}

/// The next move of `slot` is to `target`: at once if nothing is in the way.
void CareSystem::move_towards(Slot slot, Person& person, StateId target) {
  count_move(person);
  if (has_place(person.phase)) remember(person);
  look_at_medications(slot, person);
  person.target = target;
  move_if(model_.is_level(target), slot, person);
}

/// Takes the place that there is for the person.
void CareSystem::move(Slot slot, Person& person) {
  move_if(false, slot, person);
}

/// Goes to `person.target`, if it need not be asked for or is there to be taken. Nearly every event
/// comes here, so all that it does at once is compiled into it; and once, as the instructions of a
/// run just fit into what a processor keeps at hand.
[[gnu::flatten]] void CareSystem::move_if(bool asks, Slot slot, Person& person) {
  if (asks && !gets_place_at_once(slot, person)) return;
  leave(slot, person);
  enter(slot, person);
}

/// Ends the present stay, if there is one, and frees the place.
void CareSystem::leave(Slot slot, Person& person) {
  if (!has_place(person.phase)) return;
  if (lends_places_) [[unlikely]]
    leave_second_places(slot, person);
  --sites_[index_of(person.state)].present;
  const PlacePools::Pool& pool = pools_.of(person.state);
  state_recorder_.left(person, now_, pools_.give_back(person.state));
  if (!pool.is_plain) [[unlikely]]
    leave_unlike_place(slot, person);
  person_recorder_.stay_ended(slot, person, now_);
  if (medications_.in_use()) [[unlikely]]
    medications_.leaves(slot, person, now_);
  person.phase = Phase::Outside;
  if (pool.has_turnaround) [[unlikely]]
    begin_turnaround(person);
  if (!model_.is_treatment(person.state)) return;
  person.history.left_care_at = now_;
  person.history.time_in_care += now_ - person.ready_at;
}

/// The place that the person has just left is not like all others.
void CareSystem::leave_unlike_place(Slot slot, const Person& person) {
  if (services_.follows(person.state)) services_.ended(service_visit(person), now_);
  tell_sharers(person.state);
  reserves_.give_back(person.state, slot);
  if (person.seats.here() != 0) leave_seat(person);
}

/// The share of the sessions of the stay that is ending which the person attended, as in `History`.
std::uint32_t CareSystem::attended_share(const Person& person,
                                         const BehaviorEntry& behavior,
                                         std::uint32_t stream) const {
  const sim::Block words = draws_.of(person, Draw::Attendance, stream);
  const double share = tables_.times[behavior.attendance].at(sim::wide_bits(words[0], words[1]));
  return whole_shares(std::min(1.0, share * behavior.attendance_factor));
}

/// Takes the person to `target`, where a place is free or none is needed.
void CareSystem::enter(Slot slot, Person& person) {
  const StateId origin = person.state;
  const StateId state = person.target;
  if (!model_.is_treatment(state)) person_recorder_.entered_outside_care(slot, person, state, now_);
  person.state = state;
  if (model_.is_outcome(state)) {
    state_recorder_.ended_up(origin, person, now_);
    if (medications_.in_use()) [[unlikely]]
      leave_medicated(slot, person);
    if (accounts_.in_use()) [[unlikely]]
      accounts_.leaves_for_good(slot, person, person_recorder_.is_dead(slot), now_);
    tell(person, HappeningKind::Outcome, state);
    ++sites_[index_of(state)].present;
    leave_for_good(slot, person);
    return;
  }
  const sim::Block words = draws_.of(person, Draw::Stay);
  person.phase = Phase::Staying;
  person.since = now_;
  ++sites_[index_of(state)].present;
  state_recorder_.entered(origin, person, now_, pools_.take(state));
  person.seats.go();
  person.refusal = Refusal::None;
  tell(person, HappeningKind::Admission, state);
  if (accounts_.in_use()) [[unlikely]]
    accounts_.enters(slot, person, now_);
  const bool is_level = model_.is_level(state);
  if (is_level) {
    if (!pools_.of(state).is_plain) [[unlikely]]
      come_to_unlike_place(slot, person);
    admit(slot, person);
  }
  if (medications_.in_use()) [[unlikely]]
    enter_medicated(slot, person);
  stay(slot, person, words);
  if (is_level) person.history.visited |= std::uint64_t{1} << (index_of(state) % 64);
}

/// The place to which the person has just come is not like all others.
void CareSystem::come_to_unlike_place(Slot slot, const Person& person) {
  if (person.seats.here() != 0) sit_down(person);
  tell_sharers(person.state);
  reserves_.take(person.state, slot, asker_of(person));
}

/// The person has come to a level: remembers the admission and how long it was waited for.
void CareSystem::admit(Slot slot, Person& person) {
  History& history = person.history;
  history.waited = now_ - person.wait_from;
  if (lends_places_) [[unlikely]]
    come_with_second_places(slot, person);
  if (!model_.is_treatment(person.state)) return;
  person_recorder_.admitted(slot, person, person.state, now_);
  if (history.begins_episode(now_, episode_gap_)) {
    count_up(history.episodes);
    history.time_in_care = Ticks::zero();
  }
  count_up(history.admissions);
}

/// Draws how and when the stay that has just begun will end, and where it leads.
void CareSystem::stay(Slot slot, Person& person, const sim::Block& words) {
  person.behavior = behavior_of(person.state, person);
  person.stay_visit = person.visit;
  person.is_remembered = false;
  const BehaviorEntry& behavior = tables_.behaviors[person.behavior];
  const bool is_medicated = medications_.matter_in(person.state);
  Ticks time = sim::never;
  Range targets;
  if (behavior.splits.count > 0) {
    const SplitEntry& exit = tables_.choose_split(behavior.splits, words[0]);
    time = sim::to_ticks(exit.times->at(sim::wide_bits(words[2], words[3])) * exit.factor);
    if (lends_places_) [[unlikely]]
      time = after_bridge(slot, person, time);
    person.exit = exit.exit;
    targets = exit.targets;
  }
  for (std::uint32_t r = 0; r < behavior.races.count; ++r) {
    const std::uint32_t number = behavior.races.first + r;
    const RaceEntry& race = tables_.races[number];
    const sim::Block luck = race_words(person, race);
    const std::uint64_t bits = sim::wide_bits(luck[0], luck[1]);
    const Ticks clock =
        is_medicated ? medicated_clock(slot, person, number, bits) : race.clock(bits);
    if (clock < time) {
      time = clock;
      person.exit = race.exit;
      targets = race.targets;
    }
  }
  if (time == sim::never) {  // no exit at all
    person.due = sim::never;
    return;
  }
  person.target = tables_.choose(targets, words[1]);
  schedule(slot, person, CareEventKind::StayEnds, now_ + time);
}

void CareSystem::leave_for_good(Slot slot, Person& person) {
  person_recorder_.left_for_good(slot, person, now_);
  person.phase = Phase::Gone;
  person.due = sim::never;
  people_.release(slot);
}

void CareSystem::schedule(Slot slot, Person& person, CareEventKind kind, Ticks time) {
  person.due = time;
  queue_.push(pack(time, {.kind = kind, .number = person.number, .slot = slot}));
}

}  // namespace stepdown::models
