#include "tests/support/check_mean.hpp"

#include "sim/random_stream.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::tests::check_mean;
using stepdown::tests::moments_of;

namespace {

/// n = 100,000 uniform numbers: mean 1/2, standard error 1 / sqrt(12 n) = 0.0009.
std::vector<double> uniforms() {
  std::vector<double> sample;
  for (std::uint32_t i = 0; i < 100000; ++i) {
    const auto block = stepdown::sim::keyed_block({.seed = 7}, i, 0, 0);
    sample.push_back(stepdown::sim::open_unit(block[0], block[1]));
  }
  return sample;
}

}  // namespace

TEST_CASE("check_mean: the sample moments are those of the textbook") {
  const auto moments = moments_of({2, 4, 4, 4, 5, 5, 7, 9});
  CHECK(moments.mean() == doctest::Approx(5));
  CHECK(moments.variance() == doctest::Approx(32.0 / 7));
  CHECK(moments.standard_error() == doctest::Approx(std::sqrt(32.0 / 7 / 8)));
}

TEST_CASE("check_mean: a right expectation passes") {
  CHECK(check_mean(uniforms(), 0.5));
}

TEST_CASE("check_mean: an expectation that is wrong by 3 percent fails") {
  // 0.015 are 16 standard errors.
  CHECK_FALSE(check_mean(uniforms(), 0.515));
  CHECK_FALSE(check_mean(uniforms(), 0.485));
}

TEST_CASE("check_mean: the tolerance shrinks with the size of the sample") {
  // Against a tolerance of 4 standard deviations nothing between 0 and 1 could fail.
  const auto sample = uniforms();
  const auto check = check_mean(sample, 0.5);
  CHECK(4 * check.standard_error == doctest::Approx(4 / std::sqrt(12.0 * 100000)).epsilon(0.02));
}

TEST_CASE("check_mean: a sample without spread must hit the expectation") {
  CHECK(check_mean({3, 3, 3}, 3.0));
  CHECK_FALSE(check_mean({3, 3, 3}, 3.0001));
}

TEST_CASE("check_mean: fewer than two values prove nothing") {
  CHECK_FALSE(check_mean(std::vector<double>{}, 0));
  CHECK_FALSE(check_mean({1.0}, 1.0));
}

TEST_SUITE_END();
