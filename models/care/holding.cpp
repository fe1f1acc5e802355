#include "models/care/care_system.hpp"

/// Who keeps the present place for want of the next, and how long.
namespace stepdown::models {

/// Nobody keeps a place for one that there never is.
bool CareSystem::may_hold(const Person& person) const {
  return has_place(person.phase) && model_.is_level(person.state) &&
         model_.state(person.state).hold.kind != Hold::Kind::None && has_ever_places(person.target);
}

bool CareSystem::has_ever_places(StateId level) const {
  return !pools_.of(level).is_limited || model_.state(level).most_places() > 0;
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

void CareSystem::begin_hold(Slot slot, Person& person) {
  person.asks(Request::Holding);
  join_list(person);
  state_recorder_.began_hold(person, now_);
  tell(person, HappeningKind::Hold, person.target);
  const Hold& hold = state_now(person.state).hold;
  const bool is_limited = hold.kind == Hold::Kind::Limited;
  schedule_while_kept(slot,
                      person,
                      CareEventKind::HoldEnds,
                      is_limited ? now_ + sim::to_ticks(hold.days) : sim::never);
}

void CareSystem::hold_ends(Slot slot, Person& person) {
  if (lends_places_) leave_second_places(slot, person);
  state_recorder_.ended_hold(person, now_);
  state_recorder_.count(person, Counter::HoldsEnded, person.state, now_);
  tell(person, HappeningKind::HoldEnd, person.state);
  holds_.remove(pools_.pool_of(person.state), pools_.pool_of(person.target));
  // Those who hold do not count for the limit of the list; now it has to have room.
  person.asks(Request::HoldEnded);
  ++sites_[index_of(person.target)].outside;
  leave(slot, person);
  wait_outside(slot, person);
  asking_.push_back(slot);
}

}  // namespace stepdown::models
