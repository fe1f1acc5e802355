#include "models/care/wait_for_graph.hpp"

#include <algorithm>

namespace stepdown::models {

void WaitForGraph::clear() {
  std::fill(held_for_.begin(), held_for_.end(), 0);
}

/// Breadth first, so a shortest one.
std::span<const PoolId> WaitForGraph::ring_through(PoolId from, PoolId to) {
  std::fill(reached_from_.begin(), reached_from_.end(), unreached);
  ring_.clear();
  search_.assign(1, to);
  reached_from_[index_of(to)] = static_cast<std::int32_t>(from);
  for (std::size_t i = 0; i < search_.size() && search_[i] != from; ++i) {
    const std::size_t here = index_of(search_[i]);
    for (std::size_t next = 0; next < pools_; ++next) {
      if (held_for_[side(here, next)] == 0 || reached_from_[next] != unreached) continue;
      reached_from_[next] = static_cast<std::int32_t>(here);
      search_.push_back(PoolId{static_cast<std::uint16_t>(next)});
    }
  }
  if (reached_from_[index_of(from)] == unreached) return ring_;
  PoolId at = from;
  do {
    ring_.push_back(at);
    at = PoolId{static_cast<std::uint16_t>(reached_from_[index_of(at)])};
  } while (at != from);
  std::reverse(ring_.begin() + 1, ring_.end());
  return ring_;
}

}  // namespace stepdown::models
