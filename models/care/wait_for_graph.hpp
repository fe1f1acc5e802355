#pragma once

#include "models/care/place_pools.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::models {

/// How many people keep a place of each pool for want of one of each other pool. A ring in it is a
/// gridlock: every pool of the ring is full, and each holds somebody for the next.
class WaitForGraph {
 public:
  explicit WaitForGraph(std::size_t pools)
      : pools_{pools}, held_for_(pools * pools, 0), reached_from_(pools, unreached) {}

  /// Somebody begins to hold a place of `from` for one of `to`.
  void add(PoolId from, PoolId to) { ++held_for_[side(index_of(from), index_of(to))]; }
  /// @pre somebody holds so.
  void remove(PoolId from, PoolId to) { --held_for_[side(index_of(from), index_of(to))]; }
  void clear();
  /// Whether somebody does.
  [[nodiscard]] bool holds(PoolId from, PoolId to) const {
    return held_for_[side(index_of(from), index_of(to))] > 0;
  }
  /// Whether in both the same numbers of people are held.
  friend bool operator==(const WaitForGraph& a, const WaitForGraph& b) {
    return a.held_for_ == b.held_for_;
  }

  /// A shortest ring that begins with `from` -> `to`, as the pools on it; the side back from the
  /// last to the first is implied. Empty when there is none. Of rings of the same length, the one
  /// through the pools with the lower numbers, compared from `to` on. Good until the next call.
  /// @pre somebody holds a place of `from` for one of `to`.
  [[nodiscard]] std::span<const PoolId> ring_through(PoolId from, PoolId to);

 private:
  static constexpr std::int32_t unreached = -1;

  [[nodiscard]] std::size_t side(std::size_t from, std::size_t to) const {
    return from * pools_ + to;
  }

  std::size_t pools_;
  std::vector<std::int32_t> held_for_;  ///< [from * pools + to]: people

  // of the search, kept for their memory
  std::vector<std::int32_t> reached_from_;  ///< by pool
  std::vector<PoolId> search_;
  std::vector<PoolId> ring_;
};

}  // namespace stepdown::models
