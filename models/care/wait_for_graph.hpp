#pragma once

#include "models/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::models {

/// How many people each level holds for a place in each other level. A ring in it is a gridlock:
/// every level of the ring is full, and each holds somebody for the next.
class WaitForGraph {
 public:
  explicit WaitForGraph(std::size_t levels)
      : levels_{levels}, held_for_(levels * levels, 0), reached_from_(levels, unreached) {}

  /// Somebody begins to hold a place of `from` for one of `to`.
  void add(StateId from, StateId to) { ++held(index_of(from), index_of(to)); }
  /// @pre somebody holds so.
  void remove(StateId from, StateId to) { --held(index_of(from), index_of(to)); }
  void clear();

  /// A shortest ring that begins with `from` -> `to`, as the levels on it; the side back from the
  /// last to the first is implied. Empty when there is none. Of rings of the same length, the one
  /// through the more intensive levels, compared from `to` on. Good until the next call.
  /// @pre somebody holds a place of `from` for one of `to`.
  [[nodiscard]] std::span<const StateId> ring_through(StateId from, StateId to);

 private:
  static constexpr std::int32_t unreached = -1;

  [[nodiscard]] std::int32_t& held(std::size_t from, std::size_t to) {
    return held_for_[from * levels_ + to];
  }

  std::size_t levels_;
  std::vector<std::int32_t> held_for_;  ///< [from * levels + to]: people

  // of the search, kept for their memory
  std::vector<std::int32_t> reached_from_;  ///< by level
  std::vector<StateId> search_;
  std::vector<StateId> ring_;
};

}  // namespace stepdown::models
