#include "models/calendar.hpp"

#include <cmath>

namespace stepdown::models {

namespace {

/// A number from 0 with zeros in front, up to that width.
std::string padded(long number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

}  // namespace

std::string iso_text(Date date) {
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2);
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
  return iso_date(day) + "T" + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" +
         padded(second % 60, 2);
}

}  // namespace stepdown::models
