#pragma once

#include <chrono>
#include <compare>
#include <ratio>

namespace stepdown::sim {

/// A length of time in days. `Days{std::chrono::hours{6}}` works, a bare number does not compile.
///
/// The hot kernels (event queue, distributions, time-weighted statistics) take plain `double`s
/// instead: days since day 0, or lengths in days. Their names or comments say so.
using Days = std::chrono::duration<double, std::ratio<86400>>;

/// The clock of the simulated world. It has no `now()`: nobody can ask the wall for the time.
struct Clock {
  using duration = Days;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<Clock>;
  static constexpr bool is_steady = true;
};

/// A moment of the simulated world; day 0 is its epoch.
using Instant = Clock::time_point;

/// A rate: how many a day. Times a length of time it is a pure number.
class PerDay {
 public:
  constexpr PerDay() = default;
  constexpr explicit PerDay(double per_day) : per_day_{per_day} {}

  [[nodiscard]] constexpr double count() const { return per_day_; }

  friend constexpr auto operator<=>(PerDay, PerDay) = default;
  friend constexpr PerDay operator+(PerDay a, PerDay b) { return PerDay{a.per_day_ + b.per_day_}; }
  friend constexpr PerDay operator-(PerDay a, PerDay b) { return PerDay{a.per_day_ - b.per_day_}; }
  friend constexpr PerDay operator*(PerDay rate, double factor) {
    return PerDay{rate.per_day_ * factor};
  }
  friend constexpr PerDay operator*(double factor, PerDay rate) { return rate * factor; }
  friend constexpr PerDay operator/(PerDay rate, double divisor) {
    return PerDay{rate.per_day_ / divisor};
  }
  friend constexpr double operator/(PerDay a, PerDay b) { return a.per_day_ / b.per_day_; }
  friend constexpr double operator*(PerDay rate, Days time) { return rate.per_day_ * time.count(); }
  friend constexpr double operator*(Days time, PerDay rate) { return rate * time; }

 private:
  double per_day_ = 0;
};

}  // namespace stepdown::sim
