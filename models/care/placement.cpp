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
  person.wait_from = now_;
  state_recorder_.count(Counter::Requests, person.target, now_);
  if (person.request == Request::Granted) {
    person.asks(Request::None);
    pools_.end_reservation(person.target);
    leave(slot, person);
    enter(slot, person);
    return;
  }
  const PlacePools::Pool& pool = pools_.of(person.target);
  if (may_take(person.target, person) &&
      (!pool.is_limited || (pool.waiting == 0 && !more_comes_before_placement()))) {
    leave(slot, person);
    enter(slot, person);
    return;
  }
  if (person.request != Request::Reserving) join_line(slot, person);
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
  const StateModel& level = model_.state(person.target);
  person.waiting_class = waiting_class(person);
  const unsigned rank = unsigned{level.class_rank[person.waiting_class]} * level.priority_ranks +
                        model_.request_behaviors[request_behavior(person)].priority_rank;
  person.ticket = pools_.join_line(
      person.target, {.who = slot, .rank = rank, .time = now_, .number = person.number});
}

/// The request is answered, or given up: whoever made it stands in line no longer.
void CareSystem::end_request(Slot slot, Person& person, Request next) {
  const Request ended = person.request;
  person.asks(next);
  pools_.leave_line(person.target, person.ticket);
  if (is_holding(ended)) holds_.remove(pools_.pool_of(person.state), pools_.pool_of(person.target));
  if (!is_listed(ended)) return;
  state_recorder_.changed(Headcount::List, person.target, now_, -1);
  if (ended == Request::Holding) {
    state_recorder_.ended_hold(person.state, person.target, now_, person.wait_from);
  } else {
    --sites_[index_of(person.target)].outside;
    person_recorder_.stopped_waiting_outside(slot, now_);
  }
}

/// Gives out what is free and decides about everybody who asked in this instant.
void CareSystem::settle() {
  do {
    offer_free_places();
  } while (send_out_those_who_do_not_hold() || swap_a_ring());

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
    } else {
      join_list(person);
      person.asks(Request::Waiting);
      wait_outside(slot, person);
    }
  }
  asking_.clear();
}

void CareSystem::offer_free_places() {
  pools_.give_out([this](StateId level, Slot slot) { return may_take(level, people_[slot]); },
                  [this](Slot slot) { offer(slot, people_[slot]); });
}

void CareSystem::offer(Slot slot, Person& person) {
  if (person.phase == Phase::InTransfer) {
    end_request(slot, person, Request::Granted);
    const sim::Places& places = pools_.reserve(person.target);
    const std::int32_t present = sites_[index_of(person.target)].present;
    state_recorder_.census(person.target, now_, present, places);
    return;
  }
  const bool was_listed = is_listed(person.request);
  end_request(slot, person);
  leave(slot, person);
  enter(slot, person);
  if (was_listed) state_recorder_.admitted_from_list();
}

/// Whether the others who wait outside leave no room on the list.
bool CareSystem::is_list_full(const Person& person) const {
  const std::optional<int> limit = model_.state(person.target).list_limit;
  const int others =
      sites_[index_of(person.target)].outside - static_cast<int>(is_listed(person.request));
  return limit && others >= *limit;
}

void CareSystem::turn_away(Slot slot, Person& person) {
  const StateModel& level = model_.state(person.target);
  const std::size_t behavior = request_behavior(person);
  end_request(slot, person);
  if (level.divert_to) {
    state_recorder_.count(Counter::Diverted, person.target, now_);
    tell(person, HappeningKind::Diverted, person.target);
    person.target = *level.divert_to;
    ask(slot, person);
    return;
  }
  state_recorder_.count(Counter::TurnedAway, person.target, now_);
  tell(person, HappeningKind::TurnedAway, person.target);
  move_towards(slot,
               person,
               tables_.choose(tables_.turned_away_targets[behavior],
                              draws_.of(person, Draw::TurnedAway)[0]));
}

/// Is counted on the list of the level asked for, from now on.
void CareSystem::join_list(const Person& person) {
  state_recorder_.count(Counter::Delayed, person.target, now_);
  state_recorder_.changed(Headcount::List, person.target, now_, 1);
}

/// Patience runs from here: only those who hold no place lose it.
void CareSystem::wait_outside(Slot slot, Person& person) {
  ++sites_[index_of(person.target)].outside;
  person_recorder_.began_waiting_outside(slot, now_);
  tell(person, HappeningKind::Request, person.target);
  const RequestBehavior& behavior = model_.request_behaviors[request_behavior(person)];
  const auto patience = behavior.patience[person.waiting_class];
  person.due = sim::never;
  if (!patience) return;
  const sim::Block words = draws_.of(person, Draw::Patience);
  const double days = tables_.times[index_of(*patience)].at(sim::wide_bits(words[0], words[1])) *
                      behavior.patience_factor;
  schedule(slot, person, CareEventKind::PatienceEnds, now_ + sim::to_ticks(days));
}

void CareSystem::give_up(Slot slot, Person& person) {
  const std::size_t behavior = request_behavior(person);
  state_recorder_.count(Counter::GaveUp, person.target, now_);
  state_recorder_.timed(Length::GaveUpWait, person.target, now_, now_ - person.wait_from);
  tell(person, HappeningKind::GaveUp, person.target);
  end_request(slot, person);
  move_towards(
      slot,
      person,
      tables_.choose(tables_.gave_up_targets[behavior], draws_.of(person, Draw::Patience)[2]));
}

bool CareSystem::more_comes_before_placement() {
  if (queue_.empty()) return false;
  const sim::Event& next =
      queue_.top([this](std::span<const sim::Event> coming) { fetch(coming); });
  return next.time == now_ && kind_of(next) <= CareEventKind::PlacesChange;
}

/// The behavior of `Model::request_behaviors` that says how this person waits for `target`.
std::size_t CareSystem::request_behavior(const Person& person) const {
  return behavior_of(person.target, person);
}

std::uint8_t CareSystem::waiting_class(const Person& person) const {
  WaitingClass result = WaitingClass::New;
  if (person.state != no_state && model_.is_level(person.state)) {
    result = index_of(person.target) < index_of(person.state) ? WaitingClass::Escalation
                                                              : WaitingClass::StepDown;
  } else if (person.history.admissions > 0) {
    result = WaitingClass::Return;
  }
  return static_cast<std::uint8_t>(result);
}

}  // namespace stepdown::models
