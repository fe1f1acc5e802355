#pragma once

#include "sim/time.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

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

}  // namespace stepdown::models
