#include "analysis/summary/line_estimate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace stepdown::analysis {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("line estimate: what one replication alone has seen has no interval") {
  std::vector<RatioPart> parts(6, {1, 100});
  const LineEstimate even = ratio_estimate({.parts = parts});
  CHECK(even.value == doctest::Approx(0.01));
  CHECK(even.interval.has_value());
  parts.front().numerator = 10'000;
  const LineEstimate uneven = ratio_estimate({.parts = parts});
  CHECK(uneven.value == doctest::Approx(10'005.0 / 600));
  CHECK(uneven.standard_error.has_value());
  CHECK_FALSE(uneven.interval.has_value());
  CHECK(uneven.note == "replications differ too much for an interval");
}

TEST_CASE("line estimate: a share that comes in bursts has no bound when nobody was seen") {
  const std::vector<double> none(10, 0.0);
  const ShareOfCurve luck{.known = 1000, .parts = 0, .groups = 10};
  const LineEstimate by_luck = share_estimate(0, luck, none);
  REQUIRE(by_luck.interval);
  CHECK(by_luck.interval->high == doctest::Approx(0.003682).epsilon(0.001));
  ShareOfCurve bursts = luck;
  bursts.comes_in_bursts = true;
  const LineEstimate in_bursts = share_estimate(0, bursts, none);
  CHECK_FALSE(in_bursts.interval);
  CHECK(in_bursts.note == "none of 1000: no bound, as it comes in bursts");
}

TEST_CASE("line estimate: a share that one replication alone has seen has no interval") {
  std::vector<double> contributions(10, 0.0);
  contributions.front() = 0.2;
  const LineEstimate estimate =
      share_estimate(0.02, {.known = 1000, .parts = 1, .groups = 10}, contributions);
  CHECK_FALSE(estimate.interval);
  CHECK(estimate.note == "from 20 events in 1 of 10 replications: too few for an interval");
}

TEST_CASE("line estimate: a single replication has no interval of any share") {
  for (const double value : {0.0, 0.3, 1.0}) {
    CAPTURE(value);
    CHECK_FALSE(share_estimate(value, {.known = 50, .parts = 1, .groups = 1}, {}).interval);
  }
}

TEST_CASE("line estimate: losses have the interval of gains") {
  const std::vector<double> gains{110, 90, 105, 95, 100, 120, 80, 101, 99, 100};
  std::vector<double> losses;
  for (const double gain : gains)
    losses.push_back(-gain);
  const LineEstimate won = over_time_estimate(gains, false, std::nullopt);
  const LineEstimate lost = over_time_estimate(losses, false, std::nullopt);
  REQUIRE(won.interval);
  REQUIRE(lost.interval);
  CHECK(lost.value == doctest::Approx(-100));
  CHECK(lost.interval->low == doctest::Approx(-won.interval->high));
  CHECK(lost.interval->high == doctest::Approx(-won.interval->low));
}

TEST_CASE("line estimate: what is now a loss and now a gain has an interval around 0") {
  const std::vector<double> both{-50, 60, -40, 30, -20, 45, -35, 10, 5, -1};
  const LineEstimate estimate = over_time_estimate(both, false, std::nullopt);
  REQUIRE(estimate.interval);
  CHECK(estimate.interval->low < 0);
  CHECK(estimate.interval->high > 0);
  CHECK(estimate.interval->low + estimate.interval->high == doctest::Approx(2 * 0.4));
}

TEST_CASE(
    "line estimate: what people gain less what they cost has an interval below and around 0") {
  std::vector<RatioPart> parts;
  for (const double sum : {-900.0, -1100.0, -950.0, -1050.0, -1000.0})
    parts.push_back({sum, 100});
  const LineEstimate lost = ratio_estimate({.parts = parts});
  CHECK(lost.value == doctest::Approx(-10));
  REQUIRE(lost.interval);
  CHECK(lost.interval->low + lost.interval->high == doctest::Approx(-20));
  const double t = 2.776;  // of 4 degrees of freedom; those of the interval are fewer, if anything
  CHECK(lost.interval->half_width() >= t * 0.790569 / std::sqrt(5.0) - 1e-4);
  CHECK(lost.interval->high < 0);
  parts.push_back({6500, 100});
  const LineEstimate mixed = ratio_estimate({.parts = parts});
  REQUIRE(mixed.interval);
  CHECK(mixed.interval->low < 0);
  CHECK(mixed.interval->high > *mixed.value);
}

TEST_CASE("line estimate: a number over time that says nothing of its mean has no interval") {
  const std::vector<double> few{0.01, 0.02, 0.01, 0.03, 5, 0.02, 0.01, 0.01, 0.04, 0.01};
  const LineEstimate estimate = over_time_estimate(few, false, std::nullopt);
  CHECK_FALSE(estimate.interval);
  CHECK(estimate.note == "replications differ too much for an interval");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::analysis
