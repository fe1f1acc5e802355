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
  state_recorder_.count(Counter::Requests, person.target, now_);
  if (person.is_granted) {
    person.is_granted = false;
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
  if (!person.is_in_line) join_line(slot, person);
  person.is_asking = true;
  if (holds(person)) {
    person.is_edge = true;
    ++held_for_[index_of(person.state) * model_.level_count + index_of(person.target)];
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
  person.is_in_line = true;
  mark_dirty(person.target);
}

void CareSystem::leave_line(Slot slot, Person& person) {
  lines_.leave(person.ticket);
  person.is_in_line = false;
  person.is_asking = false;
  if (person.is_edge) {
    person.is_edge = false;
    --held_for_[index_of(person.state) * model_.level_count + index_of(person.target)];
  }
  if (!person.is_listed) return;
  person.is_listed = false;
  state_recorder_.changed(Headcount::List, person.target, now_, -1);
  if (person.has_place) {
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
    if (!person.is_asking) continue;
    if (!person.has_place && is_list_full(person)) {
      turn_away(slot, person);
      offer_free_places();
    } else if (person.is_listed) {
      person.is_asking = false;  // whose hold has ended waits on, outside
    } else {
      begin_waiting(slot, person);
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
  const bool was_listed = person.is_listed;
  leave_line(slot, person);
  if (person.phase == Phase::InTransfer) {
    person.is_granted = true;
    Site& level = sites_[index_of(person.target)];
    ++level.room.reserved;
    state_recorder_.census(person.target, now_, level.room);
    return;
  }
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
    if (!person.is_asking || !person.has_place || person.is_edge) continue;
    leave(slot, person);
    person.phase = Phase::Outside;
    anybody = true;
  }
  return anybody;
}

/// If someone who asked in this instant closes a ring of levels that each hold a person for the
/// next, one person moves along each side of the ring. Returns whether a ring moved.
bool CareSystem::swap_a_ring() {
  const bool found = std::any_of(asking_.begin(), asking_.end(), [this](Slot slot) {
    const Person& person = people_[slot];
    return person.is_asking && person.is_edge && find_ring(person.state, person.target);
  });
  if (!found) return false;
  movers_.clear();
  for (std::size_t i = 0; i < ring_.size(); ++i) {
    const StateId from = ring_[i];
    const StateId to = ring_[(i + 1) % ring_.size()];
    for (auto ticket = lines_.front(static_cast<int>(to)); ticket; ticket = lines_.next(*ticket)) {
      const Slot slot = lines_.waiter(*ticket).who;
      if (people_[slot].is_edge && people_[slot].state == from) {
        movers_.push_back(slot);
        break;
      }
    }
  }
  sim::expects(movers_.size() == ring_.size(), "every side of a ring has someone who holds");
  for (const Slot slot : movers_) {
    Person& person = people_[slot];
    if (person.is_listed) state_recorder_.admitted_from_list();
    leave_line(slot, person);
    leave(slot, person);
  }
  for (const Slot slot : movers_) {
    Person& person = people_[slot];
    tell(person, HappeningKind::Swap, person.target);
    state_recorder_.count(Counter::Swaps, person.target, now_);
    enter(slot, person);
  }
  return true;
}

/// Whether `from` -> `to` closes a ring over the levels that hold people for each other; the ring,
/// beginning with `from` and `to`, is then in `ring_`. Breadth first, so a shortest one.
bool CareSystem::find_ring(StateId from, StateId to) {
  std::fill(reached_from_.begin(), reached_from_.end(), -1);
  search_.assign(1, to);
  reached_from_[index_of(to)] = static_cast<std::int32_t>(from);
  for (std::size_t i = 0; i < search_.size() && search_[i] != from; ++i) {
    const std::size_t here = index_of(search_[i]);
    for (std::size_t next = 0; next < model_.level_count; ++next) {
      if (held_for_[here * model_.level_count + next] == 0 || reached_from_[next] >= 0) continue;
      reached_from_[next] = static_cast<std::int32_t>(here);
      search_.push_back(StateId{static_cast<std::uint16_t>(next)});
    }
  }
  if (std::find(search_.begin(), search_.end(), from) == search_.end()) return false;
  ring_.assign(1, from);
  for (StateId at = from;;) {
    at = StateId{static_cast<std::uint16_t>(reached_from_[index_of(at)])};
    if (at == from) break;
    ring_.push_back(at);
  }
  std::reverse(ring_.begin() + 1, ring_.end());
  return true;
}

/// Whether the others who wait outside leave no room on the list.
bool CareSystem::is_list_full(const Person& person) const {
  const std::optional<int> limit = model_.state(person.target).list_limit;
  const int others = sites_[index_of(person.target)].outside - static_cast<int>(person.is_listed);
  return limit && others >= *limit;
}

void CareSystem::turn_away(Slot slot, Person& person) {
  const StateModel& level = model_.state(person.target);
  const std::size_t behavior = request_behavior(person);
  leave_line(slot, person);
  if (level.divert_to) {
    state_recorder_.count(Counter::Diverted, person.target, now_);
    tell(person, HappeningKind::Diverted, person.target);
    person.target = *level.divert_to;
    ask(slot, person);
    return;
  }
  state_recorder_.count(Counter::TurnedAway, person.target, now_);
  tell(person, HappeningKind::TurnedAway, person.target);
  move_towards(
      slot,
      person,
      tables_.choose(tables_.turned_away_targets[behavior], draw(person, Draw::TurnedAway)[0]));
}

void CareSystem::begin_waiting(Slot slot, Person& person) {
  person.is_asking = false;
  person.is_listed = true;
  state_recorder_.count(Counter::Delayed, person.target, now_);
  state_recorder_.changed(Headcount::List, person.target, now_, 1);
  if (!person.has_place) {
    wait_outside(slot, person);
    return;
  }
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
  person.phase = Phase::Outside;
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
  person.is_edge = false;
  --held_for_[index_of(person.state) * model_.level_count + index_of(person.target)];
  state_recorder_.ended_hold(person.state, person.target, now_, person.wait_from);
  state_recorder_.count(Counter::HoldsEnded, person.state, now_);
  tell(person, HappeningKind::HoldEnd, person.state);
  leave(slot, person);
  wait_outside(slot, person);
  // Those who hold do not count for the limit of the list; now it has to have room.
  person.is_asking = true;
  asking_.push_back(slot);
}

void CareSystem::give_up(Slot slot, Person& person) {
  const std::size_t behavior = request_behavior(person);
  state_recorder_.count(Counter::GaveUp, person.target, now_);
  state_recorder_.timed(Length::GaveUpWait, person.target, now_, now_ - person.wait_from);
  tell(person, HappeningKind::GaveUp, person.target);
  leave_line(slot, person);
  move_towards(slot,
               person,
               tables_.choose(tables_.gave_up_targets[behavior], draw(person, Draw::Patience)[2]));
}

bool CareSystem::holds(const Person& person) const {
  return person.has_place && model_.is_level(person.state) &&
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
