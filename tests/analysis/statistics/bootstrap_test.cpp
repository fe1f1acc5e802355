#include "analysis/statistics/bootstrap.hpp"

#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"

#include <boost/math/distributions/normal.hpp>
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

// Quantiles of samples that are counted by hand, and how often intervals of a mean that leans
// cover.
namespace stepdown::tests {
namespace {

using analysis::bootstrap_estimate;
using analysis::BootstrapPlan;

/// 1, 2, ..., `count`.
std::vector<double> counted(int count) {
  std::vector<double> values(static_cast<std::size_t>(count));
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("bootstrap: an even bootstrap law gives its own quantiles") {
  const auto estimate = bootstrap_estimate({500, counted(999), {1, 2, 3}}, 0.95);
  CHECK(estimate.value == 500);
  CHECK(estimate.interval.low == doctest::Approx(25));
  CHECK(estimate.interval.high == doctest::Approx(975));
  CHECK(estimate.standard_error == doctest::Approx(std::sqrt(999.0 * 1000 / 12)));
}

TEST_CASE("bootstrap: a value below most samples moves the interval down") {
  // 0.3085 of the samples are below: z0 = -0.5, so ends are at Phi(-1 -+ 1.96).
  const boost::math::normal normal;
  const auto estimate = bootstrap_estimate({3085.5, counted(9999), {}}, 0.95);
  const double z0 = boost::math::quantile(normal, 3085.0 / 9999);
  const double z = boost::math::quantile(normal, 0.975);
  CHECK(estimate.interval.low == doctest::Approx(10000 * boost::math::cdf(normal, 2 * z0 - z)));
  CHECK(estimate.interval.high == doctest::Approx(10000 * boost::math::cdf(normal, 2 * z0 + z)));
}

TEST_CASE("bootstrap: what leans up moves the interval up") {
  // The mean less each is -1, -1, 2: a = (-1 - 1 + 8) / (6 x 6^1.5).
  const boost::math::normal normal;
  const double a = 1 / (6 * std::sqrt(6.0));
  const auto estimate = bootstrap_estimate({500, counted(999), {1, 1, -2}}, 0.95);
  const double z = boost::math::quantile(normal, 0.975);
  CHECK(estimate.interval.low ==
        doctest::Approx(1000 * boost::math::cdf(normal, -z / (1 + a * z))));
  CHECK(estimate.interval.high ==
        doctest::Approx(1000 * boost::math::cdf(normal, z / (1 - a * z))));
  const auto other = bootstrap_estimate({500, counted(999), {-1, -1, 2}}, 0.95);
  CHECK(other.interval.low == doctest::Approx(1000 - estimate.interval.high));
}

TEST_CASE("bootstrap: what does not vary has no width") {
  const auto estimate = bootstrap_estimate({2, {2, 2, 2}, {2, 2}});
  CHECK(estimate.interval == analysis::Interval{2, 2});
  CHECK(estimate.standard_error == 0);
  const auto all_above = bootstrap_estimate({2, {3, 4, 5}, {2, 2}});
  CHECK(all_above.interval.low >= 3);
  CHECK(all_above.interval.high <= 5);
}

TEST_CASE("bootstrap: points are drawn evenly and again the same") {
  const BootstrapPlan plan{.seed = 4, .samples = 1};
  std::vector<std::size_t> chosen(40000);
  analysis::draw_points(plan, "a test", 0, chosen);
  std::vector<std::size_t> again(40000);
  analysis::draw_points(plan, "a test", 0, again);
  CHECK(chosen == again);
  analysis::draw_points(plan, "another", 0, again);
  CHECK(chosen != again);
  analysis::draw_points(plan, "a test", 1, again);
  CHECK(chosen != again);
  // Tenths of all have 4000 each, standard deviation 60.
  std::vector<int> tenths(10, 0);
  for (const std::size_t one : chosen)
    ++tenths.at(one / 4000);
  for (const int count : tenths)
    CHECK(std::abs(count - 4000) < 4 * 60);
}

TEST_CASE("bootstrap: its contract is kept") {
  CHECK_THROWS_AS((void)bootstrap_estimate({1, {}, {}}), sim::ContractViolation);
  CHECK_THROWS_AS((void)bootstrap_estimate({1, {1}, {}}, 1), sim::ContractViolation);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
