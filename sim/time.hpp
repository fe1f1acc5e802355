#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <ratio>

namespace stepdown::sim {

/// A length of time in whole ticks of a millisecond, or a moment as the length of time since 00:00
/// of day 0. `Ticks{std::chrono::hours{6}}` works, a bare number does not compile.
///
/// The clock counts whole ticks so that moments that are equal on paper are equal, and so that sums
/// are exact in any order. What is drawn or read is rounded once, by `to_ticks`.
using Ticks = std::chrono::duration<std::int64_t, std::milli>;

inline constexpr Ticks one_tick{1};
inline constexpr Ticks one_day = std::chrono::days{1};

/// Later than every moment that `to_ticks` makes, and than the sum of two of them.
inline constexpr Ticks never = Ticks::max();

/// The nearest number of ticks, half a tick up; lengths beyond 70 million years, infinite ones
/// too, become so long. Plain arithmetic: the same everywhere. @pre days >= 0
[[nodiscard]] constexpr Ticks to_ticks(double days) noexcept {
  constexpr double most = 0x1p61;
  const double ticks = days * static_cast<double>(one_day.count()) + 0.5;
  return Ticks{static_cast<std::int64_t>(ticks < most ? ticks : most)};
}

/// In days, correctly rounded: whole days, and what is written with few digits, come out exactly.
[[nodiscard]] constexpr double to_days(Ticks time) noexcept {
  return static_cast<double>(time.count()) / static_cast<double>(one_day.count());
}

/// Whole days, rounded down or up. @pre time >= 0
[[nodiscard]] constexpr std::int64_t whole_days(Ticks time) noexcept {
  return time / one_day;
}
[[nodiscard]] constexpr std::int64_t whole_days_up(Ticks time) noexcept {
  return (time + one_day - one_tick) / one_day;
}

/// A sum of lengths of time over people, places or replications: exact, in whatever order it was
/// added up. It has 128 bits, as ten million people need more than 64 in a century.
class TimeSum {
 public:
  constexpr TimeSum() = default;
  constexpr explicit TimeSum(Ticks time) : ticks_{time.count()} {}

  constexpr TimeSum& operator+=(Ticks time) {
    ticks_ += time.count();
    return *this;
  }
  constexpr TimeSum& operator+=(const TimeSum& other) {
    ticks_ += other.ticks_;
    return *this;
  }
  /// Adds `time` for each of so many.
  constexpr void add(std::int64_t count, Ticks time) { ticks_ += Wide{count} * time.count(); }

  [[nodiscard]] constexpr double days() const {
    return static_cast<double>(ticks_) / static_cast<double>(one_day.count());
  }

  friend constexpr TimeSum operator+(TimeSum a, const TimeSum& b) { return a += b; }
  friend constexpr TimeSum operator-(TimeSum a, const TimeSum& b) {
    a.ticks_ -= b.ticks_;
    return a;
  }
  friend constexpr auto operator<=>(const TimeSum&, const TimeSum&) = default;

 private:
  __extension__ using Wide = __int128;

  Wide ticks_ = 0;
};

}  // namespace stepdown::sim
