#include "sim/distributions/coxian.hpp"
#include "sim/distributions/distribution.hpp"
#include "sim/distributions/erlang.hpp"
#include "sim/distributions/truncated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <vector>

using doctest::Approx;
using stepdown::sim::cdf;
using stepdown::sim::Coxian;
using stepdown::sim::coxian_from_rates;
using stepdown::sim::Distribution;
using stepdown::sim::Erlang;
using stepdown::sim::mean;
using stepdown::sim::pdf;
using stepdown::sim::quantile;
using stepdown::sim::quantile_of_survival;
using stepdown::sim::survival;
using stepdown::sim::Truncated;
using stepdown::sim::variance;

namespace {

/// Phases at rates 1, 2, ..., n in any order: the longest of n exponential times of mean 1, as the
/// gaps between their ends are such phases.
Distribution longest_of(std::size_t n) {
  std::vector<double> rates;
  for (std::size_t i = 0; i < n; ++i)
    rates.push_back(static_cast<double>(1 + i * 7 % n));
  return *coxian_from_rates(rates, std::vector<double>(n - 1, 1.0)).value;
}

double log_of_longest_up_to(std::size_t n, double x) {
  return static_cast<double>(n) * std::log1p(-std::exp(-x));
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("phase series: five hundred phases are the longest of five hundred times") {
  constexpr std::size_t n = 500;
  const Distribution longest = longest_of(n);
  for (const double x : {1.0, 2.0, 4.0, 6.0, 7.5, 12.0, 40.0, 150.0, 400.0}) {
    CAPTURE(x);
    const double log_cdf = log_of_longest_up_to(n, x);
    CHECK(cdf(longest, x) == Approx(std::exp(log_cdf)).epsilon(1e-11));
    CHECK(survival(longest, x) == Approx(-std::expm1(log_cdf)).epsilon(1e-11));
    const double density = n * std::exp(log_cdf - x) / -std::expm1(-x);
    CHECK(pdf(longest, x) == Approx(density).epsilon(1e-11));
  }
  CHECK(cdf(longest, 0) == 0);
  CHECK(survival(longest, 0) == 1);
  CHECK(quantile(longest, 0.5) == Approx(-std::log1p(-std::exp2(-1.0 / n))).epsilon(1e-12));
  CHECK(quantile_of_survival(longest, 1e-90) ==
        Approx(std::log(n) + 90 * std::log(10.0)).epsilon(1e-10));
}

TEST_CASE("phase series: twenty thousand equal phases are an Erlang time") {
  constexpr std::size_t n = 20'000;
  const Distribution phases =
      *coxian_from_rates(std::vector<double>(n, 1000), std::vector<double>(n - 1, 1.0)).value;
  const Distribution same = Erlang{.phases = n, .mean = 20};
  for (const double x : {17.0, 19.0, 19.9, 20.0, 20.3, 22.0, 25.0, 1e6}) {
    CAPTURE(x);
    CHECK(cdf(phases, x) == Approx(cdf(same, x)).epsilon(1e-10));
    CHECK(survival(phases, x) == Approx(survival(same, x)).epsilon(1e-10));
    CHECK(pdf(phases, x) == Approx(pdf(same, x)).epsilon(1e-10));
  }
}

// The first phase takes 10 d, a hundred short ones 0.1 d in all: later only the first is felt.
TEST_CASE("phase series: a slow phase is still there after many quick ones") {
  std::vector<double> rates(101, 1000);
  rates.front() = 0.1;
  const Distribution law = *coxian_from_rates(rates, std::vector<double>(100, 1.0)).value;
  // E exp(0.1 U) for the sum U of the short ones: by so much the others come later
  const double later = std::pow(1 / (1 - 0.1 / 1000), 100);
  for (const double x : {0.5, 50.0, 350.0, 5000.0}) {
    CAPTURE(x);
    CHECK(survival(law, x) == Approx(std::exp(-0.1 * x) * later).epsilon(1e-11));
  }
}

TEST_CASE("phase series: cuts of many phases have moments") {
  const Distribution longest = longest_of(200);
  const Truncated whole{.base = longest, .low = 0, .high = 100};
  CHECK(mean(whole) == Approx(mean(longest)).epsilon(1e-9));
  CHECK(variance(whole) == Approx(variance(longest)).epsilon(1e-9));
}

TEST_CASE("phase series: many phases that differ too much are refused with a way out") {
  std::vector<double> rates(40, 1e6);
  rates.front() = 1e-3;
  CHECK(coxian_from_rates(rates, std::vector<double>(39, 0.9)).problem ==
        "expected rates nearer to each other in a law of so many phases (add up those that are far "
        "shorter than the others), got 40 phases with rates up to 1e+09 times the smallest");
  rates.resize(10);
  CHECK(coxian_from_rates(rates, std::vector<double>(9, 0.9)).value.has_value());
}

TEST_SUITE_END();
