#include "models/care/care_system.hpp"

#include <algorithm>

/// How a stay begins, how it ends and what is next.
namespace stepdown::models {

void CareSystem::end_of_stay(Slot slot, Person& person) {
  state_recorder_.ended_treatment();
  person.ready_at = now_;
  person.held_before = Ticks::zero();
  person.to_discharge = Ticks::zero();
  if (full_) {
    if (has_trials_) note_trials(slot, person, now_);
    tell(person, HappeningKind::TreatmentEnd, person.state, static_cast<int>(person.exit.reason));
  }
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
      pools_.pool_of(person.target) != pools_.pool_of(person.state) &&
      !hours_.have_in_common(person.target, person.state)) {
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
    count_move(person);
    remember(person);
    begin_move(slot, person);
  }
}

/// The next move of `slot` is to `target`: at once if nothing is in the way.
void CareSystem::move_towards(Slot slot, Person& person, StateId target) {
  count_move(person);
  if (has_place(person.phase)) remember(person);
  person.target = target;
  begin_move(slot, person);
}

/// The move has its number, and the person is going to `person.target`.
void CareSystem::begin_move(Slot slot, Person& person) {
  if (full_) {
    look_at_medications(slot, person);
    move_if<true>(model_.is_level(person.target), slot, person);
  } else {
    move_if<false>(model_.is_level(person.target), slot, person);
  }
}

/// Takes the place that there is for the person.
void CareSystem::move(Slot slot, Person& person) {
  if (full_)
    move_if<true>(false, slot, person);
  else
    move_if<false>(false, slot, person);
}

/// Goes to `person.target`, if it need not be asked for or is there to be taken. Nearly every event
/// comes here, so all that it does at once is compiled into it; and no run needs more than one of
/// the two, as its instructions just fit into what a processor keeps at hand.
template <bool full>
void CareSystem::move_if(bool asks, Slot slot, Person& person) {
  if (asks && !gets_place_at_once<full>(slot, person)) return;
  leave<full>(slot, person);
  enter<full>(slot, person);
}

/// Ends the present stay, if there is one, and frees the place.
template <bool full>
void CareSystem::leave(Slot slot, Person& person) {
  if (!has_place(person.phase)) return;
  if (full && lends_places_) [[unlikely]]
    leave_second_places(slot, person);
  --sites_[index_of(person.state)].present;
  const PlacePools::Pool& pool = pools_.of(person.state);
  state_recorder_.left(person, now_, pools_.give_back(person.state));
  if (!pool.is_plain) [[unlikely]]
    leave_unlike_place(slot, person);
  person_recorder_.stay_ended(slot, person, now_);
  if (full && medications_.in_use()) [[unlikely]]
    medications_.leaves(slot, person, now_);
  person.phase = Phase::Outside;
  if (pool.has_turnaround) [[unlikely]]
    begin_turnaround(person);
  if (!person.in_treatment) return;
  person.history.left_care_at = now_;
  person.history.time_in_care += now_ - person.ready_at;
}

template void CareSystem::leave<true>(Slot slot, Person& person);

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
template <bool full>
void CareSystem::enter(Slot slot, Person& person) {
  const StateId origin = person.state;
  const StateId state = person.target;
  const StateTraits traits = traits_[index_of(state)];
  if (!traits.is_treatment) person_recorder_.entered_outside_care(slot, person, state, now_);
  person.state = state;
  person.in_treatment = traits.is_treatment;
  if (traits.is_outcome) {
    state_recorder_.ended_up(origin, person, now_);
    if (full) {
      if (medications_.in_use()) leave_medicated(slot, person);
      if (accounts_.in_use())
        accounts_.leaves_for_good(slot, person, person_recorder_.is_dead(slot), now_);
      tell(person, HappeningKind::Outcome, state);
    }
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
  if (full) {
    tell(person, HappeningKind::Admission, state);
    if (accounts_.in_use()) accounts_.enters(slot, person, now_);
  }
  const bool is_level = model_.is_level(state);
  if (is_level) {
    if (!pools_.of(state).is_plain) [[unlikely]]
      come_to_unlike_place(slot, person);
    admit<full>(slot, person);
  }
  if (full && medications_.in_use()) [[unlikely]]
    enter_medicated(slot, person);
  stay<full>(slot, person, words);
  if (is_level) person.history.visited |= std::uint64_t{1} << (index_of(state) % 64);
}

template void CareSystem::enter<true>(Slot slot, Person& person);

/// The place to which the person has just come is not like all others.
void CareSystem::come_to_unlike_place(Slot slot, const Person& person) {
  if (person.seats.here() != 0) sit_down(person);
  tell_sharers(person.state);
  reserves_.take(person.state, slot, asker_of(person));
}

/// The person has come to a level: remembers the admission and how long it was waited for.
template <bool full>
void CareSystem::admit(Slot slot, Person& person) {
  History& history = person.history;
  history.waited = now_ - person.wait_from;
  if (full && lends_places_) [[unlikely]]
    come_with_second_places(slot, person);
  if (!person.in_treatment) return;
  const bool begins_episode = history.begins_episode(now_, episode_gap_);
  person_recorder_.admitted(slot, person, begins_episode, now_);
  if (begins_episode) {
    count_up(history.episodes);
    history.time_in_care = Ticks::zero();
  }
  count_up(history.admissions);
}

/// Draws how and when the stay that has just begun will end, and where it leads.
template <bool full>
[[gnu::always_inline]] inline void CareSystem::stay(Slot slot,
                                                    Person& person,
                                                    const sim::Block& words) {
  person.behavior = behavior_of(person.state, person);
  person.stay_visit = person.visit;
  person.is_remembered = false;
  const BehaviorEntry& behavior = tables_.behaviors[person.behavior];
  const bool is_medicated = full && medications_.matter_in(person.state);
  Ticks time = sim::never;
  Range targets;
  if (behavior.splits.count > 0) {
    const SplitEntry& exit = tables_.choose_split(behavior.splits, words[0]);
    time = sim::to_ticks(exit.times->at(sim::wide_bits(words[2], words[3])) * exit.factor);
    if (full && lends_places_) [[unlikely]]
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
