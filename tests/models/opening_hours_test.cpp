#include "models/opening_hours.hpp"

#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace stepdown::models {
namespace {

using sim::Ticks;
using std::chrono::days;
using std::chrono::hours;

constexpr WeekdaySet working_days = 0x1f;

/// Day 0 is Monday 2026-01-05.
OpeningHours office(ClosedDays closed = {}) {
  const Calendar calendar(std::chrono::year{2026} / std::chrono::January / 5);
  return {calendar, working_days, hours{9}, hours{17}, std::move(closed)};
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("opening hours: a moment within a window is open and its end is not") {
  const OpeningHours hours_of_week = office();
  CHECK(hours_of_week.first_open(hours{9}) == hours{9});
  CHECK(hours_of_week.first_open(hours{16}) == hours{16});
  CHECK(hours_of_week.first_open(hours{17}) == days{1} + hours{9});
  CHECK(hours_of_week.first_open(Ticks::zero()) == hours{9});
}

TEST_CASE("opening hours: weekends and closed days are passed over") {
  const Ticks friday_night = days{4} + hours{20};
  CHECK(office().first_open(friday_night) == days{7} + hours{9});
  CHECK(office({7, 8}).first_open(friday_night) == days{9} + hours{9});
}

TEST_CASE("opening hours: one moment of the day is open for that moment alone") {
  const Calendar calendar(std::chrono::year{2026} / std::chrono::January / 5);
  const OpeningHours at_ten{calendar, every_weekday, hours{10}, hours{10}, {}};
  CHECK(at_ten.first_open(hours{10}) == hours{10});
  CHECK(at_ten.first_open(hours{10} + sim::one_tick) == days{1} + hours{10});
  const OpeningHours at_midnight{calendar, working_days, hours{24}, hours{24}, {}};
  CHECK(at_midnight.first_open(days{5}) == days{5});  // Friday 24:00
  CHECK(at_midnight.first_open(days{5} + sim::one_tick) == days{8});
}

TEST_CASE("opening hours: without any they are always open") {
  CHECK(OpeningHours{}.is_always());
  CHECK(OpeningHours{}.first_open(hours{3}) == hours{3});
  CHECK_FALSE(office().is_always());
  const Calendar calendar;
  const OpeningHours all_day{calendar, every_weekday, Ticks::zero(), sim::one_day, {}};
  CHECK(all_day.is_always());
}

TEST_CASE("opening hours: a week without a day is refused") {
  CHECK_THROWS_AS((OpeningHours{Calendar{}, 0, hours{9}, hours{17}, {}}), sim::ContractViolation);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
