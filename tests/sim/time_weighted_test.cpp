#include "sim/time_weighted.hpp"

#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::ContractViolation;
using stepdown::sim::TimeHistogram;
using stepdown::sim::TimeWeighted;

//   value 3           ____
//         2      ____|    |
//         1  ___|         |_________
//   days    0   2    4    6        10     window [0, 10)
TEST_CASE("time-weighted: mean and variance and quantiles follow from the days at each value") {
  TimeWeighted census{0, 10, 1};
  census.set(2, 2);
  census.set(4, 3);
  census.set(6, 1);
  census.finish(10);
  // integral = 1 x 2 + 2 x 2 + 3 x 2 + 1 x 4 = 16
  CHECK(census.integral() == 16);
  CHECK(census.mean() == doctest::Approx(1.6));
  // mean square = (1 x 6 + 4 x 2 + 9 x 2) / 10 = 3.2
  CHECK(census.variance() == doctest::Approx(3.2 - 1.6 * 1.6));
  CHECK(census.time_at(1) == 6);
  CHECK(census.time_at(2) == 2);
  CHECK(census.time_at(17) == 0);
  CHECK(census.histogram().time_at_least(2) == 4);
  CHECK(census.minimum() == 1);
  CHECK(census.maximum() == 3);
  CHECK(census.quantile(0) == 1);
  CHECK(census.quantile(0.6) == 1);
  CHECK(census.quantile(0.61) == 2);
  CHECK(census.quantile(0.8) == 2);
  CHECK(census.quantile(1) == 3);
}

TEST_CASE("time-weighted: only the window counts") {
  TimeWeighted census{10, 20};
  census.set(3, 5);
  census.set(8, 2);
  CHECK(census.value() == 2);
  census.set(12, 4);
  census.set(25, 9);
  census.finish(30);
  CHECK(census.time_at(2) == 2);
  CHECK(census.time_at(4) == 8);
  CHECK(census.time_at(5) == 0);
  CHECK(census.time_at(9) == 0);
  CHECK(census.histogram().total() == 10);
  CHECK(census.maximum() == 4);
}

TEST_CASE("time-weighted: a value that lasts no time is no extreme") {
  TimeWeighted census{0, 10};
  census.set(5, 100);
  census.set(5, 1);
  census.finish(10);
  CHECK(census.maximum() == 1);
  CHECK(census.minimum() == 0);
}

TEST_CASE("time-weighted: the present can be charged and watching goes on") {
  TimeWeighted census{0, 10, 2};
  CHECK(census.finish(4).integral() == 8);
  census.set(6, 3);
  CHECK(census.finish(10).integral() == 2 * 6 + 3 * 4);
  CHECK(census.finish(10).total() == 10);
}

TEST_CASE("time-weighted: reset starts over") {
  TimeWeighted census{0, 10, 2};
  census.finish(10);
  census.reset(0, 5, 1);
  CHECK(census.finish(5).integral() == 5);
  CHECK(census.time_at(2) == 0);
}

TEST_CASE("time-weighted: counts of equal times are added together") {
  TimeHistogram histogram;
  histogram.add(4, 2.5);
  histogram.add_each(std::vector<int>{}, 1);
  CHECK(histogram.total() == 2.5);
  histogram.add_each(std::vector<int>{1, 6, 1}, 0.5);
  CHECK(histogram.days_at() == std::vector<double>{0, 1, 0, 0, 2.5, 0, 0.5});
  CHECK_THROWS_AS(histogram.add_each(std::vector<int>{3, -1}, 1), ContractViolation);
  CHECK(histogram.total() == 4);
}

TEST_CASE("time-weighted: histograms of replications merge") {
  TimeHistogram all;
  all.add(1, 2);
  TimeHistogram other;
  other.add(4, 6);
  all.merge(other);
  CHECK(all.total() == 8);
  CHECK(all.mean() == doctest::Approx((1.0 * 2 + 4.0 * 6) / 8));
  CHECK(all.days_at() == std::vector<double>{0, 2, 0, 0, 6});
  all.clear();
  CHECK(all.total() == 0);
}

TEST_CASE("time-weighted: senseless use is refused") {
  CHECK_THROWS_AS(TimeWeighted(5, 4), ContractViolation);
  CHECK_THROWS_AS(TimeWeighted(0, 1, -1), ContractViolation);
  TimeHistogram empty;
  CHECK_THROWS_AS(static_cast<void>(empty.mean()), ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(empty.maximum()), ContractViolation);
  CHECK_THROWS_AS(empty.add(-1, 1), ContractViolation);
  TimeWeighted census{0, 10};
  CHECK_THROWS_AS(census.set(1, -1), ContractViolation);
}

TEST_SUITE_END();
