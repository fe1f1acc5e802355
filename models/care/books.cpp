#include "models/care/care_system.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace stepdown::models {

/// Whether what the person does goes with having, or wanting, a place of `level` beside their way.
bool CareSystem::may_have_second(const Person& person, StateId level, bool has) const {
  const auto lists_it = [level](const StateModel& here) {
    return std::ranges::find(here.alongside, level, &CompanionRule::level) != here.alongside.end();
  };
  if (has_place(person.phase))
    return lists_it(model_.state(person.state)) &&
           pools_.pool_of(level) != pools_.pool_of(person.state);
  // on the way from one place to the next
  if (person.request == Request::None)
    return person.phase == Phase::Outside && lists_it(model_.state(person.target));
  const std::optional<BridgeRule>& bridge = model_.state(person.target).bridge;
  const bool is_waiting =
      person.request == Request::Waiting || (person.request == Request::HoldEnded && !has);
  return is_waiting && bridge && bridge->level == level;
}

void CareSystem::check_second_places(Slot slot,
                                     std::vector<Counted>& pools,
                                     WaitForGraph& holds) const {
  if (!seconds_.knows(slot)) return;
  const Person& person = people_[slot];
  std::vector<PoolId> had;
  for (const StateId level : seconds_.levels()) {
    const SecondPlaces::Second& second = seconds_.of(slot, level);
    if (!second.asks && !second.has) continue;
    const PoolId pool = pools_.pool_of(level);
    sim::expects(second.asks != second.has, "nobody asks for a second place that they have");
    sim::expects(may_have_second(person, level, second.has),
                 "a second place goes with what somebody does");
    sim::expects(std::ranges::find(had, pool) == had.end(), "second places are of other pools");
    had.push_back(pool);
    if (second.asks) {
      ++pools[index_of(pool)].waiting;
    } else {
      ++pools[index_of(pool)].taken;
      const bool is_bridge = !has_place(person.phase) && person.request != Request::None;
      if (is_bridge) holds.add(pool, pools_.pool_of(person.target));
    }
  }
}

/// Somebody has a seat of a level with tracks.
void CareSystem::count_seat(const Person& person,
                            StateId level,
                            std::uint16_t seat,
                            std::vector<int>& seats) const {
  sim::expects(seat > 0, "who is in a level with tracks has a seat in one");
  const std::size_t track = tracks_.track_of(level, seat);
  sim::expects(tracks_.admits(track, person.who), "nobody is in a track that they cannot attend");
  ++seats[track];
}

/// Empty seats of the closed groups of a state.
int CareSystem::blocked_in(StateId state) const {
  if (!model_.is_level(state)) return 0;
  if (!tracks_.has(state)) return gates_.blocked(index_of(state));
  int blocked = 0;
  for (std::size_t track = tracks_.first_of(state); track < tracks_.end_of(state); ++track) {
    blocked += gates_.blocked(tracks_.gate(track));
  }
  sim::expects(tracks_.open_places(state) == pools_.places(state).open,
               "a level has the places of its tracks");
  return blocked;
}

void CareSystem::check_books() const {
  std::vector<Counted> states(sites_.size());
  std::vector<Counted> pools(pools_.size());
  std::vector<int> seats(tracks_.size());
  WaitForGraph holds{pools_.size()};
  for (Slot slot = 0; slot < people_.high_water(); ++slot) {
    const Person& person = people_[slot];
    sim::expects(is_legal(person.phase, person.request),
                 "somebody asks for what goes with what they do");
    if (has_place(person.phase)) {
      ++states[index_of(person.state)].present;
      ++pools[index_of(pools_.pool_of(person.state))].taken;
      if (tracks_.has(person.state)) count_seat(person, person.state, person.seats.here(), seats);
    }
    if (person.seats.next() != 0 && tracks_.has(person.target))
      count_seat(person, person.target, person.seats.next(), seats);
    if (lends_places_) check_second_places(slot, pools, holds);
    if (person.request == Request::None) continue;
    const PoolId wanted = pools_.pool_of(person.target);
    if (person.request == Request::Granted) ++pools[index_of(wanted)].reserved;
    if (is_in_line(person.request)) ++pools[index_of(wanted)].waiting;
    if (is_holding(person.request)) holds.add(pools_.pool_of(person.state), wanted);
    if (is_listed(person.request) && !has_place(person.phase)) {
      ++states[index_of(person.target)].outside;
    }
  }
  for (std::size_t s = 0; s < states.size(); ++s) {
    const StateId state{static_cast<std::uint16_t>(s)};
    const sim::Places& places = pools_.places(state);
    const Counted& pool = pools[index_of(pools_.pool_of(state))];
    sim::expects(model_.is_outcome(state) || sites_[s].present == states[s].present,
                 "everybody in a state is counted there");
    sim::expects(sites_[s].outside == states[s].outside, "everybody outside is counted there");
    sim::expects(places.taken == pool.taken, "a place is taken by somebody");
    const int blocked = blocked_in(state);
    sim::expects(places.reserved == pool.reserved + blocked,
                 "a place is kept for somebody, or is one of a closed group");
    sim::expects(pools_.of(state).waiting == pool.waiting, "somebody stands in a line");
  }
  for (std::size_t t = 0; t < seats.size(); ++t) {
    sim::expects(tracks_.places(t).taken == seats[t], "a place of a track is somebody's");
    sim::expects(tracks_.places(t).reserved == gates_.blocked(tracks_.gate(t)),
                 "other places of a track are those of its closed groups");
  }
  sim::expects(!hours_.are_shared() || hours_.agrees(),
               "hours of staff are those of the people who are there");
  sim::expects(holds == holds_, "a place is held by somebody for another");
}

}  // namespace stepdown::models
