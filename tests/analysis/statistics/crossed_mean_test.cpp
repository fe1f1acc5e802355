#include "analysis/statistics/crossed_mean.hpp"

#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/sample.hpp"
#include "tests/analysis/statistics/drawn.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::tests {
namespace {

using analysis::crossed_mean;
using analysis::Scale;

using Figures = std::vector<std::vector<double>>;

/// What the three parts of the variance are.
struct Deviations {
  double input = 0;
  double luck = 0;
  double both = 0;
};

Figures simulated(Drawn& luck, const Deviations& of) {
  constexpr std::size_t draws = 30;
  constexpr std::size_t parts = 12;
  const auto common = drawn(parts, [&] { return of.luck * luck.normal(); });
  Figures figures(draws);
  for (std::vector<double>& draw : figures) {
    const double input = 50 + of.input * luck.normal();
    for (const double part : common)
      draw.push_back(input + part + of.both * luck.normal());
  }
  return figures;
}

std::optional<analysis::Interval> crossed_interval(const Figures& figures) {
  const auto mean = crossed_mean(figures, Scale::Plain);
  return mean ? std::optional{mean->interval} : std::nullopt;
}

/// As if each draw had a luck of its own.
std::optional<analysis::Interval> interval_over_draws(const Figures& figures) {
  analysis::RunningMoments of_draws;
  for (const std::vector<double>& draw : figures)
    of_draws.add(analysis::sample_mean(draw).value_or(0));
  return analysis::student_t_interval(of_draws);
}

/// The share of 2,000 intervals that have the truth.
template <typename MakeInterval>
double coverage(const Deviations& of, const MakeInterval& make) {
  constexpr int samples = 2000;
  Drawn luck(1);
  int covered = 0;
  for (int sample = 0; sample < samples; ++sample) {
    const auto interval = make(simulated(luck, of));
    if (interval && holds(*interval, 50)) ++covered;
  }
  return static_cast<double>(covered) / samples;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("crossed mean: a table by hand") {
  // Means of draws 5, 6, 10, of parts 2 and 12, nothing else: variance 7 / 3 + 50 / 2.
  const auto mean = crossed_mean(Figures{{0, 10}, {1, 11}, {5, 15}}, Scale::Plain);
  REQUIRE(mean);
  CHECK(mean->value == doctest::Approx(7));
  CHECK(mean->standard_error == doctest::Approx(std::sqrt(7.0 / 3 + 25)));
}

TEST_CASE("crossed mean: what is neither of draws nor of parts counts once") {
  // Only the interaction -1, 1, 1, -1: both means vary by nothing.
  const auto nothing = crossed_mean(Figures{{-1, 1}, {1, -1}}, Scale::Plain);
  REQUIRE(nothing);
  CHECK(nothing->standard_error == 0);
  Drawn luck(2);
  double squares = 0;
  double variance = 0;
  constexpr int samples = 500;
  for (int sample = 0; sample < samples; ++sample) {
    const auto mean = crossed_mean(simulated(luck, {0.3, 0.3, 3}), Scale::Plain);
    REQUIRE(mean);
    squares += std::pow(mean->value - 50, 2) / samples;
    variance += std::pow(mean->standard_error, 2) / samples;
  }
  CHECK(std::abs(variance / squares - 1) < 4 * std::sqrt(2.0 / samples));
}

TEST_CASE("crossed mean: intervals have the truth as often as they say") {
  const double error = std::sqrt(0.05 * 0.95 / 2000);
  CHECK(coverage({1, 0, 0}, crossed_interval) == doctest::Approx(0.95).epsilon(4 * error));
  CHECK(coverage({1, 1, 1}, crossed_interval) == doctest::Approx(0.95).epsilon(4 * error));
  CHECK(coverage({0.3, 0.3, 3}, crossed_interval) > 0.95 - 4 * error);
  CHECK(coverage({1, 1, 1}, interval_over_draws) < 0.8);  // without the luck that draws share
}

TEST_CASE("crossed mean: of one draw or one part nothing is known") {
  CHECK_FALSE(crossed_mean(Figures{{1, 2}}, Scale::Plain));
  CHECK_FALSE(crossed_mean(Figures{{1}, {2}}, Scale::Plain));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
