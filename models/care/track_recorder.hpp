#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"
#include "sim/places.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::models {

/// Reduces what happens in the tracks of levels; the part of `StateRecorder` that does so. Tracks
/// are numbered level by level. Knows who can attend which, as far as it takes to tell how long
/// there was no place for somebody.
class TrackRecorder {
 public:
  using Ticks = sim::Ticks;

  TrackRecorder(const Model& model, Ticks from, Ticks horizon);

  void reset();

  /// These are the places of a track now.
  void places_changed(std::size_t track, Ticks now, const sim::Places& places);
  /// Somebody has come into a track, and had waited so long for the level.
  void admitted(std::size_t track, Ticks now, Ticks wait);
  /// Somebody was there at the start.
  void present(std::size_t track) { seen_[track].census.change(Ticks::zero(), 1); }
  void left(std::size_t track, Ticks now) { seen_[track].census.change(now, -1); }
  void started(std::size_t track, Ticks now, const CohortStart& start) {
    if (now >= from_) seen_[track].starts.push_back(start);
  }
  /// Counts who is there at a midnight.
  void count_at_midnight() {
    for (TrackObservations& seen : seen_)
      seen.daily.push_back(seen.census.value());
  }
  /// So many closed groups have members from now on.
  void groups_run(std::size_t track, Ticks now, int groups);

  /// How long no track of `level` that somebody of that class can attend has had a free place until
  /// now, over the whole run.
  [[nodiscard]] Ticks full_until(StateId level, ClassId who, Ticks now) const {
    return audiences_[audience_of_[index_of(level)][index_of(who)]].full_until(now);
  }

  /// Closes the books at the horizon and puts them where they belong.
  void finish(std::vector<StateObservations>& states);

 private:
  /// How long something is full.
  struct FullClock {
    Ticks since{};
    Ticks before{};  ///< for so long in all, before the last change
    bool is_full = false;

    [[nodiscard]] Ticks full_until(Ticks now) const {
      return before + (is_full ? now - since : Ticks::zero());
    }
    void set(Ticks now, bool full) { *this = {now, full_until(now), full}; }
  };
  /// People who can attend the same tracks of a level.
  struct Audience : FullClock {
    std::vector<std::size_t> tracks;
  };
  struct Track {
    const TrackModel* model = nullptr;
    std::size_t level = 0;
    std::vector<std::size_t> audiences;
    // since the last change
    Ticks since{};
    int open = 0;
    int most = 0;  ///< that there have been; more are open only as people were there at the start
    bool is_full = false;
    Ticks groups_since{};
    int running = 0;
  };

  [[nodiscard]] Ticks clipped(Ticks since, Ticks now) const {
    const Ticks start = since > from_ ? since : from_;
    return now > start ? now - start : Ticks::zero();
  }
  void find_audiences(const Model& model, std::size_t level, std::size_t first);
  void close_groups(std::size_t track);

  Ticks from_;
  Ticks horizon_;
  std::vector<Track> tracks_;
  std::vector<TrackObservations> seen_;  ///< by track
  std::vector<Audience> audiences_;
  std::vector<std::vector<std::size_t>> audience_of_;  ///< by level, by class; none: no tracks
};

}  // namespace stepdown::models
