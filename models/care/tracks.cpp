#include "models/care/tracks.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::models {

Tracks::Tracks(const Model& model, const AdmissionGates& gates)
    : gates_{&gates}, levels_(model.level_count) {
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    levels_[l] = {.first = tracks_.size(), .count = model.states[l].tracks.size()};
    std::size_t seat = 1;
    for (const TrackModel& track : model.states[l].tracks) {
      sim::expects(seat <= UINT16_MAX, "groups of a level have numbers");
      const std::size_t number = tracks_.size();
      tracks_.push_back({&track, {}, static_cast<std::uint16_t>(seat)});
      seat += gates.most_groups(gates.gate_of_track(number)) + 1;
    }
  }
  reset();
}

void Tracks::reset() {
  for (Track& track : tracks_)
    track.places = {.open = track.model->places};
}

std::optional<std::size_t> Tracks::first_for(StateId level, ClassId who, sim::Ticks now) const {
  for (std::size_t t = first_of(level); t < end_of(level); ++t)
    if (tracks_[t].places.has_free() && gates_->is_open(gate(t), now) && admits(t, who)) return t;
  return std::nullopt;
}

void Tracks::begin_sharing(StateId level, sim::Ticks now) {
  for (std::size_t t = first_of(level); t < end_of(level); ++t) {
    Track& track = tracks_[t];
    track.waiting = track.left = 0;
    if (!gates_->is_open(gate(t), now)) continue;
    const bool is_closed_group =
        gates_->is_starting(gate(t)) && gates_->rule(gate(t)).has_closed_groups();
    track.left = is_closed_group ? gates_->start(gate(t)).seats : track.places.free();
  }
}

/// Somebody gets a place as `first_for` would have it, or none.
void Tracks::share(StateId level, ClassId who) {
  for (std::size_t t = first_of(level); t < end_of(level); ++t) {
    if (tracks_[t].left == 0 || !admits(t, who)) continue;
    --tracks_[t].left;
    ++tracks_[t].waiting;
    return;
  }
  for (std::size_t t = first_of(level); t < end_of(level); ++t)
    if (admits(t, who)) ++tracks_[t].waiting;
}

/// The first that is listed: those of whom it takes nobody can come into the ones after it.
bool Tracks::call_off_one(StateId level, sim::Ticks now, AdmissionGates& gates) {
  for (std::size_t t = first_of(level); t < end_of(level); ++t) {
    const std::size_t its = gate(t);
    const bool begins = gates.is_starting(its) && gates.is_open(its, now);
    if (!begins || tracks_[t].waiting >= gates.rule(its).cohort.at_least) continue;
    gates.call_off(its);
    return true;
  }
  return false;
}

std::size_t Tracks::first_at_start(StateId level, ClassId who) const {
  std::optional<std::size_t> first;
  for (std::size_t t = first_of(level); t < end_of(level); ++t) {
    if (!admits(t, who)) continue;
    if (tracks_[t].places.has_free()) return t;
    first = first.value_or(t);
  }
  sim::expects(first.has_value(), "everybody can attend some track");
  return *first;
}

std::size_t Tracks::track_of(StateId level, std::uint16_t seat) const {
  std::size_t track = end_of(level) - 1;
  while (tracks_[track].first_seat > seat)
    --track;
  return track;
}

void Tracks::open_places(StateId level, double day) {
  for (std::size_t t = first_of(level); t < end_of(level); ++t)
    tracks_[t].places.open = tracks_[t].model->places_on(day);
}

int Tracks::open_places(StateId level) const {
  int open = 0;
  for (std::size_t t = first_of(level); t < end_of(level); ++t)
    open += std::max(tracks_[t].places.open, tracks_[t].places.in_use());
  return open;
}

}  // namespace stepdown::models
