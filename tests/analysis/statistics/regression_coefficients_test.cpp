#include "analysis/statistics/regression_coefficients.hpp"

#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"
#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

// A linear model of normal factors, whose coefficients are b s_x / s_y; ranks by hand.
namespace stepdown::tests {
namespace {

using analysis::RegressionOn;
using analysis::standardized_coefficients;

using Columns = std::vector<std::vector<double>>;

constexpr std::array<double, 3> slopes{2, 1, -0.5};
constexpr std::array<double, 3> deviations{1, 3, 10};
constexpr double variance = 4 + 9 + 25 + 16;  // of the last, 16 is noise

struct Sample {
  Columns factors{3};
  std::vector<double> figure;
};

Sample linear_sample(std::uint64_t seed, std::size_t points) {
  Drawn luck(seed);
  Sample sample;
  for (std::size_t i = 0; i < points; ++i) {
    double y = 7 + 4 * luck.normal();
    for (std::size_t j = 0; j < 3; ++j) {
      sample.factors[j].push_back(100 + deviations.at(j) * luck.normal());
      y += slopes.at(j) * sample.factors[j].back();
    }
    sample.figure.push_back(y);
  }
  return sample;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("regression coefficients: those of a linear model are its shares") {
  const Sample sample = linear_sample(1, 500);
  const auto found = standardized_coefficients(
      sample.factors, sample.figure, RegressionOn::Values, {.seed = 1, .samples = 100});
  REQUIRE(found);
  for (std::size_t j = 0; j < 3; ++j) {
    const auto& one = found->factors[j];
    const double exact = slopes.at(j) * deviations.at(j) / std::sqrt(variance);
    CAPTURE(j);
    CHECK(std::abs(one.value - exact) <= 4 * one.standard_error);
    CHECK(one.standard_error < 0.04);
    CHECK(one.interval.low < one.value);
    CHECK(one.interval.high > one.value);
  }
  const double explained = 1 - 16 / variance;
  CHECK(std::abs(found->explained.value - explained) <= 4 * found->explained.standard_error);
}

TEST_CASE("regression coefficients: their mean over seeds is exact and intervals cover it") {
  SampleMoments seen;
  SampleMoments squared_errors;
  int covered = 0;
  constexpr int seeds = 100;
  const double exact = slopes[0] * deviations[0] / std::sqrt(variance);
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Sample sample = linear_sample(1000 + seed, 60);
    const auto found = standardized_coefficients(
        sample.factors, sample.figure, RegressionOn::Values, {.seed = seed, .samples = 60});
    REQUIRE(found);
    seen.add(found->factors[0].value);
    squared_errors.add(found->factors[0].standard_error * found->factors[0].standard_error);
    if (holds(found->factors[0].interval, exact)) ++covered;
  }
  CHECK(check_mean(seen, exact));
  CHECK_FALSE(check_mean(seen, exact + 0.06));  // the mean has a standard error of 0.01
  const double ratio = squared_errors.mean() / seen.variance();  // known to 14 %
  CHECK(ratio > 0.6);
  CHECK(ratio < 1.6);
  CHECK(covered >= 87);  // 95 with a standard deviation of 2
}

TEST_CASE("regression coefficients: of ranks they see a monotone curve as a line") {
  Sample sample = linear_sample(2, 200);
  for (double& y : sample.figure)
    y = std::exp(y / 2);
  const analysis::BootstrapPlan plan{.seed = 1, .samples = 20};
  const auto of_values =
      standardized_coefficients(sample.factors, sample.figure, RegressionOn::Values, plan);
  const auto of_ranks =
      standardized_coefficients(sample.factors, sample.figure, RegressionOn::Ranks, plan);
  REQUIRE(of_values);
  REQUIRE(of_ranks);
  CHECK(of_values->explained.value < 0.3);
  CHECK(of_ranks->explained.value > 0.6);
  CHECK(std::abs(of_ranks->factors[2].value) > std::abs(of_ranks->factors[0].value));
}

TEST_CASE("regression coefficients: with one factor the rank coefficient is that of Spearman") {
  // Mid-ranks of x: 1.5, 1.5, 3, 4, 5; of y: 1, 3, 2, 4.5, 4.5. Deviations from 3 multiply to 7.5,
  // their squares are 9.5 and 9.5.
  const Columns x{{2, 2, 7, 9, 11}};
  const std::vector<double> y{-1, 5, 0, 30, 30};
  const auto found = standardized_coefficients(x, y, RegressionOn::Ranks, {.samples = 10});
  REQUIRE(found);
  CHECK(found->factors[0].value == doctest::Approx(7.5 / 9.5));
  CHECK(found->explained.value == doctest::Approx(7.5 / 9.5 * 7.5 / 9.5));
}

TEST_CASE("regression coefficients: a line without noise has 1 and no width") {
  const Columns x{{1, 2, 4, 8, 16, 32}};
  const std::vector<double> y{-2, -4, -8, -16, -32, -64};
  for (const RegressionOn on : {RegressionOn::Values, RegressionOn::Ranks}) {
    const auto found = standardized_coefficients(x, y, on, {.samples = 50});
    REQUIRE(found);
    CHECK(found->factors[0].value == doctest::Approx(-1));
    CHECK(found->factors[0].interval.half_width() < 1e-9);
    CHECK(found->explained.value == doctest::Approx(1));
  }
}

TEST_CASE("regression coefficients: there are none where they cannot be told") {
  const std::vector<double> y{1, 2, 3, 5, 4, 6};
  const auto of = [&](const Columns& x, const std::vector<double>& figure) {
    return standardized_coefficients(x, figure, RegressionOn::Values, {.samples = 10}).has_value();
  };
  CHECK(of({{1, 2, 3, 4, 5, 7}, {1, 0, 1, 0, 1, 1}}, y));
  CHECK_FALSE(of({{1, 2, 3, 4, 5, 7}, {2, 4, 6, 8, 10, 14}}, y));
  CHECK_FALSE(of({{1, 2, 3, 4, 5, 7}, {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}}, y));
  CHECK_FALSE(of({{1, 2, 3, 4, 5, 7}}, {0.3, 0.3, 0.3, 0.3, 0.3, 0.3}));
  CHECK_FALSE(of({{1, 2, 4}}, {1, 2, 3}));
  CHECK_THROWS_AS((void)of({{1, 2, 4}}, y), sim::ContractViolation);
  CHECK_THROWS_AS((void)of({}, y), sim::ContractViolation);
}

TEST_CASE("regression coefficients: the same seed gives the same interval") {
  const Sample sample = linear_sample(5, 50);
  const auto of = [&](std::uint64_t seed) {
    return standardized_coefficients(
               sample.factors, sample.figure, RegressionOn::Ranks, {.seed = seed, .samples = 50})
        ->factors[1]
        .interval;
  };
  CHECK(of(1) == of(1));
  CHECK(of(1) != of(2));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
