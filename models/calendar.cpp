#include "models/calendar.hpp"

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

std::string Calendar::iso_date_time(sim::Ticks moment) const {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const long second = std::chrono::floor<std::chrono::seconds>(moment - day).count();
  return iso_date(day.count()) + "T" + padded(second / 3600, 2) + ":" +
         padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2);
}

}  // namespace stepdown::models
