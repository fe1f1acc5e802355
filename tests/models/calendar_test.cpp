#include "models/calendar.hpp"

#include <doctest/doctest.h>

namespace stepdown::models {
namespace {

using namespace std::chrono_literals;

Date date(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("calendar: days count from the start date") {
  const Calendar calendar{date(2026, 1, 5)};
  CHECK(calendar.iso_date(0) == "2026-01-05");
  CHECK(calendar.iso_date(27) == "2026-02-01");
  CHECK(calendar.iso_date(-5) == "2025-12-31");
  CHECK(calendar.day_of(date(2027, 1, 5)) == 365);
  CHECK(calendar.day_of(date(2029, 1, 5)) == 3 * 365 + 1);  // 2028 is a leap year
  CHECK(calendar.day_of(calendar.date(12345)) == 12345);
}

TEST_CASE("calendar: weekdays run from Monday 0 to Sunday 6") {
  const Calendar calendar{date(2026, 1, 5)};  // a Monday
  CHECK(calendar.weekday(0) == 0);
  CHECK(calendar.weekday(6) == 6);
  CHECK(calendar.weekday(7) == 0);
  CHECK(calendar.weekday(-1) == 6);
}

TEST_CASE("calendar: a moment is written to the second and never as 24 o'clock") {
  const Calendar calendar{date(2026, 1, 5)};
  CHECK(calendar.iso_date_time(sim::Ticks::zero()) == "2026-01-05T00:00:00");
  CHECK(calendar.iso_date_time(12h) == "2026-01-05T12:00:00");
  CHECK(calendar.iso_date_time(37h + 45min) == "2026-01-06T13:45:00");
  CHECK(calendar.iso_date_time(24h - 1ms) == "2026-01-05T23:59:59");
  CHECK(calendar.iso_date_time(-6h) == "2026-01-04T18:00:00");
  CHECK(calendar.iso_date_time(-1ms) == "2026-01-04T23:59:59");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
