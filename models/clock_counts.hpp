#pragma once

#include "sim/time.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// How clocks that start with people ended, by the time they had run. Estimators (Kaplan-Meier,
/// Aalen-Johansen) are in `analysis/measure`.
namespace stepdown::models {

/// A clock ends by the event asked about, by something after which the event cannot happen, or is
/// censored: still running at the horizon. In the order in which they count at the same time.
enum class ClockEnd : std::uint8_t { Event, Competing, Censored };

/// Clocks that ended at the same time, or at unknown times of a short stretch.
struct ClockGroup {
  double days = 0;  ///< the time, or the middle of the stretch
  std::int64_t events = 0;
  std::int64_t competing = 0;
  std::int64_t censored = 0;
  double half_width = 0;  ///< of the stretch, in days; its ends are not in it

  /// One more that ended so.
  void count(ClockEnd how) {
    switch (how) {
      case ClockEnd::Event:
        ++events;
        return;
      case ClockEnd::Competing:
        ++competing;
        return;
      case ClockEnd::Censored:
        ++censored;
        return;
    }
  }
  [[nodiscard]] std::int64_t ended() const { return events + competing + censored; }
  friend bool operator==(const ClockGroup&, const ClockGroup&) = default;
};

/// Where times are told apart when there are too many to be kept: moments 3 h apart up to 32 d, 6 h
/// up to 64 d, a day up to 400 d, 5 d up to 4000 d, and the stretches between them. So what happens
/// at a round time is at exactly that; one, two and five years (365, 730, 1825 d) are such moments.
struct ClockGrid {
  struct Part {
    sim::Ticks from{};
    sim::Ticks step{};
    std::int64_t steps_before = 0;
  };
  static constexpr std::array<Part, 4> parts{{{sim::Ticks::zero(), std::chrono::hours{3}, 0},
                                              {32 * sim::one_day, std::chrono::hours{6}, 256},
                                              {64 * sim::one_day, sim::one_day, 384},
                                              {400 * sim::one_day, 5 * sim::one_day, 720}}};
  static constexpr sim::Ticks last = 4000 * sim::one_day;
  static constexpr std::size_t cells = 2 * 1440 + 1;

  /// Cell 2 i is the moment after i steps, cell 2 i + 1 the stretch that follows. @pre 0 <= time <=
  /// last
  [[nodiscard]] static std::size_t cell_of(sim::Ticks time) {
    if (time < parts[1].from) return cell_in<0>(time);
    if (time < parts[2].from) return cell_in<1>(time);
    if (time < parts[3].from) return cell_in<2>(time);
    return cell_in<3>(time);
  }
  /// A group without clocks at the time of a cell.
  [[nodiscard]] static ClockGroup group_of(std::size_t cell);

 private:
  template <std::size_t part>
  [[nodiscard]] static std::size_t cell_in(sim::Ticks time) {
    constexpr Part in = parts[part];
    constexpr auto step = static_cast<std::uint64_t>(in.step.count());  // divides faster unsigned
    const auto since = static_cast<std::uint64_t>((time - in.from).count());
    const std::uint64_t steps = since / step;
    const std::uint64_t is_between = since != steps * step ? 1 : 0;
    return 2 * (static_cast<std::uint64_t>(in.steps_before) + steps) + is_between;
  }
};

/// The clocks of one kind. Exact times are kept while they are few; then they are counted on
/// `ClockGrid`, so that memory does not grow with the number of people.
class ClockCounts {
 public:
  /// Clocks whose times are kept; they take half the memory of a grid for two years.
  static constexpr std::size_t most_exact = 1024;

  /// The clocks of a cell, by `ClockEnd`.
  using Cell = std::array<std::uint32_t, 3>;

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

  [[nodiscard]] bool is_exact() const { return cells_.empty(); }
  /// The clocks in order of time, as exact as they are.
  [[nodiscard]] std::vector<ClockGroup> grouped() const;
  /// The same on the grid, which takes less time.
  [[nodiscard]] std::vector<ClockGroup> grouped_by_cell() const;

  /// By cell of the grid, up to the last one that has a clock: the lower 32 bits of each count.
  /// @param scratch  where they are counted if they are not yet; must outlive the answer
  [[nodiscard]] std::span<const Cell> cells(std::vector<Cell>& scratch) const;
  /// The upper 32 bits. Empty: all are 0, as mostly.
  [[nodiscard]] std::span<const Cell> upper_bits() const { return upper_bits_; }

 private:
  /// Few instructions, as it is called wherever a clock ends: times are written one after the
  /// other, and counted some hundreds at once.
  void end(sim::Ticks time, ClockEnd how) {
    if (exact_.size() == exact_.capacity()) make_room();
    exact_.push_back(static_cast<std::uint64_t>(time.count()) << 2U |
                     static_cast<std::uint64_t>(how));
  }
  [[gnu::noinline]] void make_room();
  void count_exact();
  /// Clocks not counted on the grid.
  [[nodiscard]] std::size_t kept() const { return exact_.size() + at_once_; }

  std::vector<std::uint64_t> exact_;  ///< ticks << 2 | end, in order of ending
  std::uint64_t at_once_ = 0;         ///< events at 0, besides
  std::vector<Cell> cells_;           ///< all others, when there are many; empty: none
  std::vector<Cell> upper_bits_;
};

}  // namespace stepdown::models
