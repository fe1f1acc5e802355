#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "sim/places.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::models {

/// Who asks for a place, as far as reserves matter.
struct Asker {
  ClassId who{};
  std::optional<WaitingClass> waiting_class;  ///< nothing: there is no request

  friend bool operator==(const Asker&, const Asker&) = default;
};

/// Places of levels that are reserved for some kinds of people or requests: who may have them, and
/// who does.
///
/// People take a place reserved for them as long as there is one, and one of the others after that;
/// the others are all that those have for whom none is reserved. Of several reserves that fit, the
/// first written is taken from. A level without reserves is asked nothing.
class PlaceReserves {
 public:
  using Slot = std::uint32_t;

  /// Somebody who could move in a ring: leaves one place, and comes into that which the next of the
  /// ring leaves.
  struct Mover {
    Slot slot = 0;
    StateId from{};
    bool is_beside = false;  ///< the place left is one beside their way
    Slot number = 0;         ///< of the place left: the slot, or as of `take_second`
    StateId to{};
    Asker asker;
    int open_places = 0;  ///< of `to`
  };

  explicit PlaceReserves(const Model& model);

  void reset();
  /// Whether somebody may have one of the free places of a level, of which it has
  /// these. @pre one is free
  [[nodiscard]] bool may_take(StateId level, const Asker& asker, const sim::Places& places) const {
    return !has_reserves(level) || finds_room(levels_[index_of(level)], asker, places);
  }

  /// Whether any level has reserves.
  [[nodiscard]] bool are_used() const { return any_; }
  /// Whether `comer` may have the place that `leaver` leaves, if nobody else moves.
  [[nodiscard]] bool may_take_over(const Mover& comer, const Mover& leaver);
  /// Whether all of them may move at once, each into the place of the next and the last into that
  /// of the first.
  [[nodiscard]] bool may_swap(std::span<const Mover> ring);
  /// Whether for both it is the same who comes into their place, and whose place they come into.
  [[nodiscard]] bool are_alike(const Mover& a, const Mover& b) const;

  /// Somebody takes a place of a state, whether they may or not (who is there at the start has it).
  void take(StateId state, Slot slot, const Asker& asker) {
    if (has_reserves(state)) hold_in(of_stay_, state, slot, asker);
  }
  void give_back(StateId state, Slot slot) {
    if (has_reserves(state)) free_in(of_stay_, state, slot);
  }
  /// The same of a place that is kept for somebody who is still elsewhere.
  void keep(StateId level, Slot slot, const Asker& asker) {
    if (has_reserves(level)) hold_in(of_next_, level, slot, asker);
  }
  void end_keeping(StateId level, Slot slot) {
    if (has_reserves(level)) free_in(of_next_, level, slot);
  }
  /// The same of a place that somebody has beside their way; `number` says whose, see
  /// `SecondPlaces`.
  void take_second(StateId level, Slot number, ClassId who) {
    if (has_reserves(level)) hold_in(of_second_, level, number, {who, std::nullopt});
  }
  void give_back_second(StateId level, Slot number) {
    if (has_reserves(level)) free_in(of_second_, level, number);
  }

 private:
  struct Reserve {
    int places = 0;
    int taken = 0;
    std::vector<bool> is_for;                   ///< by class of people
    std::optional<WaitingClass> waiting_class;  ///< nothing: for any request

    [[nodiscard]] bool fits(const Asker& asker) const {
      return is_for[index_of(asker.who)] &&
             (!waiting_class || asker.waiting_class == waiting_class);
    }
  };
  struct Level {
    std::vector<Reserve> reserves;
    int reserved = 0;  ///< places of all reserves
    int others = 0;    ///< people in places that are not reserved
  };
  /// Which places somebody has: a reserve counted from 1, or one of the others: 0 of those for whom
  /// there is a reserve, `no_claim` of all who could not have had another.
  using Held = std::vector<std::uint16_t>;
  static constexpr std::uint16_t no_claim = UINT16_MAX;

  /// Hardly any model has any, which is asked first.
  [[nodiscard]] bool has_reserves(StateId state) const {
    return any_ && index_of(state) < levels_.size() && !levels_[index_of(state)].reserves.empty();
  }
  [[nodiscard]] static bool finds_room(const Level& level,
                                       const Asker& asker,
                                       const sim::Places& places);
  [[nodiscard]] bool fits(const Mover& comer, const Mover& leaver) const;
  [[nodiscard]] std::uint16_t held_by(const Mover& mover) const {
    return (mover.is_beside ? of_second_ : of_stay_)[mover.number];
  }
  static void count(Level& level, std::uint16_t held, int people);
  void count_place_left(const Mover& mover, int people);
  void hold_in(Held& held, StateId level, Slot slot, const Asker& asker);
  void free_in(Held& held, StateId level, Slot slot);
  [[nodiscard]] static std::size_t reserve_for(const Level& level, const Asker& asker);
  [[nodiscard]] static std::uint16_t place_for(const Level& level, const Asker& asker);

  std::vector<Level> levels_;
  Held of_stay_;  ///< by slot
  Held of_next_;  ///< by slot
  Held of_second_;
  Held taken_;  ///< by those who would move in a ring; kept for its memory
  bool any_ = false;
};

}  // namespace stepdown::models
