#include "analysis/statistics/confidence_interval.hpp"

#include "analysis/statistics/ratio.hpp"
#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using stepdown::analysis::Interval;
using stepdown::analysis::ratio;
using stepdown::analysis::RunningMoments;
using stepdown::analysis::student_t_interval;
using stepdown::analysis::student_t_quantile;

TEST_SUITE_BEGIN("unit");

TEST_CASE("confidence interval: Student's t has its tabled quantiles") {
  CHECK(student_t_quantile(0.975, 1) == doctest::Approx(12.7062).epsilon(1e-5));
  CHECK(student_t_quantile(0.975, 9) == doctest::Approx(2.26216).epsilon(1e-5));
  CHECK(student_t_quantile(0.975, 99) == doctest::Approx(1.98422).epsilon(1e-5));
  CHECK(student_t_quantile(0.5, 5) == doctest::Approx(0));
  CHECK_THROWS_AS(static_cast<void>(student_t_quantile(1, 5)), stepdown::sim::ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(student_t_quantile(0.9, 0)), stepdown::sim::ContractViolation);
}

TEST_CASE("confidence interval: mean plus and minus t s over root n") {
  RunningMoments moments;
  for (const double x : {2.0, 4.0, 6.0})
    moments.add(x);
  // mean 4, s = 2, n = 3: half-width 4.30265 * 2 / sqrt(3) = 4.96828
  const auto interval = student_t_interval(moments);
  REQUIRE(interval.has_value());
  CHECK(interval->low == doctest::Approx(4 - 4.96828).epsilon(1e-5));
  CHECK(interval->high == doctest::Approx(4 + 4.96828).epsilon(1e-5));
  CHECK(interval->half_width() == doctest::Approx(4.96828).epsilon(1e-5));
}

TEST_CASE("confidence interval: one replication has none") {
  RunningMoments moments;
  CHECK_FALSE(student_t_interval(moments).has_value());
  moments.add(3);
  CHECK_FALSE(student_t_interval(moments).has_value());
  moments.add(3);
  CHECK(student_t_interval(moments) == Interval{3, 3});
}

// 95 % intervals of 5 normal numbers cover the mean in 19 of 20 samples. 4000 samples: standard
// error sqrt(.95 * .05 / 4000) = 0.0034, tolerance 4 of them. A normal quantile (1.96) in place of
// Student's would cover 0.878 and fail.
TEST_CASE("confidence interval: covers the true mean as often as it says") {
  std::mt19937_64 engine(20260105);
  std::normal_distribution<double> normal(10, 3);
  constexpr int samples = 4000;
  int covered = 0;
  int covered_by_normal_quantile = 0;
  for (int i = 0; i < samples; ++i) {
    RunningMoments moments;
    for (int j = 0; j < 5; ++j)
      moments.add(normal(engine));
    const auto interval = student_t_interval(moments);
    REQUIRE(interval.has_value());
    const double mean = moments.mean().value_or(0);
    const double shorter = interval->half_width() * 1.96 / student_t_quantile(0.975, 4);
    covered += interval->low <= 10 && 10 <= interval->high ? 1 : 0;
    covered_by_normal_quantile += mean - shorter <= 10 && 10 <= mean + shorter ? 1 : 0;
  }
  const auto is_nominal = [](int count) {
    return std::abs(count / static_cast<double>(samples) - 0.95) <= 4 * 0.0034;
  };
  CHECK(is_nominal(covered));
  CHECK_FALSE(is_nominal(covered_by_normal_quantile));  // the check can fail
}

TEST_CASE("ratio: a share of nobody does not exist") {
  CHECK(ratio(1, 4) == 0.25);
  CHECK(ratio(0, 4) == 0.0);
  CHECK_FALSE(ratio(0, 0).has_value());
  CHECK_FALSE(ratio(3.0, 0.0).has_value());
}

TEST_SUITE_END();
