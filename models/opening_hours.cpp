#include "models/opening_hours.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::models {

OpeningHours::OpeningHours(const Calendar& calendar,
                           WeekdaySet weekdays,
                           sim::Ticks from,
                           sim::Ticks to,
                           ClosedDays closed)
    : is_always_{weekdays == every_weekday && from == sim::Ticks::zero() && to == sim::one_day &&
                 closed.empty()},
      weekdays_{weekdays},
      first_weekday_{calendar.weekday(0)},
      from_{from},
      to_{to},
      closed_{std::move(closed)} {
  sim::expects((weekdays_ & every_weekday) != 0, "it is open on some day of the week");
  sim::expects(sim::Ticks::zero() <= from_ && from_ <= to_ && to_ <= sim::one_day,
               "a day opens before it closes");
}

bool OpeningHours::is_open_on(std::int64_t day) const {
  const auto weekday = static_cast<unsigned>((first_weekday_ + day) % 7);
  return (unsigned{weekdays_} >> weekday & 1U) != 0 &&
         !std::binary_search(closed_.begin(), closed_.end(), day);
}

OpeningHours::Window OpeningHours::next(sim::Ticks moment) const {
  sim::expects(moment >= sim::Ticks::zero(), "opening hours are asked for from the start on");
  const std::int64_t today = sim::whole_days(moment);
  // What is at 24:00 of yesterday is at 00:00 of today.
  for (std::int64_t day = std::max(today - 1, std::int64_t{0});; ++day) {
    if (!is_open_on(day)) continue;
    const sim::Ticks midnight = day * sim::one_day;
    const Window window{.opens = midnight + from_, .closes = midnight + to_};
    if (window.closes > moment || window.opens >= moment) return window;
  }
}

sim::Ticks OpeningHours::first_open(sim::Ticks moment) const {
  if (is_always_) return moment;
  return std::max(moment, next(moment).opens);
}

}  // namespace stepdown::models
