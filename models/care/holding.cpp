#include "models/care/care_system.hpp"
#include "sim/contract.hpp"

#include <cstddef>
#include <optional>
#include <span>

/// Who keeps the present place for want of the next, how long, and what happens when people do so
/// in a ring.
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

/// If someone who asked in this instant closes a ring of pools that each hold a person for the
/// next, one person moves along each side of the ring. Returns whether a ring moved.
bool CareSystem::swap_a_ring() {
  std::span<const PoolId> ring;
  for (std::size_t i = 0; i < asking_.size() && ring.empty(); ++i) {
    const Person& person = people_[asking_[i]];
    if (person.request != Request::AskingToHold) continue;
    // Who waits in a place of the level for its hour of admission waits for nobody.
    if (pools_.pool_of(person.state) == pools_.pool_of(person.target)) continue;
    ring = holds_.ring_through(pools_.pool_of(person.state), pools_.pool_of(person.target));
  }
  if (ring.empty()) return false;
  movers_.clear();
  const auto of_any_level = [](StateId /*level*/) { return true; };
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto is_held_in_it = [this, from = ring[i]](StateId /*level*/, Slot slot) {
      const Person& person = people_[slot];
      return (is_holding(person.request) && pools_.pool_of(person.state) == from) ||
             is_bridging_in(slot, from);
    };
    const auto first =
        pools_.first_waiting(ring[(i + 1) % ring.size()], of_any_level, is_held_in_it);
    if (first) movers_.push_back(*first);
  }
  sim::expects(movers_.size() == ring.size(), "every side of a ring has someone who holds");
  is_swapping_ = true;
  swap_groups();
  for (const Slot slot : movers_) {
    Person& person = people_[slot];
    if (is_listed(person.request)) state_recorder_.admitted_from_list();
    end_request(slot, person);
    leave(slot, person);
  }
  for (const Slot slot : movers_) {
    Person& person = people_[slot];
    tell(person, HappeningKind::Swap, person.target);
    state_recorder_.count(person, Counter::Swaps, person.target, now_);
    state_recorder_.asked_in_vain(person, now_, -1);
    take_over_group(person);
    enter(slot, person);
  }
  is_swapping_ = false;
  return true;
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
