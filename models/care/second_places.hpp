#pragma once

#include "models/care/outside_wait.hpp"
#include "models/care/person.hpp"
#include "models/ids.hpp"
#include "models/model.hpp"
#include "sim/time.hpp"
#include "sim/waiting_line.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::models {

/// Places that people have, or ask for, beside their way through the levels: a bridge while they
/// wait outside, or others alongside the place where they stay. Only the lines and who has what;
/// the places themselves are those of `PlacePools`. Empty where a model knows nothing of the kind.
class SecondPlaces {
 public:
  using Slot = std::uint32_t;

  /// What somebody has of one level beside their way. Not both at once.
  struct Second {
    Ticks since{};  ///< asked, or has
    sim::Ticket ticket{};
    bool asks = false;
    bool has = false;
    /// Asks, and has done so since before this instant's places were given out.
    bool waits = false;
  };
  /// Somebody who asked in this instant for a place of `level` alongside theirs.
  struct Request {
    Slot slot = 0;
    StateId level{};
  };

  explicit SecondPlaces(const Model& model);

  void reset();
  [[nodiscard]] std::size_t bytes_a_person() const;

  /// Whether the model has any.
  [[nodiscard]] bool are_used() const { return !levels_.empty(); }
  [[nodiscard]] bool has_bridges() const { return has_bridges_; }
  /// Levels of which people can have second places.
  [[nodiscard]] std::span<const StateId> levels() const { return levels_; }

  /// Sees to it that somebody in that slot can be asked about.
  void make_room(Slot slot);
  /// @pre there is room for the slot, and `level` is one of `levels`
  [[nodiscard]] Second& of(Slot slot, StateId level) { return seconds_[number(slot, level)]; }
  [[nodiscard]] const Second& of(Slot slot, StateId level) const {
    return seconds_[number(slot, level)];
  }
  [[nodiscard]] bool knows(Slot slot) const { return slot < waits_.size(); }
  /// Which of all second places that is, of whomever.
  [[nodiscard]] Slot number(Slot slot, StateId level) const {
    return slot * static_cast<Slot>(levels_.size()) + column_[index_of(level)];
  }
  /// The wait outside of somebody who can have a bridge.
  [[nodiscard]] OutsideWait& wait(Slot slot) { return waits_[slot]; }

  /// Asks for a place of `level`: whoever began to wait first, `since`, is served first.
  void ask(Slot slot, StateId level, const Person& person, Ticks since);
  /// Asks no longer.
  void stop_asking(Slot slot, StateId level);
  /// The first who asks for a place of `level` and `may_take(slot)` it.
  template <class MayTake>
  [[nodiscard]] std::optional<Slot> first_asking(StateId level, MayTake may_take) const {
    const int line = static_cast<int>(index_of(level));
    for (auto ticket = lines_.front(line); ticket; ticket = lines_.next(*ticket)) {
      const Slot slot = lines_.waiter(*ticket).who;
      if (may_take(slot)) return slot;
    }
    return std::nullopt;
  }

  /// Those who asked in this instant for places alongside.
  std::vector<Request> asking;

  /// The person goes from a bridge into the bed: treatment is shorter by so much, ...
  void grant(Slot slot, const Person& person, Ticks time) {
    credits_[slot] = {.number = person.number, .visit = person.visit, .time = time};
  }
  /// ... which was granted in the present move, or nothing.
  [[nodiscard]] Ticks credit(Slot slot, const Person& person) const {
    if (slot >= credits_.size()) return Ticks::zero();
    const Credit& credit = credits_[slot];
    const bool is_now = credit.number == person.number && credit.visit == person.visit;
    return is_now ? credit.time : Ticks::zero();
  }

 private:
  struct Credit {
    std::uint32_t number = UINT32_MAX;
    std::uint32_t visit = 0;
    Ticks time{};
  };

  std::vector<StateId> levels_;
  std::vector<Slot> column_;  ///< by level: its place in `levels_`
  bool has_bridges_ = false;
  std::vector<Second> seconds_;     ///< by slot, then column
  std::vector<OutsideWait> waits_;  ///< by slot
  std::vector<Credit> credits_;     ///< by slot
  sim::WaitingLines lines_;         ///< by level
};

}  // namespace stepdown::models
