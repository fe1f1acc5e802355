#include "sim/time.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::never;
using stepdown::sim::one_day;
using stepdown::sim::one_tick;
using stepdown::sim::Ticks;
using stepdown::sim::TimeSum;
using stepdown::sim::to_days;
using stepdown::sim::to_ticks;
using namespace std::chrono_literals;

TEST_CASE("time: hours and weeks become ticks and bare numbers do not") {
  CHECK(Ticks{6h} == to_ticks(0.25));
  CHECK(Ticks{std::chrono::weeks{2}} == 14 * one_day);
  static_assert(!std::convertible_to<double, Ticks>);
  static_assert(!std::convertible_to<std::int64_t, Ticks>);
}

TEST_CASE("time: days are rounded once and half a tick goes up") {
  constexpr double tick = 1 / 86'400'000.0;
  CHECK(to_ticks(0) == Ticks::zero());
  CHECK(to_ticks(0.49 * tick) == Ticks::zero());
  CHECK(to_ticks(0.5 * tick) == one_tick);
  CHECK(to_ticks(1.49 * tick) == one_tick);
  CHECK(to_ticks(1.5 * tick) == 2 * one_tick);
  CHECK(to_ticks(7.0 / 1440) == 7min);
  CHECK(to_ticks(1.0 / 3) == 8h);
  CHECK(to_ticks(365'000) == 365'000 * one_day);
}

TEST_CASE("time: lengths without end are long and two of them can still be added") {
  const Ticks endless = to_ticks(std::numeric_limits<double>::infinity());
  CHECK(endless > to_ticks(1e10));
  CHECK(to_ticks(1e300) == endless);
  CHECK(endless + endless < never);
}

// What an author writes with a few digits comes out as written.
TEST_CASE("time: ticks become the days that were written") {
  for (const double days : {0.0, 0.1, 0.25, 1.0 / 3, 1.9, 7.0, 30.5, 36524.75})
    CHECK(to_days(to_ticks(days)) == days);
}

TEST_CASE("time: whole days are counted exactly on both sides of midnight") {
  using stepdown::sim::whole_days;
  using stepdown::sim::whole_days_up;
  const Ticks week = 7 * one_day;
  CHECK(whole_days(week) == 7);
  CHECK(whole_days(week - one_tick) == 6);
  CHECK(whole_days_up(week) == 7);
  CHECK(whole_days_up(week + one_tick) == 8);
  CHECK(whole_days_up(Ticks::zero()) == 0);
  CHECK(whole_days_up(one_tick) == 1);
}

TEST_CASE("time: a sum beyond 64 bits is exact") {
  TimeSum sum;
  sum.add(10'000'000, 36525 * one_day);
  CHECK(sum.days() == 365'250'000'000.0);
  TimeSum more = sum;
  more += one_tick;
  CHECK(sum < more);
  CHECK(more - sum == TimeSum{one_tick});
}

TEST_SUITE_END();
