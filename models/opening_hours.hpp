#pragma once

#include "models/calendar.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <vector>

namespace stepdown::models {

/// Bit i: day i of the week, 0 Monday.
using WeekdaySet = std::uint8_t;
inline constexpr WeekdaySet every_weekday = 0x7f;

/// Days on which nothing is done, counted from the start; ascending, each once.
using ClosedDays = std::vector<std::int64_t>;

/// When something is done: on some days of the week, from one time of day until another, or at one
/// moment of the day; not on closed days. At any time unless it is told otherwise.
class OpeningHours {
 public:
  /// From `opens` on and before `closes`; the moment `opens` when both are the same.
  struct Window {
    sim::Ticks opens{};
    sim::Ticks closes{};
  };

  OpeningHours() = default;
  /// @param from, to  after midnight, 0 <= from <= to <= 1 day
  /// @pre some weekday
  OpeningHours(const Calendar& calendar,
               WeekdaySet weekdays,
               sim::Ticks from,
               sim::Ticks to,
               ClosedDays closed);

  [[nodiscard]] bool is_always() const { return is_always_; }
  /// The first window that is not over at `moment`: the one in which it lies, or the next.
  /// @pre not always open, moment >= 0
  [[nodiscard]] Window next(sim::Ticks moment) const;
  /// The first moment, from `moment` on, at which it is open. @pre moment >= 0
  [[nodiscard]] sim::Ticks first_open(sim::Ticks moment) const;

  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;

 private:
  [[nodiscard]] bool is_open_on(std::int64_t day) const;

  bool is_always_ = true;
  WeekdaySet weekdays_ = every_weekday;
  int first_weekday_ = 0;  ///< of day 0
  sim::Ticks from_{};
  sim::Ticks to_ = sim::one_day;
  ClosedDays closed_;
};

}  // namespace stepdown::models
