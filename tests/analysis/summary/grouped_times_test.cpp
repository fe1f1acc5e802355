#include "analysis/summary/grouped_times.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace stepdown::analysis {
namespace {

using sim::one_day;

/// So many days at 0, 1, 2, ... people.
sim::TimeHistogram days_at(const std::vector<int>& days) {
  sim::TimeHistogram times;
  for (std::size_t value = 0; value < days.size(); ++value)
    times.add(static_cast<int>(value), days[value] * one_day);
  return times;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("grouped times: a quantile is a whole number of all time") {
  GroupedTimes times;
  times.add(0, days_at({10, 60, 30}));
  times.add(1, days_at({20, 60, 20}));
  times.add(2, days_at({0, 0, 0, 300}));
  CHECK(times.quantile(0.05).value == 0);
  CHECK(times.quantile(0.07).value == 1);
  CHECK(times.quantile(0.5).value == 3);  // half the time of all, though not in two of three
  CHECK(times.all().total() == 500 * one_day);
}

TEST_CASE("grouped times: the interval ends at whole numbers and holds the value") {
  GroupedTimes times;
  for (std::size_t i = 0; i < 10; ++i) {
    const int more = static_cast<int>(i) % 3;
    times.add(i, days_at({20 + more, 30, 30, 20 - more}));
  }
  const LineEstimate sure = times.quantile(0.6);
  REQUIRE(sure.interval);
  CHECK(sure.value == 2);
  CHECK(sure.interval->low == 2);
  CHECK(sure.interval->high == 2);
  CHECK(*sure.standard_error > 0);  // of contributions, which rise evenly around it
  const LineEstimate close = times.quantile(0.505);
  REQUIRE(close.interval);
  CHECK(close.interval->low == 1);
  CHECK(close.interval->high == 2);
}

TEST_CASE("grouped times: one replication has no interval") {
  GroupedTimes times;
  times.add(0, days_at({1, 2}));
  CHECK(times.quantile(0.5).value == 1);
  CHECK_FALSE(times.quantile(0.5).interval);
  CHECK_FALSE(GroupedTimes{}.quantile(0.5).value);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::analysis
