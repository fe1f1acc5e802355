#include "models/calendar.hpp"

#include <fmt/format.h>

#include <cmath>

namespace stepdown::models {

std::string iso_text(Date date) {
  return fmt::format("{:04}-{:02}-{:02}",
                     static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string Calendar::iso_date(long day) const {
  return iso_text(date(day));
}

std::string Calendar::iso_date_time(double days) const {
  constexpr long seconds_a_day = 86400;
  constexpr double millisecond = 1e-3;  // so that 13:45 does not become 13:44:59
  const double whole_days = std::floor(days);
  auto day = static_cast<long>(whole_days);
  auto second = static_cast<long>(std::floor((days - whole_days) * seconds_a_day + millisecond));
  if (second >= seconds_a_day) {  // the fraction was rounded up to a whole day
    second -= seconds_a_day;
    ++day;
  }
  return fmt::format(
      "{}T{:02}:{:02}:{:02}", iso_date(day), second / 3600, second / 60 % 60, second % 60);
}

}  // namespace stepdown::models
