#include "analysis/statistics/least_in_box.hpp"

#include "analysis/statistics/normal_quantile.hpp"
#include "analysis/statistics/sample.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {
namespace {

/// With evaluations counted.
std::optional<LeastInBox> least(const BoxFunction& function, BoxSearch search, int& calls) {
  calls = 0;
  return least_in_box(
      [&](std::span<const double> at) {
        ++calls;
        return function(at);
      },
      search);
}

double square(double x) {
  return x * x;
}

/// A valley, bent: 0 at (1, 1).
std::optional<double> rosenbrock(std::span<const double> at) {
  return 100 * square(at[1] - at[0] * at[0]) + square(1 - at[0]);
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("least in box: finds the bottom of a bowl whatever its units") {
  const BoxFunction bowl = [](std::span<const double> at) {
    return std::optional{square((at[0] - 3000) / 100) + square((at[1] - 0.002) / 0.001) + 5};
  };
  int calls = 0;
  const auto found =
      least(bowl,
            {.bounds = {{0, 10'000}, {0, 0.01}}, .start = {9000, 0.009}, .evaluations = 400},
            calls);
  REQUIRE(found);
  CHECK(found->at[0] == doctest::Approx(3000).epsilon(1e-3));
  CHECK(found->at[1] == doctest::Approx(0.002).epsilon(1e-3));
  CHECK(found->value == doctest::Approx(5).epsilon(1e-6));
  CHECK(found->is_settled);
  CHECK(found->evaluations == calls);
  CHECK(calls <= 400);
}

TEST_CASE("least in box: of one number there is no model and it is found as well") {
  int calls = 0;
  const auto found =
      least([](std::span<const double> at) { return std::optional{std::abs(at[0] - 0.3)}; },
            {.bounds = {{0, 1}}, .start = {1}},
            calls);
  REQUIRE(found);
  CHECK(found->at[0] == doctest::Approx(0.3).epsilon(1e-3));
  CHECK(found->is_settled);
}

TEST_CASE("least in box: follows a bent valley") {
  int calls = 0;
  const auto found = least(
      rosenbrock,
      {.bounds = {{-2, 2}, {-1, 3}}, .start = {-1.2, 1}, .evaluations = 600, .tolerance = 1e-6},
      calls);
  REQUIRE(found);
  CHECK(found->value < 1e-4);
}

TEST_CASE("least in box: leaves a dent for the deepest") {
  // Dents of the same distance; the one at 0.8 is by 0.3 deeper.
  const BoxFunction dents = [](std::span<const double> at) {
    const double x = at[0];
    return std::optional{1 - std::cos(10 * std::numbers::pi * x) -
                         3 * std::exp(-square(x - 0.8) / 0.01)};
  };
  int calls = 0;
  const auto found = least(dents, {.bounds = {{0, 1}}, .start = {0.02}, .evaluations = 100}, calls);
  REQUIRE(found);
  CHECK(found->at[0] == doctest::Approx(0.8).epsilon(0.01));
}

TEST_CASE("least in box: a bound is as good as any other place") {
  int calls = 0;
  const auto found =
      least([](std::span<const double> at) { return std::optional{at[0] - 2 * at[1]}; },
            {.bounds = {{1, 2}, {3, 5}}, .start = {1.5, 4}},
            calls);
  REQUIRE(found);
  CHECK(found->at[0] == doctest::Approx(1).epsilon(1e-6));
  CHECK(found->at[1] == doctest::Approx(5).epsilon(1e-6));
}

TEST_CASE("least in box: ends with the evaluations and with what is good enough") {
  int calls = 0;
  auto found = least(
      rosenbrock, {.bounds = {{-2, 2}, {-1, 3}}, .start = {-1.2, 1}, .evaluations = 20}, calls);
  REQUIRE(found);
  CHECK(calls <= 20);
  CHECK_FALSE(found->is_settled);
  found =
      least(rosenbrock,
            {.bounds = {{-2, 2}, {-1, 3}}, .start = {1, 1}, .evaluations = 20, .good_enough = 0},
            calls);
  REQUIRE(found);
  CHECK(calls == 1);
  CHECK(found->is_settled);
}

TEST_CASE("least in box: an end that is asked for is one") {
  int calls = 0;
  const auto found =
      least([&](std::span<const double> at) { return calls < 7 ? rosenbrock(at) : std::nullopt; },
            {.bounds = {{-2, 2}, {-1, 3}}, .start = {-1.2, 1}},
            calls);
  CHECK_FALSE(found);
  CHECK(calls == 7);
}

TEST_CASE("normal quantile: the known ones") {
  CHECK(normal_quantile(0.5) == 0);
  CHECK(normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-14));
  CHECK(normal_quantile(0.025) == doctest::Approx(-1.959963984540054).epsilon(1e-14));
}

TEST_CASE("quantile of next: a share of it has a further one below") {
  const std::vector<double> four{40, 10, 30, 20};
  CHECK(quantile_of_next(four, 0.2) == 10);
  CHECK(quantile_of_next(four, 0.3) == 15);
  CHECK(quantile_of_next(four, 0.8) == 40);
  CHECK_FALSE(quantile_of_next(four, 0.19));
  CHECK_FALSE(quantile_of_next(four, 0.81));
  CHECK_FALSE(quantile_of_next({}, 0.5));
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
