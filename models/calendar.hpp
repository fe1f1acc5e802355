#pragma once

#include "sim/time.hpp"

#include <chrono>
#include <string>

namespace stepdown::models {

/// A civil date, as in 2026-01-05. No time zones.
using Date = std::chrono::year_month_day;

/// "2026-01-05"
[[nodiscard]] std::string iso_text(Date date);

/// Turns days since the start of a scenario into civil dates. Day 0 is 00:00 of the start date.
class Calendar {
 public:
  explicit Calendar(Date start = Date{std::chrono::year{2026},
                                      std::chrono::January,
                                      std::chrono::day{1}})
      : start_(std::chrono::sys_days{start}) {}

  [[nodiscard]] Date date(long day) const { return start_ + std::chrono::days{day}; }
  /// Days from the start to 00:00 of `date`; negative before the start.
  [[nodiscard]] long day_of(Date date) const {
    return (std::chrono::sys_days{date} - start_).count();
  }
  /// 0 Monday .. 6 Sunday.
  [[nodiscard]] int weekday(long day) const {
    return static_cast<int>(std::chrono::weekday{start_ + std::chrono::days{day}}.iso_encoding()) -
           1;
  }
  /// "2026-01-05"
  [[nodiscard]] std::string iso_date(long day) const;
  /// "2026-01-05T13:45:00", to the second, rounded down.
  [[nodiscard]] std::string iso_date_time(sim::Ticks moment) const;

 private:
  std::chrono::sys_days start_;
};

}  // namespace stepdown::models
