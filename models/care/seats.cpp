#include "models/care/care_system.hpp"

#include <cstddef>

/// Seats that are told apart: who comes into which track, and into which closed group.
namespace stepdown::models {

/// The person gets a place of the level asked for, in one of its tracks or at a start that is going
/// on.
void CareSystem::give_seat(Person& person) {
  if (!tracks_.has(person.target)) {
    person.seats.set_next(gates_.join(index_of(person.target)));
    return;
  }
  const auto track = tracks_.first_for(person.target, person.who, now_);
  sim::expects(track.has_value(), "who gets a place has a track for it");
  give_seat_in(*track, person);
}

void CareSystem::give_seat_in(std::size_t track, Person& person) {
  const std::size_t gate = tracks_.gate(track);
  const std::uint16_t group = gates_.is_starting(gate) ? gates_.join(gate) : std::uint16_t{0};
  tracks_.take(track);
  person.seats.set_next(tracks_.seat(track, group));
  track_changed(track);
}

/// The person has come to the level where the seat is.
void CareSystem::sit_down(const Person& person) {
  if (!tracks_.has(person.state)) return;
  const std::size_t track = tracks_.track_of(person.state, person.seats.here());
  state_recorder_.tracks().admitted(track, now_, now_ - person.wait_from);
}

/// The person has left the place where the seat is.
void CareSystem::leave_seat(const Person& person) {
  const std::uint16_t seat = person.seats.here();
  if (tracks_.has(person.state))
    state_recorder_.tracks().left(tracks_.track_of(person.state, seat), now_);
  give_seat_back(person.state, seat);
}

/// A seat of `level` is nobody's any more, or that of a closed group that goes on.
void CareSystem::give_seat_back(StateId level, std::uint16_t seat) {
  std::size_t gate = index_of(level);
  std::uint16_t group = seat;
  if (tracks_.has(level)) {
    const std::size_t track = tracks_.track_of(level, seat);
    gate = tracks_.gate(track);
    group = tracks_.group_of(track, seat);
    tracks_.give_back(track);
  }
  const int fewer = group == 0 ? 0 : gates_.leave(gate, group);
  if (fewer != 0) {
    block(gate, fewer);
    groups_run(gate);
  } else if (gates_.is_of_track(gate)) {
    track_changed(gates_.track_of(gate));
  }
}

/// Places of a track are taken or free, or open or not; the level has as many as all its tracks.
void CareSystem::track_changed(std::size_t track) {
  state_recorder_.tracks().places_changed(track, now_, tracks_.places(track));
  const StateId level = gates_.level_of(tracks_.gate(track));
  const int open = tracks_.open_places(level);
  if (open == pools_.places(level).open) return;
  state_recorder_.places_changed(level, now_, pools_.set_open(level, open));
}

/// It is the day of a change in some track.
void CareSystem::track_places_change(StateId level) {
  tracks_.open_places(level, sim::to_days(now_));
  for (std::size_t track = tracks_.first_of(level); track < tracks_.end_of(level); ++track)
    track_changed(track);
}

/// So many places more are those of a closed group, and nobody's to have.
void CareSystem::block(std::size_t gate, int places) {
  const StateId level = gates_.level_of(gate);
  state_recorder_.places_changed(level, now_, pools_.block(level, places));
  if (!gates_.is_of_track(gate)) return;
  const std::size_t track = gates_.track_of(gate);
  tracks_.block(track, places);
  track_changed(track);
}

/// Closed groups of a level or track have begun or ended.
void CareSystem::groups_run(std::size_t gate) {
  const int groups = gates_.groups_running(gate);
  if (gates_.is_of_track(gate))
    state_recorder_.tracks().groups_run(gates_.track_of(gate), now_, groups);
  else
    state_recorder_.groups_run(gates_.level_of(gate), now_, groups);
}

/// The closed group that somebody who moves along a ring leaves; 0: none, as from a bridge.
std::uint16_t CareSystem::group_left_by(Slot slot) const {
  const Person& person = people_[slot];
  return has_place(person.phase) ? person.seats.here() : std::uint16_t{0};
}

/// Each who moves along the ring takes over the seat of whoever leaves it for the next.
void CareSystem::swap_groups() {
  for (std::size_t i = 0; i < movers_.size(); ++i)
    people_[movers_[i]].seats.set_next(group_left_by(movers_[(i + 1) % movers_.size()]));
}

/// Nobody holds a place in a track, so that this is a closed group of the level.
void CareSystem::take_over_group(const Person& person) {
  if (person.seats.next() == 0) return;
  const std::size_t gate = index_of(person.target);
  block(gate, gates_.take_over(gate, person.seats.next()));
  groups_run(gate);
}

}  // namespace stepdown::models
