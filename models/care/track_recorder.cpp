#include "models/care/track_recorder.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace stepdown::models {

TrackRecorder::TrackRecorder(const Model& model, Ticks from, Ticks horizon)
    : from_{from}, horizon_{horizon}, audience_of_(model.level_count) {
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const std::size_t first = tracks_.size();
    for (const TrackModel& track : model.states[l].tracks) {
      Track& made = tracks_.emplace_back();
      made.model = &track;
      made.level = l;
    }
    if (tracks_.size() > first) find_audiences(model, l, first);
  }
}

void TrackRecorder::find_audiences(const Model& model, std::size_t level, std::size_t first) {
  std::map<std::vector<std::size_t>, std::size_t> known;
  for (std::size_t who = 0; who < model.classes.size(); ++who) {
    std::vector<std::size_t> attended;
    for (std::size_t t = first; t < tracks_.size(); ++t)
      if (tracks_[t].model->admits[who]) attended.push_back(t);
    const auto [audience, is_new] = known.try_emplace(attended, audiences_.size());
    if (is_new) {
      audiences_.emplace_back().tracks = attended;
      for (const std::size_t track : attended)
        tracks_[track].audiences.push_back(audience->second);
    }
    audience_of_[level].push_back(audience->second);
  }
}

void TrackRecorder::reset() {
  seen_.assign(tracks_.size(), {});
  for (TrackObservations& seen : seen_)
    seen.census.reset(from_, horizon_);
  for (Track& track : tracks_) {
    track.since = track.groups_since = Ticks::zero();
    track.open = track.most = track.running = 0;
    track.is_full = false;
  }
  for (Audience& audience : audiences_)
    static_cast<FullClock&>(audience) = {};
}

void TrackRecorder::places_changed(std::size_t track, Ticks now, const sim::Places& places) {
  Track& here = tracks_[track];
  TrackObservations& seen = seen_[track];
  const Ticks time = clipped(here.since, now);
  seen.open_place_time.add(here.open, time);
  if (here.open > here.most) seen.above_time.add(here.open - here.most, time);
  if (here.is_full) seen.full_time += time;
  here.since = now;
  here.open = std::max(places.open, places.in_use());
  here.most = std::max(here.most, places.open);
  here.is_full = !places.has_free();
  for (const std::size_t a : here.audiences) {
    Audience& audience = audiences_[a];
    const bool is_full = std::ranges::all_of(
        audience.tracks, [this](std::size_t each) { return tracks_[each].is_full; });
    if (is_full != audience.is_full) audience.set(now, is_full);
  }
}

void TrackRecorder::admitted(std::size_t track, Ticks now, Ticks wait) {
  TrackObservations& seen = seen_[track];
  seen.census.change(now, 1);
  if (now >= from_) seen.wait.add_later(sim::to_days(wait));
}

void TrackRecorder::groups_run(std::size_t track, Ticks now, int groups) {
  Track& here = tracks_[track];
  seen_[track].group_time.add(here.running, clipped(here.groups_since, now));
  here.groups_since = now;
  here.running = groups;
}

/// The groups in which there was anybody: closed ones as they ran, others as few as can hold all.
void TrackRecorder::close_groups(std::size_t track) {
  const TrackModel& model = *tracks_[track].model;
  if (model.admission.has_closed_groups()) return groups_run(track, horizon_, 0);
  TrackObservations& seen = seen_[track];
  const std::vector<Ticks>& time_at = seen.census.histogram().ticks_at();
  for (std::size_t people = 0; people < time_at.size(); ++people)
    seen.group_time.add((static_cast<int>(people) + model.group_size - 1) / model.group_size,
                        time_at[people]);
}

void TrackRecorder::finish(std::vector<StateObservations>& states) {
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    TrackObservations& seen = seen_[t];
    seen.wait.settle();
    seen.census.finish(horizon_);
    if (tracks_[t].model->group_size > 0) close_groups(t);
    places_changed(t, horizon_, {});
    states[tracks_[t].level].tracks.push_back(std::move(seen));
  }
  for (const StateObservations& state : states) {
    if (state.tracks.empty()) continue;
    sim::TimeSum sum;
    for (const TrackObservations& track : state.tracks)
      sum += track.census.integral();
    sim::expects(sum == state[Headcount::Census].integral(),
                 "conservation: who is in a level is in one of its tracks");
  }
}

}  // namespace stepdown::models
