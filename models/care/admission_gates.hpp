#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::models {

/// When levels take people up, apart from whether a place is free: at any moment, within hours, or
/// at starts of cohorts.
///
/// Everybody is asked about at the moment when a free place becomes theirs (taken, or kept for
/// them); who is not let in joins the line and is asked about again whenever places of the level
/// are given out. That they are when a gate opens is seen to by an event, which calls `open`.
/// Nobody is asked about who moves in a ring: they swap places with each other.
///
/// A closed group begins with a start and has its seats for itself until its last member has left.
class AdmissionGates {
 public:
  /// A start of a cohort that is going on, and what came of it.
  struct Start {
    int waiting = 0;   ///< people who asked for a place when it came
    int seats = 0;     ///< that were free
    int admitted = 0;  ///< or have a seat kept for them
  };

  explicit AdmissionGates(const Model& model);

  /// As before the first gate opens.
  void reset();

  [[nodiscard]] bool is_open(StateId level, sim::Ticks now) const {
    return now < closes_[index_of(level)];
  }
  /// Whether the level is at a start of a cohort in this instant.
  [[nodiscard]] bool is_starting(StateId level) const {
    return has_cohorts_ && levels_[index_of(level)].is_starting;
  }

  /// When the level begins to take people up next, from `moment` on. @pre it has a gate
  [[nodiscard]] sim::Ticks next_opening(std::size_t level, sim::Ticks moment) const;
  /// The level begins to take people up: those who come within its hours, or a cohort, unless fewer
  /// wait than it takes. `seats` are free. @pre it is the moment of an opening
  void open(std::size_t level, sim::Ticks now, int waiting, int seats);

  /// Somebody gets a seat of the start that is going on. Returns its closed group, from
  /// 1 on; 0: it has none.
  std::uint16_t join(StateId level);
  /// Somebody takes over the seat that another member of the group has just left. Returns as
  /// `leave`.
  [[nodiscard]] int take_over(StateId level, std::uint16_t group);
  /// A member of a closed group leaves. Returns by how many places fewer are free than those that
  /// were left: its own seat is nobody's to have as long as others are there; with the last one all
  /// seats are free.
  [[nodiscard]] int leave(StateId level, std::uint16_t group);
  /// The start is over. Returns how many seats of its closed group remained empty.
  [[nodiscard]] int end_start(std::size_t level);

  [[nodiscard]] const Start& start(std::size_t level) const { return levels_[level].start; }
  /// Closed groups that have begun and are not empty.
  [[nodiscard]] int groups_running(std::size_t level) const { return levels_[level].running; }
  /// Empty seats of closed groups that go on.
  [[nodiscard]] int blocked(std::size_t level) const;

 private:
  struct Level {
    Start start;
    bool is_starting = false;
    int running = 0;             ///< groups
    std::uint16_t starting = 0;  ///< the group that begins
    std::vector<int> members;    ///< by closed group

    [[nodiscard]] int& members_of(std::uint16_t group) { return members[group - std::size_t{1}]; }
  };

  const Model* model_;
  bool has_cohorts_ = false;
  std::vector<sim::Ticks> closes_;  ///< by level: when it stops taking people up; 0: it does not
  std::vector<Level> levels_;
};

}  // namespace stepdown::models
