#include "sim/time_weighted.hpp"

#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::ContractViolation;
using stepdown::sim::Ticks;
using stepdown::sim::TimeHistogram;
using stepdown::sim::TimeSum;
using stepdown::sim::TimeWeighted;

namespace {

Ticks days(double count) {
  return stepdown::sim::to_ticks(count);
}

}  // namespace

//   value 3           ____
//         2      ____|    |
//         1  ___|         |_________
//   days    0   2    4    6        10     window [0, 10)
TEST_CASE("time-weighted: mean and variance and quantiles follow from the days at each value") {
  TimeWeighted census{days(0), days(10), 1};
  census.set(days(2), 2);
  census.set(days(4), 3);
  census.set(days(6), 1);
  census.finish(days(10));
  // integral = 1 x 2 + 2 x 2 + 3 x 2 + 1 x 4 = 16
  CHECK(census.integral_days() == 16);
  CHECK(census.mean() == doctest::Approx(1.6));
  // mean square = (1 x 6 + 4 x 2 + 9 x 2) / 10 = 3.2
  CHECK(census.variance() == doctest::Approx(3.2 - 1.6 * 1.6));
  CHECK(census.time_at(1) == days(6));
  CHECK(census.time_at(2) == days(2));
  CHECK(census.time_at(17) == days(0));
  CHECK(census.histogram().time_at_least(2) == days(4));
  CHECK(census.minimum() == 1);
  CHECK(census.maximum() == 3);
  CHECK(census.quantile(0) == 1);
  CHECK(census.quantile(0.6) == 1);
  CHECK(census.quantile(0.61) == 2);
  CHECK(census.quantile(0.8) == 2);
  CHECK(census.quantile(1) == 3);
  CHECK(census.histogram().quantiles(std::array{0.0, 0.6, 0.61, 0.8, 1.0}) ==
        std::array{1, 1, 2, 2, 3});
}

TEST_CASE("time-weighted: only the window counts") {
  TimeWeighted census{days(10), days(20)};
  census.set(days(3), 5);
  census.set(days(8), 2);
  CHECK(census.value() == 2);
  census.set(days(12), 4);
  census.set(days(25), 9);
  census.finish(days(30));
  CHECK(census.time_at(2) == days(2));
  CHECK(census.time_at(4) == days(8));
  CHECK(census.time_at(5) == days(0));
  CHECK(census.time_at(9) == days(0));
  CHECK(census.histogram().total() == days(10));
  CHECK(census.maximum() == 4);
}

TEST_CASE("time-weighted: a value that lasts no time is no extreme") {
  TimeWeighted census{days(0), days(10)};
  census.set(days(5), 100);
  census.set(days(5), 1);
  census.finish(days(10));
  CHECK(census.maximum() == 1);
  CHECK(census.minimum() == 0);
}

TEST_CASE("time-weighted: the present can be charged and watching goes on") {
  TimeWeighted census{days(0), days(10), 2};
  CHECK(census.finish(days(4)).integral_days() == 8);
  census.set(days(6), 3);
  CHECK(census.finish(days(10)).integral_days() == 2 * 6 + 3 * 4);
  CHECK(census.finish(days(10)).total() == days(10));
}

TEST_CASE("time-weighted: reset starts over") {
  TimeWeighted census{days(0), days(10), 2};
  census.finish(days(10));
  census.reset(days(0), days(5), 1);
  CHECK(census.finish(days(5)).integral_days() == 5);
  CHECK(census.time_at(2) == days(0));
}

TEST_CASE("time-weighted: counts of equal times are added together") {
  TimeHistogram histogram;
  histogram.add(4, days(2.5));
  histogram.add_each(std::vector<int>{}, days(1));
  CHECK(histogram.total() == days(2.5));
  histogram.add_each(std::vector<int>{1, 6, 1}, days(0.5));
  CHECK(histogram.ticks_at() ==
        std::vector<Ticks>{days(0), days(1), days(0), days(0), days(2.5), days(0), days(0.5)});
  CHECK_THROWS_AS(histogram.add_each(std::vector<int>{3, -1}, days(1)), ContractViolation);
  CHECK(histogram.total() == days(4));
}

TEST_CASE("time-weighted: histograms of replications merge") {
  TimeHistogram all;
  all.add(1, days(2));
  TimeHistogram other;
  other.add(4, days(6));
  all.merge(other);
  CHECK(all.total() == days(8));
  CHECK(all.mean() == doctest::Approx((1.0 * 2 + 4.0 * 6) / 8));
  CHECK(all.ticks_at() == std::vector<Ticks>{days(0), days(2), days(0), days(0), days(6)});
  all.clear();
  CHECK(all.total() == days(0));
}

TEST_CASE("time-weighted: ten million people in a century are counted to the tick") {
  constexpr int people = 10'000'000;
  const Ticks century = days(36525);
  TimeWeighted census{days(0), century, people};
  census.set(stepdown::sim::one_tick, people - 1);  // one leaves after the first tick
  census.finish(century);
  TimeSum stays;
  stays.add(people - 1, century);
  CHECK(census.integral() != stays);
  stays += stepdown::sim::one_tick;
  CHECK(census.integral() == stays);
  CHECK(stays.days() == doctest::Approx(36525.0 * (people - 1)).epsilon(1e-15));
}

TEST_CASE("time-weighted: senseless use is refused") {
  CHECK_THROWS_AS(TimeWeighted(days(5), days(4)), ContractViolation);
  CHECK_THROWS_AS(TimeWeighted(days(0), days(1), -1), ContractViolation);
  TimeHistogram empty;
  CHECK_THROWS_AS(static_cast<void>(empty.mean()), ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(empty.maximum()), ContractViolation);
  CHECK_THROWS_AS(empty.add(-1, days(1)), ContractViolation);
  TimeWeighted census{days(0), days(10)};
  CHECK_THROWS_AS(census.set(days(1), -1), ContractViolation);
}

TEST_SUITE_END();
