#include "models/season.hpp"

#include <cmath>
#include <numbers>

namespace stepdown::models {

double Season::weight(long day, const Calendar& calendar) const {
  if (is_even()) return 1;
  const auto peak_of = [&](std::chrono::year year) { return calendar.day_of(year / peak); };
  std::chrono::year year = calendar.date(day).year();
  if (peak_of(year) > day) --year;
  const long last = peak_of(year);
  const long next = peak_of(year + std::chrono::years{1});
  const double part = static_cast<double>(day - last) / static_cast<double>(next - last);
  return 1 + amplitude * std::cos(2 * std::numbers::pi * part);
}

}  // namespace stepdown::models
