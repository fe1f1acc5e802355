#include "models/care/care_system.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <limits>

/// Who gets which place: waiting lists, holding and gridlock.
///
/// Within one instant requests are first collected (`ask`), until all stays that end now have ended
/// and all places that change now have changed. Then `settle` gives out what is free, and only who
/// is still without a place after everything has come to rest begins to wait or to hold.
namespace stepdown::models {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

}  // namespace

/// Asks for a place in the level `target`; admitted at once when nobody can have a better claim.
void CareSystem::ask(Slot slot, Person& person) {
  Site& level = sites_[index_of(person.target)];
  person.wait_from = now_;
  state_recorder_.requested(person.target, now_);
  if (person.request == Request::Granted) {
    person.asks(Request::None);
    --level.room.reserved;
    leave(slot, person);
    enter(slot, person);
    return;
  }
  const bool nobody_waits = lines_.empty(static_cast<int>(person.target));
  if (!level.is_limited ||
      (nobody_waits && level.has_free_place() && !more_comes_before_placement())) {
    leave(slot, person);
    enter(slot, person);
    return;
  }
  if (person.request != Request::Reserving) join_line(slot, person);
  if (may_hold(person)) {
    person.asks(Request::AskingToHold);
    holds_.add(person.state, person.target);
  } else {
    person.asks(Request::Asking);
  }
  asking_.push_back(slot);
  mark_dirty(person.target);
}

void CareSystem::join_line(Slot slot, Person& person) {
  const StateModel& level = model_.state(person.target);
  person.waiting_class = waiting_class(person);
  const unsigned rank = unsigned{level.class_rank[person.waiting_class]} * level.priority_ranks +
                        model_.request_behaviors[request_behavior(person)].priority_rank;
  person.ticket = lines_.join(static_cast<int>(person.target),
                              {.who = slot, .rank = rank, .time = now_, .number = person.number});
  mark_dirty(person.target);
}

/// The request is answered, or given up: whoever made it stands in line no longer.
void CareSystem::end_request(Slot slot, Person& person, Request next) {
  const Request ended = person.request;
  person.asks(next);
  lines_.leave(person.ticket);
  if (is_holding(ended)) holds_.remove(person.state, person.target);
  if (!is_listed(ended)) return;
  state_recorder_.left_list(person.target, now_);
  if (ended == Request::Holding) {
    state_recorder_.ended_hold(person.state, person.target, now_, person.wait_from);
  } else {
    --sites_[index_of(person.target)].outside;
    person_recorder_.stopped_waiting_outside(slot, now_);
  }
}

void CareSystem::mark_dirty(StateId level) {
  Site& marked = sites_[index_of(level)];
  if (marked.is_dirty) return;
  marked.is_dirty = true;
  dirty_.push_back(level);
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

/// Offers every free place to the first in the level's order; a place that a holder frees by taking
/// one is offered in turn. The order in which levels are looked at does not matter: offers only
/// ever free further places.
void CareSystem::offer_free_places() {
  while (!dirty_.empty()) {
    const StateId id = dirty_.back();
    dirty_.pop_back();
    Site& level = sites_[index_of(id)];
    level.is_dirty = false;
    while (level.has_free_place()) {
      const auto first = lines_.front(static_cast<int>(id));
      if (!first) break;
      const Slot slot = lines_.waiter(*first).who;
      offer(slot, people_[slot]);
    }
  }
}

void CareSystem::offer(Slot slot, Person& person) {
  if (person.phase == Phase::InTransfer) {
    end_request(slot, person, Request::Granted);
    Site& level = sites_[index_of(person.target)];
    ++level.room.reserved;
    state_recorder_.census(person.target, now_, level.room);
    return;
  }
  const bool was_listed = is_listed(person.request);
  end_request(slot, person);
  leave(slot, person);
  enter(slot, person);
  if (was_listed) state_recorder_.admitted_from_list();
}

/// Of those who asked in this instant, who holds no place or may not hold it goes outside; this may
/// free places. Returns whether anybody went.
bool CareSystem::send_out_those_who_do_not_hold() {
  bool anybody = false;
  for (const Slot slot : asking_) {
    Person& person = people_[slot];
    if (person.request != Request::Asking || !has_place(person.phase)) continue;
    leave(slot, person);
    anybody = true;
  }
  return anybody;
}

/// If someone who asked in this instant closes a ring of levels that each hold a person for the
/// next, one person moves along each side of the ring. Returns whether a ring moved.
bool CareSystem::swap_a_ring() {
  std::span<const StateId> ring;
  for (std::size_t i = 0; i < asking_.size() && ring.empty(); ++i) {
    const Person& person = people_[asking_[i]];
    if (person.request == Request::AskingToHold)
      ring = holds_.ring_through(person.state, person.target);
  }
  if (ring.empty()) return false;
  movers_.clear();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const StateId from = ring[i];
    const StateId to = ring[(i + 1) % ring.size()];
    for (auto ticket = lines_.front(static_cast<int>(to)); ticket; ticket = lines_.next(*ticket)) {
      const Slot slot = lines_.waiter(*ticket).who;
      if (is_holding(people_[slot].request) && people_[slot].state == from) {
        movers_.push_back(slot);
        break;
      }
    }
  }
  sim::expects(movers_.size() == ring.size(), "every side of a ring has someone who holds");
  for (const Slot slot : movers_) {
    Person& person = people_[slot];
    if (is_listed(person.request)) state_recorder_.admitted_from_list();
    end_request(slot, person);
    leave(slot, person);
  }
  for (const Slot slot : movers_) {
    Person& person = people_[slot];
    tell(person, HappeningKind::Swap, person.target);
    state_recorder_.swapped(person.target, now_);
    enter(slot, person);
  }
  return true;
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
    state_recorder_.diverted(person.target, now_);
    tell(person, HappeningKind::Diverted, person.target);
    person.target = *level.divert_to;
    ask(slot, person);
    return;
  }
  state_recorder_.turned_away(person.target, now_);
  tell(person, HappeningKind::TurnedAway, person.target);
  move_towards(
      slot,
      person,
      tables_.choose(tables_.turned_away_targets[behavior], draw(person, Draw::TurnedAway)[0]));
}

/// Is counted on the list of the level asked for, from now on.
void CareSystem::join_list(const Person& person) {
  state_recorder_.delayed(person.target, now_);
  state_recorder_.joined_list(person.target, now_);
}

void CareSystem::begin_hold(Slot slot, Person& person) {
  person.asks(Request::Holding);
  join_list(person);
  state_recorder_.began_hold(person.state, person.target, now_);
  tell(person, HappeningKind::Hold, person.target);
  const Hold& hold = model_.state(person.state).hold;
  person.due = never;
  if (hold.kind == Hold::Kind::Limited) {
    schedule(slot, person, CareEventKind::HoldEnds, now_ + hold.days);
  }
}

/// Patience runs from here: only those who hold no place lose it.
void CareSystem::wait_outside(Slot slot, Person& person) {
  ++sites_[index_of(person.target)].outside;
  person_recorder_.began_waiting_outside(slot, now_);
  tell(person, HappeningKind::Request, person.target);
  const RequestBehavior& behavior = model_.request_behaviors[request_behavior(person)];
  const auto patience = behavior.patience[person.waiting_class];
  person.due = never;
  if (!patience) return;
  const sim::Block words = draw(person, Draw::Patience);
  const double days = tables_.times[index_of(*patience)].at(sim::wide_bits(words[0], words[1])) *
                      behavior.patience_factor;
  schedule(slot, person, CareEventKind::PatienceEnds, now_ + days);
}

void CareSystem::hold_ends(Slot slot, Person& person) {
  holds_.remove(person.state, person.target);
  state_recorder_.ended_hold(person.state, person.target, now_, person.wait_from);
  tell(person, HappeningKind::HoldEnd, person.state);
  leave(slot, person);
  // Those who hold do not count for the limit of the list; now it has to have room.
  person.asks(Request::HoldEnded);
  wait_outside(slot, person);
  asking_.push_back(slot);
}

void CareSystem::give_up(Slot slot, Person& person) {
  const std::size_t behavior = request_behavior(person);
  state_recorder_.gave_up(person.target, now_, now_ - person.wait_from);
  tell(person, HappeningKind::GaveUp, person.target);
  end_request(slot, person);
  move_towards(slot,
               person,
               tables_.choose(tables_.gave_up_targets[behavior], draw(person, Draw::Patience)[2]));
}

bool CareSystem::may_hold(const Person& person) const {
  return has_place(person.phase) && model_.is_level(person.state) &&
         model_.state(person.state).hold.kind != Hold::Kind::None;
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
