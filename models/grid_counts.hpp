#pragma once

#include "models/clock_grid.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::models {

/// How many clocks ended in each cell of `ClockGrid`, by `ClockEnd`. Kept by kind of cell and of
/// end: hardly any clock of most models ends at a moment of the grid or is censored, and what is
/// counted lies close together in memory.
class GridCounts {
 public:
  /// Counts clocks, each as its ticks << 2 | end. Times beyond the grid are censored at its end.
  void count(std::span<const std::uint64_t> clocks);
  /// Counts events at 0.
  void count_at_once(std::uint64_t events);
  void add(const GridCounts& other);

  /// Cells from here on are empty.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::int64_t operator()(std::size_t cell, ClockEnd how) const {
    return at(kind_of(cell, static_cast<std::size_t>(how)), cell / 2);
  }
  /// How the clocks of a cell ended, in the order of `ClockEnd`.
  using Ended = std::array<std::int64_t, 3>;
  /// Shows each cell that has any to `visit(cell, ended)`, in order.
  template <class Visit>
  void for_each_used(Visit visit) const {
    // Mostly only what lies between moments is long, and all else is empty.
    const std::array<std::size_t, 2> ends{longest(0), longest(1)};
    for (std::size_t steps = 0; steps < std::max(ends[0], ends[1]); ++steps) {
      for (std::size_t between = 0; between < 2; ++between) {
        if (steps >= ends[between]) continue;
        const Ended ended{at(between, steps), at(2 + between, steps), at(4 + between, steps)};
        if ((ended[0] | ended[1] | ended[2]) != 0) visit(2 * steps + between, ended);
      }
    }
  }

 private:
  using Counts = std::vector<std::uint32_t>;

  [[nodiscard]] std::int64_t at(std::size_t kind, std::size_t steps) const {
    if (steps >= lower_[kind].size()) return 0;
    const std::uint32_t upper = upper_[kind].empty() ? 0 : upper_[kind][steps];
    return static_cast<std::int64_t>(std::uint64_t{upper} << 32U | lower_[kind][steps]);
  }
  /// The most steps of a kind of cell, whatever the end.
  [[nodiscard]] std::size_t longest(std::size_t between) const {
    return std::max(
        {lower_[between].size(), lower_[2 + between].size(), lower_[4 + between].size()});
  }

  /// By end, then moments before what lies between them.
  [[nodiscard]] static std::size_t kind_of(std::size_t cell, std::size_t how) {
    return 2 * how + cell % 2;
  }

  std::array<Counts, 6> lower_;  ///< lower 32 bits, by kind and steps of the grid
  std::array<Counts, 6> upper_;  ///< upper 32 bits; empty: all are 0, as mostly
};

}  // namespace stepdown::models
