#include "models/care/care_system.hpp"
#include "sim/contract.hpp"

#include <cstdint>
#include <vector>

namespace stepdown::models {
namespace {

/// What somebody adds to the counts of a state, or of a pool.
struct Counted {
  int present = 0;
  int outside = 0;
  int taken = 0;
  int reserved = 0;
  int waiting = 0;
};

}  // namespace

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
  sim::expects(holds == holds_, "a place is held by somebody for another");
}

}  // namespace stepdown::models
