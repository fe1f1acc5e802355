#include "analysis/statistics/running_moments.hpp"

#include <doctest/doctest.h>

#include <cmath>

using stepdown::analysis::RunningMoments;

TEST_SUITE_BEGIN("unit");

TEST_CASE("running moments: mean and sample variance of four numbers") {
  RunningMoments moments;
  for (const double x : {2.0, 4.0, 4.0, 6.0})
    moments.add(x);
  // mean 16/4 = 4; squares 4 + 0 + 0 + 4 = 8; variance 8/3
  CHECK(moments.count() == 4);
  CHECK(moments.mean() == doctest::Approx(4));
  CHECK(moments.variance() == doctest::Approx(8.0 / 3));
  CHECK(moments.standard_deviation() == doctest::Approx(std::sqrt(8.0 / 3)));
}

TEST_CASE("running moments: say nothing about nobody and no spread of one") {
  RunningMoments moments;
  CHECK_FALSE(moments.mean().has_value());
  CHECK_FALSE(moments.variance().has_value());
  moments.add(7);
  CHECK(moments.mean() == 7.0);
  CHECK_FALSE(moments.variance().has_value());
  CHECK_FALSE(moments.standard_deviation().has_value());
}

TEST_CASE("running moments: small spread around a large mean is kept") {
  RunningMoments moments;
  for (const double x : {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16})
    moments.add(x);
  CHECK(moments.variance() == doctest::Approx(30));  // a sum of squares would lose it
}

TEST_SUITE_END();
