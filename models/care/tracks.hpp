#pragma once

#include "models/care/admission_gates.hpp"
#include "models/ids.hpp"
#include "models/model.hpp"
#include "sim/places.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::models {

/// Tracks of levels: whose places are taken, and who may have one.
///
/// People take a place in the first track that is listed, admits people now, can be attended by
/// them and has one; it is theirs from when it is given to them, and returns to its track when they
/// leave. A level without tracks is asked nothing.
///
/// A seat of a level with tracks is one number, which tells the track and the closed group in it.
class Tracks {
 public:
  explicit Tracks(const Model& model, const AdmissionGates& gates);

  void reset();

  /// Of all levels.
  [[nodiscard]] std::size_t size() const { return tracks_.size(); }
  /// Hardly any model has any, which is asked first.
  [[nodiscard]] bool has(StateId state) const {
    return !tracks_.empty() && index_of(state) < levels_.size() &&
           levels_[index_of(state)].count > 0;
  }
  /// Whether somebody of that class may have a place of `level` now, as far as tracks matter.
  [[nodiscard]] bool may_take(StateId level, ClassId who, sim::Ticks now) const {
    return !has(level) || first_for(level, who, now).has_value();
  }
  /// The first track in which somebody of that class may have a place now.
  [[nodiscard]] std::optional<std::size_t> first_for(StateId level,
                                                     ClassId who,
                                                     sim::Ticks now) const;
  /// The track for somebody who is there at the start: the first that they can attend with a place
  /// free, or else the first that they can attend.
  [[nodiscard]] std::size_t first_at_start(StateId level, ClassId who) const;

  /// The seat in a track, or in its closed group of that number, 0 if it has none.
  [[nodiscard]] std::uint16_t seat(std::size_t track, std::uint16_t group) const {
    return static_cast<std::uint16_t>(tracks_[track].first_seat + group);
  }
  [[nodiscard]] std::size_t track_of(StateId level, std::uint16_t seat) const;
  [[nodiscard]] std::uint16_t group_of(std::size_t track, std::uint16_t seat) const {
    return static_cast<std::uint16_t>(seat - tracks_[track].first_seat);
  }

  /// Calls off those starts of cohorts that are going on for which too few wait when places are
  /// given out: who comes into another track waits for them no longer. `tell_waiting(tell)` calls
  /// `tell(who)` for everybody in the line of `level`, in order.
  template <class TellWaiting>
  void call_off_starts(StateId level,
                       sim::Ticks now,
                       AdmissionGates& gates,
                       TellWaiting tell_waiting) {
    do {
      begin_sharing(level, now);
      tell_waiting([this, level](ClassId who) { share(level, who); });
    } while (call_off_one(level, now, gates));
  }

  void take(std::size_t track) { ++tracks_[track].places.taken; }
  void give_back(std::size_t track) { --tracks_[track].places.taken; }
  /// So many places more are nobody's to have, as they are those of a closed group.
  void block(std::size_t track, int places) { tracks_[track].places.reserved += places; }
  /// Places are as they are to be on that day.
  void open_places(StateId level, double day);
  /// Places of a level; those that close as they empty are open until then, track by track.
  [[nodiscard]] int open_places(StateId level) const;

  [[nodiscard]] const sim::Places& places(std::size_t track) const { return tracks_[track].places; }
  [[nodiscard]] bool admits(std::size_t track, ClassId who) const {
    return tracks_[track].model->admits[index_of(who)];
  }
  /// The tracks of a level, as numbers from the first on.
  [[nodiscard]] std::size_t first_of(StateId level) const { return levels_[index_of(level)].first; }
  [[nodiscard]] std::size_t end_of(StateId level) const {
    return levels_[index_of(level)].first + levels_[index_of(level)].count;
  }
  [[nodiscard]] std::size_t gate(std::size_t track) const { return gates_->gate_of_track(track); }

 private:
  struct Level {
    std::size_t first = 0;
    std::size_t count = 0;
  };
  struct Track {
    const TrackModel* model = nullptr;
    sim::Places places;  ///< taken: also where somebody is on the way to the place
    std::uint16_t first_seat = 0;
    // while places are shared out on trial
    int left = 0;     ///< places that can be given out
    int waiting = 0;  ///< people who get one of these, or wait for one and get no other
  };

  void begin_sharing(StateId level, sim::Ticks now);
  void share(StateId level, ClassId who);
  bool call_off_one(StateId level, sim::Ticks now, AdmissionGates& gates);

  const AdmissionGates* gates_;
  std::vector<Level> levels_;
  std::vector<Track> tracks_;
};

}  // namespace stepdown::models
