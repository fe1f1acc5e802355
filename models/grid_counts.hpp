#pragma once

#include "models/clock_grid.hpp"
#include "sim/time.hpp"

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
  [[gnu::hot]] void count(std::span<const std::uint64_t> clocks);
  /// Counts events at 0.
  void count_at_once(std::uint64_t events);
  /// Counts so many that ended so in one cell. @pre cell < ClockGrid::cells, number < 2^32
  void count_in(std::size_t cell, ClockEnd how, std::uint64_t number);
  void add(const GridCounts& other);

  /// Cells from here on are empty.
  [[nodiscard]] std::size_t size() const;
  /// The numbers of some cells, all that ended so, in a fifth of the time of one by one; 0 where
  /// there are no such cells. @pre `begin`, the first one, is even
  void read(ClockEnd how, std::size_t begin, std::span<std::int64_t> cells) const;
  [[nodiscard]] std::int64_t operator()(std::size_t cell, ClockEnd how) const {
    const std::size_t kind = kind_of(cell, static_cast<std::size_t>(how));
    const std::size_t steps = cell / 2;
    if (steps >= lower_[kind].size()) return 0;
    const std::uint32_t upper = upper_[kind].empty() ? 0 : upper_[kind][steps];
    return static_cast<std::int64_t>(std::uint64_t{upper} << 32U | lower_[kind][steps]);
  }

 private:
  using Counts = std::vector<std::uint32_t>;

  /// By end, then moments before what lies between them.
  [[nodiscard]] static std::size_t kind_of(std::size_t cell, std::size_t how) {
    return 2 * how + cell % 2;
  }

  std::array<Counts, 6> lower_;  ///< lower 32 bits, by kind and steps of the grid
  std::array<Counts, 6> upper_;  ///< upper 32 bits; empty: all are 0, as mostly
};

}  // namespace stepdown::models
