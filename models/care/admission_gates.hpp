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
///
/// Each level has a gate, which has its number; the tracks of levels have gates of their own, which
/// come after those. A level with tracks is open as long as one of them is.
class AdmissionGates {
 public:
  /// A start of a cohort that is going on, and what came of it.
  struct Start {
    int waiting = 0;   ///< people who asked for a place when it came, and can attend
    int seats = 0;     ///< that were free
    int admitted = 0;  ///< or have a seat kept for them
  };

  explicit AdmissionGates(const Model& model);

  /// As before the first gate opens, with the rules of the first period.
  void reset();
  /// A gate has the rule of that period from now on, at 00:00, when no hours and no start go on.
  /// Returns whether it is another one.
  [[nodiscard]] bool begin_period(std::size_t gate, std::size_t period);

  [[nodiscard]] std::size_t size() const { return gates_.size(); }
  /// Of the track of that number among all tracks.
  [[nodiscard]] std::size_t gate_of_track(std::size_t track) const { return level_count_ + track; }
  [[nodiscard]] std::size_t track_of(std::size_t gate) const { return gate - level_count_; }
  [[nodiscard]] StateId level_of(std::size_t gate) const { return gates_[gate].level; }
  [[nodiscard]] bool is_of_track(std::size_t gate) const { return gate >= level_count_; }
  [[nodiscard]] const AdmissionRule& rule(std::size_t gate) const { return *gates_[gate].rule; }

  [[nodiscard]] bool is_open(StateId level, sim::Ticks now) const {
    return is_open(index_of(level), now);
  }
  [[nodiscard]] bool is_open(std::size_t gate, sim::Ticks now) const { return now < closes_[gate]; }
  /// Whether who gets a place of the level now has a seat that has to be told: as it is at a start
  /// of a cohort in this instant, or has tracks.
  [[nodiscard]] bool gives_seats(StateId level) const {
    return has_seats_ && gates_[index_of(level)].gives_seats;
  }
  /// Whether a start of a cohort is going on in this instant.
  [[nodiscard]] bool is_starting(std::size_t gate) const { return gates_[gate].is_starting; }

  /// When the level or track begins to take people up next, from `moment` on. @pre it has a gate
  [[nodiscard]] sim::Ticks next_opening(std::size_t gate, sim::Ticks moment) const;
  /// It opens then, and not before, whatever was awaited so far.
  void await_opening(std::size_t gate, sim::Ticks moment) { gates_[gate].opens = moment; }
  [[nodiscard]] bool opens_now(std::size_t gate, sim::Ticks now) const {
    return gates_[gate].opens == now;
  }
  /// It begins to take people up: those who come within its hours, or a cohort, unless fewer
  /// wait than it takes. `seats` are free. @pre it is the moment of an opening
  void open(std::size_t gate, sim::Ticks now, int waiting, int seats);

  /// The start that is going on is none: too few wait for it.
  void call_off(std::size_t gate) { close_at(gate, sim::Ticks::zero()); }

  /// Somebody gets a seat of the start that is going on. Returns its closed group, from
  /// 1 on; 0: it has none.
  std::uint16_t join(std::size_t gate);
  /// Somebody takes over the seat that another member of the group has just left. Returns as
  /// `leave`.
  [[nodiscard]] int take_over(std::size_t gate, std::uint16_t group);
  /// A member of a closed group leaves. Returns by how many places fewer are free than those that
  /// were left: its own seat is nobody's to have as long as others are there; with the last one all
  /// seats are free.
  [[nodiscard]] int leave(std::size_t gate, std::uint16_t group);
  /// The start is over. Returns how many seats of its closed group remained empty.
  [[nodiscard]] int end_start(std::size_t gate);

  [[nodiscard]] const Start& start(std::size_t gate) const { return gates_[gate].start; }
  /// Closed groups that have begun and are not empty; the most there can be.
  [[nodiscard]] int groups_running(std::size_t gate) const { return gates_[gate].running; }
  [[nodiscard]] std::size_t most_groups(std::size_t gate) const {
    return gates_[gate].members.size();
  }
  /// People in a closed group.
  [[nodiscard]] int members(std::size_t gate, std::uint16_t group) const {
    return gates_[gate].members[group - std::size_t{1}];
  }
  /// Somebody is in a closed group when the run begins, which goes on then.
  void join_at_start(std::size_t gate, std::uint16_t group) {
    if (++gates_[gate].members_of(group) == 1) ++gates_[gate].running;
    gates_[gate].is_gathering = true;
  }
  /// Everybody who is there at the start is in their group.
  void end_gathering(std::size_t gate) { gates_[gate].is_gathering = false; }
  /// Empty seats of closed groups that go on, as soon as all who are there at the start are.
  [[nodiscard]] int blocked(std::size_t gate) const;

 private:
  struct Gate {
    const AdmissionRule* rule = nullptr;
    std::vector<const AdmissionRule*> rules;  ///< by period
    sim::Ticks opens = sim::never;
    StateId level{};
    bool has_tracks = false;  ///< of a level: those have the gates
    Start start;
    bool gives_seats = false;  ///< of a level
    bool is_starting = false;
    bool is_gathering = false;   ///< before the first event: its groups may get more people
    int running = 0;             ///< groups
    std::uint16_t starting = 0;  ///< the group that begins
    std::vector<int> members;    ///< by closed group

    [[nodiscard]] int& members_of(std::uint16_t group) { return members[group - std::size_t{1}]; }
  };

  void add(std::vector<const AdmissionRule*> rules, StateId level, int most_places);
  /// The gate closes then; 0: it is closed.
  void close_at(std::size_t gate, sim::Ticks moment);
  void begin_start(Gate& gate, bool is_going_on) const;

  std::size_t level_count_;
  bool has_seats_ = false;
  std::vector<sim::Ticks> closes_;  ///< by gate: when it stops taking people up; 0: it does not
  std::vector<Gate> gates_;
};

}  // namespace stepdown::models
