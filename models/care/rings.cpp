#include "models/care/care_system.hpp"
#include "sim/contract.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// What happens when people keep their places for each other in a ring.
namespace stepdown::models {
namespace {

constexpr auto of_any_level = [](StateId /*level*/) { return true; };

}  // namespace

/// If someone who asked in this instant closes a ring of pools that each hold a person for the
/// next, one person moves along each side of the ring. Returns whether a ring moved.
bool CareSystem::swap_a_ring() {
  for (const Slot slot : asking_) {
    const Person& person = people_[slot];
    if (person.request != Request::AskingToHold) continue;
    const PoolId from = pools_.pool_of(person.state);
    const PoolId to = pools_.pool_of(person.target);
    // Who waits in a place of the level for its hour of admission waits for nobody.
    if (from == to) continue;
    const std::span<const PoolId> ring = holds_.ring_through(from, to);
    if (ring.empty()) continue;
    if (!gather_movers(ring) && !find_movers_past_reserves(from, to)) continue;
    swap_movers();
    return true;
  }
  return false;
}

/// Whether the person keeps a place that draws on `pool` for want of another, or waits for another
/// with it as a bridge.
bool CareSystem::is_held_in(Slot slot, PoolId pool) const {
  const Person& person = people_[slot];
  if (is_holding(person.request)) return pools_.pool_of(person.state) == pool;
  if (!seconds_.has_bridges() || person.request != Request::Waiting) return false;
  const std::optional<BridgeRule>& rule = model_.state(person.target).bridge;
  return rule && pools_.pool_of(rule->level) == pool && seconds_.of(slot, rule->level).has;
}

/// The first in the line on each side of the ring are to move. Returns whether they may: each comes
/// into a place that is not kept for others.
bool CareSystem::gather_movers(std::span<const PoolId> ring) {
  movers_.clear();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto is_held = [this, from = ring[i]](StateId /*level*/, Slot slot) {
      return is_held_in(slot, from);
    };
    const auto first = pools_.first_waiting(ring[(i + 1) % ring.size()], of_any_level, is_held);
    if (first) movers_.push_back(*first);
  }
  sim::expects(movers_.size() == ring.size(), "every side of a ring has someone who holds");
  if (!reserves_.are_used()) return true;
  ring_search_.ring.clear();
  for (const Slot slot : movers_)
    ring_search_.ring.push_back(mover_at(slot));
  return reserves_.may_swap(ring_search_.ring);
}

RingSearch::Mover CareSystem::mover_at(Slot slot) const {
  const Person& person = people_[slot];
  RingSearch::Mover mover;
  mover.slot = slot;
  mover.to = person.target;
  mover.asker = asker_of(person);
  mover.open_places = pools_.places(person.target).open;
  mover.is_beside = !has_place(person.phase);
  mover.from = mover.is_beside ? model_.state(person.target).bridge->level : person.state;
  mover.number = mover.is_beside ? seconds_.number(slot, mover.from) : slot;
  return mover;
}

/// Lets others move, from whoever is first in line on the side from `from` to `to` and could: a
/// ring of other people, or through other pools, that puts nobody into a place kept for others.
/// Returns whether there is one.
bool CareSystem::find_movers_past_reserves(PoolId from, PoolId to) {
  ring_search_.tried.clear();
  const auto tell_held = [this](const RingSearch::Mover& mover, const auto& tell) {
    const PoolId wanted = pools_.pool_of(mover.to);
    for (std::uint16_t p = 0; p < pools_.size(); ++p) {
      if (PoolId{p} == wanted || !holds_.holds(wanted, PoolId{p})) continue;
      const auto tell_if_held = [&](StateId /*level*/, Slot slot) {
        if (is_held_in(slot, wanted)) tell(mover_at(slot));
        return false;
      };
      static_cast<void>(pools_.first_waiting(PoolId{p}, of_any_level, tell_if_held));
    }
  };
  const auto closes = [this, from](const RingSearch::Mover& mover) {
    return pools_.pool_of(mover.to) == from;
  };
  const auto begins_one = [&](StateId /*level*/, Slot slot) {
    return is_held_in(slot, from) &&
           ring_search_.finds_ring(mover_at(slot), reserves_, tell_held, closes);
  };
  if (!pools_.first_waiting(to, of_any_level, begins_one)) return false;
  movers_.clear();
  for (const RingSearch::Mover& mover : ring_search_.ring)
    movers_.push_back(mover.slot);
  return true;
}

/// Each moves into the place of the next, whatever the hour.
void CareSystem::swap_movers() {
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
}

}  // namespace stepdown::models
