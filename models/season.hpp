#pragma once

#include "models/calendar.hpp"

#include <chrono>

namespace stepdown::models {

/// A smooth season of arrivals, the same every year.
///
/// The k-th day after a peak weighs 1 + amplitude cos(2 pi k / n), where n is the number of days
/// from that peak to the next, 365 or 366. The peak is the same date in each year, and the weights
/// average exactly 1 from one to the next. Within a day nothing changes.
struct Season {
  double amplitude = 0;  ///< from 0, which is no season, to 1
  /// @pre a day that every year has
  std::chrono::month_day peak{std::chrono::January / 1};

  friend bool operator==(const Season&, const Season&) = default;
  [[nodiscard]] bool is_even() const { return amplitude == 0; }
  /// Of a day, counted from the start.
  [[nodiscard]] double weight(long day, const Calendar& calendar) const;
};

}  // namespace stepdown::models
