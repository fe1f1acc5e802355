#pragma once

#include "models/care/place_reserves.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace stepdown::models {

/// Looks for people who can move in a ring, each into the place of the next, where it matters who
/// comes after whom as places are reserved.
///
/// Of people who are alike only the first is looked at, so that it matters little how many wait.
class RingSearch {
 public:
  using Mover = PlaceReserves::Mover;

  /// Whether there is a ring that begins with `first`, who is none like those `tried`; then it is
  /// in `ring`, a shortest one, and of several the one through those who are told first.
  /// `tell_held(mover, tell)` calls `tell` with everybody who has a place such as `mover` waits for
  /// and could leave it; `closes(mover)` says whether `first` has such a place.
  template <class TellHeld, class Closes>
  [[nodiscard]] bool finds_ring(const Mover& first,
                                PlaceReserves& reserves,
                                TellHeld tell_held,
                                Closes closes) {
    if (has_like(tried, first, reserves)) return false;
    tried.push_back(first);
    reached_.assign(1, first);
    taken_over_by_.assign(1, 0);
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      const Mover mover = reached_[i];  // a copy, as more people are reached from here
      if (closes(mover) && reserves.may_take_over(mover, first)) {
        trace_back(i);
        if (reserves.may_swap(ring)) return true;
      }
      tell_held(mover, [&](const Mover& next) {
        if (has_like(reached_, next, reserves) || !reserves.may_take_over(mover, next)) return;
        reached_.push_back(next);
        taken_over_by_.push_back(i);
      });
    }
    return false;
  }

  std::vector<Mover> ring;
  std::vector<Mover> tried;

 private:
  [[nodiscard]] static bool has_like(const std::vector<Mover>& movers,
                                     const Mover& mover,
                                     const PlaceReserves& reserves) {
    return std::ranges::any_of(movers,
                               [&](const Mover& each) { return reserves.are_alike(each, mover); });
  }
  /// From the first to that one of those reached.
  void trace_back(std::size_t last) {
    ring.assign(1, reached_[last]);
    for (std::size_t at = last; at != 0; at = taken_over_by_[at])
      ring.push_back(reached_[taken_over_by_[at]]);
    std::ranges::reverse(ring);
  }

  std::vector<Mover> reached_;
  std::vector<std::size_t> taken_over_by_;  ///< of those reached, by whom
};

}  // namespace stepdown::models
