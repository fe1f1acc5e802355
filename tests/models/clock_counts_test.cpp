#include "models/clock_counts.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::models {

namespace {

/// So many times the same clocks that they are on the grid.
ClockCounts many_times(const ClockCounts& counts) {
  ClockCounts sum;
  while (sum.is_exact()) {
    sum.add(counts);
    sum.keep_small();
  }
  return sum;
}

std::int64_t started(const std::vector<ClockGroup>& groups) {
  std::int64_t sum = 0;
  for (const ClockGroup& group : groups)
    sum += group.ended();
  return sum;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("clock counts: times are kept to the tick") {
  ClockCounts counts;
  counts.censored(sim::to_ticks(7));
  counts.event(sim::to_ticks(7) + sim::one_tick);
  counts.event(sim::to_ticks(7));
  counts.competing(sim::to_ticks(5000));
  CHECK(
      counts.grouped() ==
      std::vector<ClockGroup>{{.days = 7, .events = 1, .censored = 1},
                              {.days = sim::to_days(sim::to_ticks(7) + sim::one_tick), .events = 1},
                              {.days = 5000, .competing = 1}});
}

// Moments 3 h apart, and what lies between them: 6.2 d is in (6.125, 6.25). Beyond the grid only
// that a clock ran so long is known.
TEST_CASE("clock counts: on the grid round times are exact and others in a stretch") {
  ClockCounts counts;
  counts.event(sim::to_ticks(0));
  counts.event(sim::to_ticks(6.2));
  counts.competing(sim::to_ticks(6.249));
  counts.competing(sim::to_ticks(6.25));
  counts.censored(sim::to_ticks(399.5));
  counts.event(sim::to_ticks(401));
  counts.event(sim::to_ticks(405));
  counts.event(sim::to_ticks(5000));
  CHECK(counts.grouped_by_cell() ==
        std::vector<ClockGroup>{{.days = 0, .events = 1},
                                {.days = 6.1875, .events = 1, .competing = 1, .half_width = 0.0625},
                                {.days = 6.25, .competing = 1},
                                {.days = 399.5, .censored = 1, .half_width = 0.5},
                                {.days = 402.5, .events = 1, .half_width = 2.5},
                                {.days = 405, .events = 1},
                                {.days = 4000, .censored = 1}});
}

TEST_CASE("clock counts: every day that a figure is about is a moment of the grid") {
  for (const double days :
       {7.0, 14.0, 30.0, 90.0, 180.0, 365.0, 400.0, 730.0, 1095.0, 1460.0, 1825.0, 4000.0}) {
    const ClockGroup group = ClockGrid::group_of(ClockGrid::cell_of(sim::to_ticks(days)));
    CHECK(group.days == days);
    CHECK(group.half_width == 0);
  }
}

TEST_CASE("clock counts: cells are in order of time without a gap") {
  double end = 0;
  for (std::size_t cell = 0; cell < ClockGrid::cells; ++cell) {
    const ClockGroup group = ClockGrid::group_of(cell);
    REQUIRE(group.days - group.half_width == end);
    REQUIRE(ClockGrid::cell_of(sim::to_ticks(group.days)) == cell);
    end = group.days + group.half_width;
  }
  CHECK(sim::to_ticks(end) == ClockGrid::last);
}

TEST_CASE("clock counts: many are counted on the grid whatever the order") {
  ClockCounts one_by_one;
  ClockCounts first;
  ClockCounts second;
  const auto many = static_cast<std::int64_t>(ClockCounts::most_exact);
  for (std::int64_t i = 0; i <= many; ++i) {
    const sim::Ticks time{i * 7'654'321};
    (i % 3 == 0 ? first : second).event(time);
    CHECK(one_by_one.is_exact());
    one_by_one.event(time);
  }
  one_by_one.settle();
  CHECK_FALSE(one_by_one.is_exact());
  CHECK(first.is_exact());
  second.add(first);
  CHECK(second.is_exact());
  CHECK(second.grouped().size() == static_cast<std::size_t>(many) + 1);
  CHECK(second.grouped_by_cell() == one_by_one.grouped());
  second.keep_small();
  CHECK(second.grouped() == one_by_one.grouped());
  CHECK(started(second.grouped()) == many + 1);
}

TEST_CASE("clock counts: events at once are counted like any others") {
  ClockCounts counts;
  counts.event(sim::Ticks::zero());
  counts.censored(sim::Ticks::zero());
  counts.event(sim::Ticks::zero());
  counts.event(sim::to_ticks(2));
  const std::vector<ClockGroup> few{{.days = 0, .events = 2, .censored = 1},
                                    {.days = 2, .events = 1}};
  CHECK(counts.grouped() == few);
  CHECK(counts.grouped_by_cell() == few);
  ClockCounts sum = counts;
  sum.add(counts);
  CHECK(sum.grouped() ==
        std::vector<ClockGroup>{{.days = 0, .events = 4, .censored = 2}, {.days = 2, .events = 2}});
  const auto most = static_cast<std::int64_t>(ClockCounts::most_exact);
  while (started(counts.grouped()) < most)
    counts.event(sim::Ticks::zero());
  counts.settle();
  CHECK(counts.is_exact());
  counts.event(sim::Ticks::zero());
  counts.settle();
  CHECK_FALSE(counts.is_exact());
  const std::vector<ClockGroup> many{{.days = 0, .events = most - 1, .censored = 1},
                                     {.days = 2, .events = 1}};
  CHECK(counts.grouped() == many);
  sum.add(counts);
  CHECK(started(sum.grouped()) == most + 1 + 8);
}

TEST_CASE("clock counts: what is on the grid takes in what is exact and the other way round") {
  ClockCounts one;
  one.event(sim::to_ticks(30));
  const ClockCounts many = many_times(one);
  const std::int64_t number = started(many.grouped());
  ClockCounts sum = many;
  sum.add(one);
  CHECK(sum.grouped() == std::vector<ClockGroup>{{.days = 30, .events = number + 1}});
  sum = one;
  sum.add(many);
  CHECK(sum.grouped() == std::vector<ClockGroup>{{.days = 30, .events = number + 1}});
}

TEST_SUITE_END();

}  // namespace stepdown::models
