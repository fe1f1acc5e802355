#include "models/care/care_system.hpp"

#include <cstddef>
#include <optional>

/// Who gets which place, and who waits.
///
/// Within one instant requests are first collected (`ask`), until all stays that end now have ended
/// and all places that change now have changed. Then `settle` gives out what is free, and only who
/// is still without a place after everything has come to rest begins to wait or to hold.
namespace stepdown::models {

/// Asks for a place in the level `target`; admitted at once when nobody can have a better claim.
void CareSystem::ask(Slot slot, Person& person) {
  if (gets_place_at_once<true>(slot, person)) move(slot, person);
}

/// Asks for a place in the level `target`: whether it is there to be taken now, as nobody can have
/// a better claim. Else the person stands in line.
template <bool full>
bool CareSystem::gets_place_at_once(Slot slot, Person& person) {
  person.wait_from = now_;
  if (full && keeps_referrals_) [[unlikely]]
    note_referral(slot, person);
  if (person.request == Request::Granted) {
    person.asks(Request::None);
    end_keeping(slot, person);
    return true;
  }
  const PlacePools::Pool& pool = pools_.of(person.target);
  if (!pool.is_plain) [[unlikely]] {
    if (keeps_place(person)) return true;
    person.waiting_class = static_cast<std::uint8_t>(waiting_class(person, person.target));
  }
  const bool is_there = pool.is_plain
                            ? pool.places.has_free()
                            : may_take(person.target, person) &&
                                  !(pool.shares_hours && hours_.others_wait(person.target));
  if (is_there && (!pool.is_limited || (pool.waiting == 0 && !more_comes_before_placement()))) {
    if (!pool.is_plain && gates_.gives_seats(person.target)) [[unlikely]]
      give_seat(person);
    return true;
  }
  stand_in_line(slot, person);
  return false;
}

template bool CareSystem::gets_place_at_once<true>(Slot slot, Person& person);
template bool CareSystem::gets_place_at_once<false>(Slot slot, Person& person);

/// Waits in line until this instant is settled.
void CareSystem::stand_in_line(Slot slot, Person& person) {
  state_recorder_.asked_in_vain(person, now_, 1);
  person.full_before = state_recorder_.full_until(person.target, person.who, now_);
  if (person.request != Request::Reserving) join_line(slot, person);
  if (!period_->states[index_of(person.target)].wait_limits.empty()) watch_wait(slot, person);
  if (may_hold(person)) {
    person.asks(Request::AskingToHold);
    holds_.add(pools_.pool_of(person.state), pools_.pool_of(person.target));
  } else {
    person.asks(Request::Asking);
  }
  asking_.push_back(slot);
  pools_.look_again(person.target);
}

void CareSystem::join_line(Slot slot, Person& person) {
  person.waiting_class = static_cast<std::uint8_t>(waiting_class(person, person.target));
  const Ticks since =
      model_.state(person.target).by_referral ? referred_at_[slot] : person.wait_from;
  person.ticket = pools_.join_line(
      person.target,
      {.who = slot, .rank = rank_of(person), .time = since, .number = person.number});
}

/// The person arrives, or asks to come back to care.
void CareSystem::note_referral(Slot slot, const Person& person) {
  if (slot >= referred_at_.size()) referred_at_.resize(slot + 1);
  const bool comes_back =
      person.state != no_state && person.history.admissions > 0 && !model_.is_level(person.state);
  if (person.state == no_state || comes_back) referred_at_[slot] = now_;
}

/// The place of `person`, as of now, among those who ask for `target`.
unsigned CareSystem::rank_of(const Person& person) const {
  const StateModel& level = model_.state(person.target);
  return unsigned{level.class_rank[person.waiting_class]} * level.priority_ranks +
         model_.request_behaviors[request_behavior(person)].priority_rank;
}

/// Sees to it that the rank of a request that has just been made changes when the wait grows.
void CareSystem::watch_wait(Slot slot, const Person& person) {
  for (const Ticks limit : period_->states[index_of(person.target)].wait_limits) {
    const Ticks moment = person.wait_from + limit;
    if (moment >= horizon_) return;
    if (moment <= now_) continue;  // of somebody who waited before the start
    queue_.push(
        pack(moment, {.kind = CareEventKind::WaitGrows, .number = person.number, .slot = slot}));
  }
}

/// A request of this person has lasted so long that its rank may change; or an earlier one would
/// have. The rank is true at any moment, so that it does not matter which.
void CareSystem::wait_grows(Person& person) {
  if (!is_in_line(person.request) || is_leaving(person.phase)) return;
  person.ticket = pools_.change_rank(person.target, person.ticket, rank_of(person));
}

/// The request is answered, or given up: whoever made it stands in line no longer.
void CareSystem::end_request(Slot slot, Person& person, Request next) {
  const Request ended = person.request;
  person.asks(next);
  pools_.leave_line(person.target, person.ticket);
  if (is_holding(ended)) holds_.remove(pools_.pool_of(person.state), pools_.pool_of(person.target));
  if (!is_listed(ended)) return;
  state_recorder_.changed(person, Headcount::List, person.target, now_, -1);
  if (ended == Request::Holding) {
    state_recorder_.ended_hold(person, now_);
  } else {
    --sites_[index_of(person.target)].outside;
    person_recorder_.stopped_waiting_outside(slot, person, now_);
    if (lends_places_) end_bridge(slot, person);
  }
}

/// Gives out what is free and decides about everybody who asked in this instant.
void CareSystem::settle() {
  do {
    offer_free_places();
  } while (send_out_those_who_do_not_hold() || (looks_around_ && redirect_some()) || swap_a_ring());

  // Everything has come to rest: who still asks must wait. Diverted people ask again, at the end.
  // NOLINTNEXTLINE(modernize-loop-convert): the vector grows while it is walked
  for (std::size_t i = 0; i < asking_.size(); ++i) {
    const Slot slot = asking_[i];
    Person& person = people_[slot];
    if (!is_asking(person.request)) continue;
    if (person.request == Request::AskingToHold) {
      begin_hold(slot, person);
    } else if (is_list_full(person)) {
      turn_away(slot, person);
      offer_free_places();
    } else if (person.request == Request::HoldEnded) {
      person.asks(Request::Waiting);
    } else if (!state_now(person.target).balking.empty() && balks(person)) {
      balk(slot, person);
      offer_free_places();
    } else {
      join_list(person);
      person.asks(Request::Waiting);
      ++sites_[index_of(person.target)].outside;
      wait_outside(slot, person);
    }
  }
  asking_.clear();
  if (lends_places_) {
    offer_free_places();
    offer_second_places();
  }
}

void CareSystem::offer_free_places() {
  if (!opened_.empty()) [[unlikely]]
    look_at_opened_levels();
  pools_.give_out([this](StateId level) { return gates_.is_open(level, now_); },
                  [this](StateId level, Slot slot) { return may_take(level, people_[slot]); },
                  [this](Slot slot) { offer(slot, people_[slot]); },
                  [this](StateId level) { return may_be_admitted(level); });
}

void CareSystem::offer(Slot slot, Person& person) {
  if (gates_.gives_seats(person.target)) give_seat(person);
  if (is_leaving(person.phase)) {
    end_request(slot, person, Request::Granted);
    pools_.reserve(person.target);
    places_changed(person.target);
    reserves_.keep(person.target, slot, asker_of(person));
    return;
  }
  const bool was_listed = is_listed(person.request);
  state_recorder_.asked_in_vain(person, now_, -1);
  end_request(slot, person);
  move(slot, person);
  if (was_listed) state_recorder_.admitted_from_list();
}

/// Whether the others who wait outside leave no room on the list.
bool CareSystem::is_list_full(const Person& person) const {
  const std::optional<int> limit = state_now(person.target).list_limit;
  const int others =
      sites_[index_of(person.target)].outside - static_cast<int>(is_listed(person.request));
  return limit && others >= *limit;
}

void CareSystem::turn_away(Slot slot, Person& person) {
  const StateModel& level = model_.state(person.target);
  const std::uint32_t behavior = request_behavior(person);
  end_request(slot, person);
  if (level.divert_to) {
    be_refused(person, Refusal::Diverted, Counter::Diverted, HappeningKind::Diverted);
    person.target = *level.divert_to;
    ask(slot, person);
    return;
  }
  be_refused(person, Refusal::TurnedAway, Counter::TurnedAway, HappeningKind::TurnedAway);
  go_elsewhere(slot,
               person,
               tables_.choose(tables_.turned_away_targets[behavior],
                              draws_.of(person, Draw::TurnedAway)[0]));
}

/// The level that the person asked for is not where they go: that is counted, and remembered for
/// what they ask next.
void CareSystem::be_refused(Person& person, Refusal how, Counter counter, HappeningKind kind) {
  state_recorder_.count(person, counter, person.target, now_);
  tell(person, kind, person.target);
  person.refusal = how;
  person.refused_by = person.target;
}

/// Somebody who gave up or was turned away goes on: is lost, unless they ask another level at once.
void CareSystem::go_elsewhere(Slot slot, Person& person, StateId next) {
  if (!model_.is_level(next)) state_recorder_.count(person, Counter::Lost, person.refused_by, now_);
  move_towards(slot, person, next);
}

/// Is counted on the list of the level asked for, from now on.
void CareSystem::join_list(const Person& person) {
  state_recorder_.delayed(person, now_);
  state_recorder_.changed(person, Headcount::List, person.target, now_, 1);
}

/// Patience and the exits of waiting run from here: only for those who hold no place.
void CareSystem::wait_outside(Slot slot, Person& person) {
  person_recorder_.began_waiting_outside(slot, now_);
  if (accounts_.in_use()) accounts_.waits(slot, person, now_);
  tell(person, HappeningKind::Request, person.target);
  be_patient(slot, person, Ticks::zero());
}

/// Draws how the wait outside will end if no place comes up; it has lasted for `waited`.
void CareSystem::be_patient(Slot slot, Person& person, Ticks waited) {
  look_at_medications(slot, person);
  const std::uint32_t number = request_behavior(person);
  const RequestBehavior& behavior = model_.request_behaviors[number];
  const auto patience = behavior.patience[person.waiting_class];
  person.due = sim::never;
  Ticks time = sim::never;
  if (patience) {
    const sim::Block words = draws_.of(person, Draw::Patience);
    const std::uint64_t bits = sim::wide_bits(words[0], words[1]);
    const sim::QuantileTable& times = tables_.times[index_of(*patience)];
    time = waited == Ticks::zero() ? sim::to_ticks(times.at(bits) * behavior.patience_factor)
                                   : time_after(times, behavior.patience_factor, 1, waited, bits);
  }
  const OutsideWait wait{now_ - waited, waited, time, number};
  await_end_of_wait(slot, person, wait);
  if (lends_places_) ask_for_bridge(slot, person, wait);
}

/// Schedules what comes first, the end of patience or an exit of waiting.
void CareSystem::await_end_of_wait(Slot slot, Person& person, const OutsideWait& wait) {
  const Ticks was_due = person.due;
  person.due = sim::never;
  person.overtaker = no_race;
  Ticks time = wait.patience;
  if (tables_.risks[wait.behavior].count > 0) time = first_risk(slot, person, wait);
  if (time == sim::never) return;
  person.due = wait.since + time;
  if (person.due != was_due) schedule(slot, person, CareEventKind::PatienceEnds, person.due);
}

void CareSystem::give_up(Slot slot, Person& person) {
  const std::uint32_t behavior = request_behavior(person);
  state_recorder_.count(person, Counter::GaveUp, person.target, now_);
  state_recorder_.timed(person, Length::GaveUpWait, person.target, now_, now_ - person.wait_from);
  tell(person, HappeningKind::GaveUp, person.target);
  end_request(slot, person);
  person.refusal = Refusal::GaveUp;
  person.refused_by = person.target;
  go_elsewhere(
      slot,
      person,
      tables_.choose(tables_.gave_up_targets[behavior], draws_.of(person, Draw::Patience)[2]));
}

bool CareSystem::more_comes_before_placement() {
  if (queue_.empty()) return false;
  const sim::Event& next =
      queue_.top([this](std::span<const sim::Event> coming) { fetch(coming); });
  return next.time == now_ && kind_of(next) <= CareEventKind::GateOpens;
}

/// The behavior of `Model::request_behaviors` that says how this person, as of now, waits for
/// `target`.
std::uint32_t CareSystem::request_behavior(const Person& person) const {
  const bool asks_history = period_->states[index_of(person.target)].tests > 0;
  return period_->behavior_number(
      person.target,
      person.who,
      asks_history ? history_mask(model_.state(person.target).tests, history_of_request(person))
                   : 0);
}

/// History as it is for the request being made: with the episode that it is to begin, if it comes
/// too late for the one before, and with the wait so far.
History CareSystem::history_of_request(const Person& person) const {
  History history = person.history;
  const bool is_in_care = has_place(person.phase) && person.in_treatment;
  if (!is_in_care && history.begins_episode(person.wait_from, episode_gap_)) {
    count_up(history.episodes);
    history.time_in_care = Ticks::zero();
  }
  // A place kept during a transfer is not waited for yet.
  history.waited = is_leaving(person.phase) ? Ticks::zero() : now_ - person.wait_from;
  return history;
}

Asker CareSystem::asker_of(const Person& person) {
  return {person.who, static_cast<WaitingClass>(person.waiting_class)};
}

/// Of a request for a place of `level`.
WaitingClass CareSystem::waiting_class(const Person& person, StateId level) const {
  if (model_.is_internal(person.state, level))
    return index_of(level) < index_of(person.state) ? WaitingClass::Escalation
                                                    : WaitingClass::StepDown;
  return person.history.admissions > 0 ? WaitingClass::Return : WaitingClass::New;
}

}  // namespace stepdown::models
