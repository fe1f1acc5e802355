#pragma once

#include "sim/time.hpp"

#include <array>
#include <cstddef>

namespace stepdown::models {

inline constexpr std::size_t hours_a_day = 24;
inline constexpr std::size_t hours_a_week = 7 * hours_a_day;

/// How the arrivals of a day are spread over its hours; even within each.
class HourPattern {
 public:
  /// The same at any time of the day.
  HourPattern() = default;
  /// @param weights  relative, of the hours from 00:00 on; >= 0, not all zero
  explicit HourPattern(const std::array<double, hours_a_day>& weights);

  [[nodiscard]] bool is_even() const { return is_even_; }
  /// Share of a day's arrivals in its first `part`, from 0 to 1 of a day.
  [[nodiscard]] double share_up_to(double part) const;
  /// The time of day by which such a share has come, rounded down: within the hour in which it
  /// lies. @pre 0 <= share < 1
  [[nodiscard]] [[gnu::hot]] sim::Ticks time_of(double share) const;

 private:
  bool is_even_ = true;
  std::array<double, hours_a_day + 1> up_to_{};  ///< share before each hour, 0 to 1
};

}  // namespace stepdown::models
