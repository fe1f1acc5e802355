#include "analysis/statistics/observations_for_quantile.hpp"
#include "analysis/statistics/paired_comparison.hpp"
#include "analysis/statistics/proportion_interval.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

using namespace stepdown::analysis;

TEST_SUITE_BEGIN("unit");

namespace {

using ProportionInterval = std::function<Interval(std::int64_t successes, std::int64_t trials)>;

/// Exact chance that the interval from `n` trials covers `p`: a sum over all outcomes.
double coverage(const ProportionInterval& interval, int n, double p) {
  double covered = 0;
  for (int x = 0; x <= n; ++x) {
    const double log_chance = std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) +
                              x * std::log(p) + (n - x) * std::log1p(-p);
    const Interval found = interval(x, n);
    if (found.low <= p && p <= found.high) covered += std::exp(log_chance);
  }
  return covered;
}

/// The textbook interval that fails near 0 and 1.
Interval wald(std::int64_t successes, std::int64_t trials) {
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double half_width = 1.959964 * std::sqrt(p * (1 - p) / n);
  return {p - half_width, p + half_width};
}

}  // namespace

TEST_CASE("paired comparison: a small example by hand") {
  // differences 1 2 1 2: mean 1.5, variance 1/3, t(0.975, 3) = 3.18245
  const std::vector<double> a{1, 2, 3, 4};
  const std::vector<double> b{2, 4, 4, 6};
  const auto result = compare_paired(a, b);
  REQUIRE(result);
  CHECK(result->mean_a == doctest::Approx(2.5));
  CHECK(result->mean_b == doctest::Approx(4));
  CHECK(result->difference == doctest::Approx(1.5));
  CHECK(result->interval.half_width() == doctest::Approx(3.18245 * std::sqrt(1.0 / 12)));
  // 5/3 + 8/3 against 1/3
  CHECK(result->variance_reduction().value() == doctest::Approx(13));
  CHECK(result->replications_to_exclude_zero(result->paired_variance, 0.95).value() ==
        doctest::Approx(1.959964 * 1.959964 / 3 / 2.25));
}

TEST_CASE("paired comparison: it has no answer for one replication and no factor without noise") {
  CHECK_FALSE(compare_paired(std::vector<double>{1}, std::vector<double>{2}));
  const auto same = compare_paired(std::vector<double>{1, 2, 3}, std::vector<double>{1, 2, 3});
  REQUIRE(same);
  CHECK(same->difference == 0);
  CHECK_FALSE(same->variance_reduction());
  CHECK_FALSE(same->replications_to_exclude_zero(1, 0.95));
}

TEST_CASE("paired comparison: the factor for correlated replications is known") {
  // b = a + 0.3 + noise: var a = 1, var b = 1.04, var of differences = 0.04: factor 51
  std::mt19937_64 random(7);
  std::normal_distribution<double> noise;
  std::vector<double> a;
  std::vector<double> b;
  for (int i = 0; i < 4000; ++i) {
    a.push_back(noise(random));
    b.push_back(a.back() + 0.3 + 0.2 * noise(random));
  }
  const auto result = compare_paired(a, b);
  REQUIRE(result);
  // relative standard error of a variance of 4000 normal values: sqrt(2 / 4000) = 2.2 %; of the
  // ratio at most twice that
  CHECK(result->variance_reduction().value() == doctest::Approx(51).epsilon(4 * 0.045));
  CHECK(result->interval.low < 0.3);
  CHECK(result->interval.high > 0.3);
}

TEST_CASE("bonferroni: five intervals share five percent") {
  CHECK(bonferroni(0.95, 5) == doctest::Approx(0.99));
  CHECK(bonferroni(0.95, 1) == doctest::Approx(0.95));
}

TEST_CASE("proportion interval: published values for small samples") {
  CHECK(clopper_pearson_interval(0, 10)->high ==
        doctest::Approx(1 - std::pow(0.025, 0.1)).epsilon(1e-9));
  CHECK(clopper_pearson_interval(5, 10)->low == doctest::Approx(0.1871).epsilon(0.0005));
  CHECK(clopper_pearson_interval(10, 10)->high == 1);
  CHECK_FALSE(clopper_pearson_interval(0, 0));
}

TEST_CASE("proportion interval: coverage is at least 95 percent") {
  const auto exact = [](std::int64_t x, std::int64_t n) {
    return clopper_pearson_interval(x, n).value();
  };
  for (const int n : {10, 40}) {
    CAPTURE(n);
    for (int i = 1; i < 100; ++i)
      CHECK(coverage(exact, n, i / 100.0) >= 0.95);
  }
  // proof that the check can fail: the plain normal interval misses by far
  CHECK(coverage(wald, 40, 0.02) < 0.6);
}

TEST_CASE("quantile: how many observations make one worth printing") {
  CHECK(observations_for_quantile(0.95) == 20);
  CHECK(observations_for_quantile(0.9) == 10);
  CHECK(observations_for_quantile(0.75) == 4);
  CHECK(observations_for_quantile(0.5) == 2);
  CHECK(observations_for_quantile(0.05) == 2);
}

TEST_SUITE_END();
