#pragma once

#include "models/clock_grid.hpp"
#include "models/grid_counts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace stepdown::models {

/// How many clocks ended so, by cell of the grid. What is beyond the cells that were read has no
/// value.
using NumbersByCell = std::array<std::int64_t, ClockGrid::cells>;

/// All that a grid has.
struct EndedByCell {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): read next, as far as they are used
  explicit EndedByCell(const GridCounts& counts) : cells{counts.size()} {
    counts.read(ClockEnd::Event, 0, std::span(events).first(cells));
    counts.read(ClockEnd::Competing, 0, std::span(competing).first(cells));
    counts.read(ClockEnd::Censored, 0, std::span(censored).first(cells));
  }

  [[nodiscard]] bool is_empty(std::size_t cell) const {
    return (events[cell] | competing[cell] | censored[cell]) == 0;
  }

  std::size_t cells;  ///< those beyond are empty
  NumbersByCell events;
  NumbersByCell competing;
  NumbersByCell censored;
};

}  // namespace stepdown::models
