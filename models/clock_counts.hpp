#pragma once

#include "models/clock_grid.hpp"
#include "models/grid_counts.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

/// How clocks that start with people ended, by the time they had run. Estimators (Kaplan-Meier,
/// Aalen-Johansen) are in `analysis/measure`.
namespace stepdown::models {

/// The clocks of one kind. Exact times are kept while they are few; then they are counted on
/// `ClockGrid`, so that memory does not grow with the number of people.
class ClockCounts {
 public:
  /// Clocks whose times are kept; they take half the memory of a grid for two years.
  static constexpr std::size_t most_exact = 1024;

  /// At once, as a next level mostly is entered: only counted, there is nothing to know of it.
  void event(sim::Ticks time) {
    if (time == sim::Ticks::zero())
      ++at_once_;
    else
      end(time, ClockEnd::Event);
  }
  void competing(sim::Ticks time) { end(time, ClockEnd::Competing); }
  void censored(sim::Ticks time) { end(time, ClockEnd::Censored); }

  /// Adds all of `other`. Keeps exact times, however many, where both do.
  void add(const ClockCounts& other);
  /// Gives up exact times, and their memory, if there are more than `most_exact`.
  void keep_small();
  /// The same, without giving up the memory, in which the next replication writes.
  void settle();

  /// Everything that was counted, to be kept elsewhere.
  struct Contents {
    struct Cell {
      std::uint64_t number = 0;
      ClockEnd how{};
      std::uint64_t clocks = 0;
    };
    bool has_grid = false;
    std::vector<std::uint64_t> exact;  ///< ticks << 2 | end
    std::uint64_t at_once = 0;         ///< events at 0, besides
    std::vector<Cell> cells;           ///< of the grid, in which there is something
  };
  /// @pre of one replication: fewer than 2^32 clocks
  [[nodiscard]] Contents contents() const;
  /// One that has counted this. @pre cells are of the grid
  [[nodiscard]] static ClockCounts of(Contents&& contents);

  [[nodiscard]] bool is_exact() const { return !has_grid_; }
  /// The clocks in order of time, as exact as they are.
  [[nodiscard]] std::vector<ClockGroup> grouped() const;
  /// The same on the grid, which takes less time.
  [[nodiscard]] std::vector<ClockGroup> grouped_by_cell() const;

  /// Counted on the grid.
  /// @param scratch  where they are counted if they are not yet; must outlive the answer
  [[nodiscard]] const GridCounts& on_grid(GridCounts& scratch) const;

 private:
  /// Few instructions, as it is called wherever a clock ends: times are written one after the
  /// other, and counted some hundreds at once.
  [[gnu::hot]] void end(sim::Ticks time, ClockEnd how) {
    if (exact_.size() == exact_.capacity()) make_room();
    exact_.push_back(static_cast<std::uint64_t>(time.count()) << 2U |
                     static_cast<std::uint64_t>(how));
  }
  [[gnu::noinline, gnu::hot]] void make_room();
  [[gnu::hot]] void count_exact();
  /// Clocks not counted on the grid.
  [[nodiscard]] std::size_t kept() const { return exact_.size() + at_once_; }

  std::vector<std::uint64_t> exact_;  ///< ticks << 2 | end, in order of ending
  std::uint64_t at_once_ = 0;         ///< events at 0, besides
  GridCounts grid_;                   ///< all others, when there are many
  bool has_grid_ = false;
};

}  // namespace stepdown::models
