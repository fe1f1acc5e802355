#include "sim/distributions/distribution.hpp"

#include "sim/contract.hpp"
#include "tests/sim/distributions/all_distributions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

TEST_SUITE_BEGIN("unit");

using doctest::Approx;
using stepdown::sim::cdf;
using stepdown::sim::Constant;
using stepdown::sim::ContractViolation;
using stepdown::sim::cumulative_hazard;
using stepdown::sim::describe;
using stepdown::sim::Distribution;
using stepdown::sim::Empirical;
using stepdown::sim::Exponential;
using stepdown::sim::Geometric;
using stepdown::sim::highest;
using stepdown::sim::infinity;
using stepdown::sim::is_lattice;
using stepdown::sim::LogLogistic;
using stepdown::sim::lowest;
using stepdown::sim::mean;
using stepdown::sim::Mixture;
using stepdown::sim::pdf;
using stepdown::sim::PiecewiseHazard;
using stepdown::sim::quantile;
using stepdown::sim::quantile_of_survival;
using stepdown::sim::Scaled;
using stepdown::sim::survival;
using stepdown::sim::Truncated;
using stepdown::sim::Uniform;
using stepdown::sim::variance;
using stepdown::sim::Weibull;
using stepdown::tests::all_distributions;

namespace {

/// Points of the support that matter: quantiles from both ends.
std::vector<double> tail_probabilities() {
  return {1e-12, 1e-6, 1e-3, 0.01, 0.1, 0.25, 0.4, 0.5};
}

/// Whether x is where the distribution function passes p, allowing for a step there.
bool passes(double below, double at, double p) {
  constexpr double rounding = 1e-9;
  return below <= p * (1 + rounding) + 1e-15 && at >= p * (1 - rounding) - 1e-15;
}

}  // namespace

TEST_CASE("distribution: a hazard with a formula goes on where survival is 0 in double precision") {
  CHECK(cumulative_hazard(Distribution{Exponential{2}}, 4000) == Approx(2000));
  CHECK(cumulative_hazard(Distribution{Weibull{.shape = 2, .scale = 10}}, 1000) == Approx(10000));
  const Distribution pieces{PiecewiseHazard{.breakpoints = {10}, .hazards = {1, 3}}};
  CHECK(cumulative_hazard(pieces, 0) == 0);
  CHECK(cumulative_hazard(pieces, 1010) == Approx(3010));
  CHECK(cumulative_hazard(pieces, infinity) == infinity);
}

TEST_CASE("distribution: the chance to be at most x and to be above x sum to 1") {
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    for (const double p : {0.001, 0.2, 0.5, 0.9, 0.999}) {
      const double x = quantile(law, p);
      CHECK(cdf(law, x) + survival(law, x) == Approx(1).epsilon(1e-12));
      if (survival(law, x) > 0)
        CHECK(cumulative_hazard(law, x) == Approx(-std::log(survival(law, x))).epsilon(1e-9));
      else
        CHECK(cumulative_hazard(law, x) == infinity);
    }
    CHECK(cdf(law, -1) == 0);
    CHECK(survival(law, -1) == 1);
    CHECK(cdf(law, infinity) == 1);
    CHECK(survival(law, infinity) == 0);
  }
}

TEST_CASE("distribution: a quantile is where the distribution function passes the probability") {
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    for (const double w : tail_probabilities()) {
      CAPTURE(w);
      const double low = quantile(law, w);
      CHECK(passes(cdf(law, std::nextafter(low, -1.0)), cdf(law, low), w));
      // Far out, the last bit of x moves the survival by more than rounding when x is near an end.
      const double high = quantile_of_survival(law, w);
      const double before = survival(law, high * (1 - 1e-14));
      const double after = survival(law, high * (1 + 1e-14));
      CHECK(after <= w * (1 + 1e-9));
      CHECK(before >= w * (1 - 1e-9));
      CHECK(low <= high * (1 + 1e-14));
    }
  }
}

TEST_CASE("distribution: quantiles from either end agree and rise with the probability") {
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    double before = lowest(law);
    for (int i = 1; i < 64; ++i) {
      const double p = i / 64.0;
      CHECK(quantile(law, p) == quantile_of_survival(law, 1 - p));
      CHECK(quantile(law, p) >= before);
      before = quantile(law, p);
    }
    CHECK(highest(law) >= before);
    CHECK(quantile(law, 0) == lowest(law));
    CHECK(quantile(law, 1) == highest(law));
    CHECK(quantile_of_survival(law, 0) == highest(law));
    CHECK(quantile_of_survival(law, 1) == lowest(law));
  }
}

TEST_CASE("distribution: the far upper tail is exact to relative accuracy") {
  // Where S is known in closed form, at q = 1e-300.
  constexpr double q = 1e-300;
  const double log_q = -std::log(q);
  CHECK(quantile_of_survival(Exponential{3}, q) == Approx(3 * log_q).epsilon(1e-13));
  CHECK(quantile_of_survival(Weibull{0.7, 200}, q) ==
        Approx(200 * std::pow(log_q, 1 / 0.7)).epsilon(1e-12));
  CHECK(quantile_of_survival(LogLogistic{3, 20}, q) ==
        Approx(20 * std::pow(1 / q, 1.0 / 3)).epsilon(1e-12));
  CHECK(quantile_of_survival(Geometric{14, 0.5}, q) == 14 * std::ceil(log_q / std::log(2.0)));
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    const double x = quantile_of_survival(law, q);
    if (highest(law) < infinity) {
      CHECK(x == Approx(highest(law)));
    } else if (!is_lattice(law)) {
      CHECK(-std::log(survival(law, x)) == Approx(log_q).epsilon(1e-9));
    }
  }
}

TEST_CASE("distribution: the density is the slope of the distribution function") {
  for (const Distribution& law : all_distributions()) {
    if (is_lattice(law)) continue;
    CAPTURE(describe(law));
    for (const double p : {0.013, 0.21, 0.47, 0.83, 0.97}) {
      const double x = quantile(law, p);
      const double h = 1e-5 * x;
      const double slope = (cdf(law, x + h) - cdf(law, x - h)) / (2 * h);
      const double left = (cdf(law, x) - cdf(law, x - h)) / h;
      const double right = (cdf(law, x + h) - cdf(law, x)) / h;
      if (std::abs(left - right) > 1e-3 * slope) continue;  // at a kink or a step there is no slope
      CAPTURE(x);
      CHECK(pdf(law, x) == Approx(slope).epsilon(1e-4));
    }
    CHECK(pdf(law, -1) == 0);
    CHECK(pdf(law, infinity) == 0);
  }
}

TEST_CASE("distribution: values compare by family and parameters") {
  const auto laws = all_distributions();
  for (std::size_t i = 0; i < laws.size(); ++i)
    for (std::size_t j = 0; j < laws.size(); ++j)
      CHECK((laws[i] == laws[j]) == (i == j));
  Distribution copy = laws.back();
  CHECK(copy == laws.back());
  copy = Constant{.value = 3};
  CHECK(copy != laws.back());
}

TEST_CASE("distribution: only what sits on single values is a lattice") {
  CHECK(is_lattice(Constant{3}));
  CHECK(is_lattice(Geometric{14, 0.5}));
  CHECK(is_lattice(Scaled{.base = Distribution{Empirical{}}, .factor = 2}));
  CHECK(is_lattice(Truncated{.base = Distribution{Geometric{14, 0.5}}, .low = 0, .high = 90}));
  CHECK_FALSE(is_lattice(Uniform{}));
  CHECK_FALSE(
      is_lattice(Mixture{.weights = {0.5, 0.5}, .components = {Constant{3}, Exponential{3}}}));
}

TEST_CASE("distribution: an event that may never happen has infinite quantiles") {
  const PiecewiseHazard law{.breakpoints = {30, 90}, .hazards = {0.01, 0.005, 0}};
  const double share_never = std::exp(-0.01 * 30 - 0.005 * 60);
  CHECK(survival(law, infinity) == Approx(share_never).epsilon(1e-14));
  CHECK(survival(law, 1e6) == Approx(share_never).epsilon(1e-14));
  CHECK(quantile_of_survival(law, 0.99 * share_never) == infinity);
  CHECK(quantile_of_survival(law, 1.01 * share_never) < 90);
  CHECK(quantile(law, 1) == infinity);
  CHECK(mean(law) == infinity);
  CHECK(variance(law) == infinity);
  SUBCASE("also inside of other distributions") {
    const Mixture half{.weights = {0.5, 0.5}, .components = {law, Constant{3}}};
    CHECK(survival(half, infinity) == Approx(share_never / 2));
    CHECK(quantile_of_survival(half, 0.4 * share_never) == infinity);
    CHECK(std::isfinite(quantile_of_survival(half, 0.6 * share_never)));
    CHECK(mean(half) == infinity);
    const Truncated later{.base = Distribution{law}, .low = 10, .high = infinity};
    CHECK(survival(later, infinity) == Approx(share_never / std::exp(-0.1)));
    CHECK(quantile(later, 0.999) == infinity);
    const Truncated cut{.base = Distribution{law}, .low = 0, .high = 60};
    CHECK(survival(cut, infinity) == 0);
    CHECK(std::isfinite(mean(cut)));
  }
}

TEST_CASE("distribution: the ends of a truncation belong to it") {
  const Geometric weekly{7, 0.5};
  const Truncated cut{.base = Distribution{weekly}, .low = 14, .high = 28};
  // Weights 1/4, 1/8, 1/16 at 14, 21, 28.
  CHECK(cdf(cut, 13.9) == 0);
  CHECK(cdf(cut, 14) == Approx(4.0 / 7));
  CHECK(cdf(cut, 21) == Approx(6.0 / 7));
  CHECK(cdf(cut, 28) == 1);
  CHECK(quantile(cut, 0.5) == 14);
  CHECK(quantile(cut, 0.6) == 21);
  CHECK(quantile(cut, 0.99) == 28);
}

// The chance of the interval is 1e-10 and 5e-14: near 1, doubles are 1e-16 apart.
TEST_CASE("distribution: a truncation far in one tail keeps its digits") {
  const Distribution early = Truncated{Weibull{2, 1e4}, 0, 0.1};
  CHECK(survival(early, 0.05) == Approx(0.75).epsilon(1e-9));
  CHECK(survival(early, 0.09) == Approx(0.19).epsilon(1e-9));
  CHECK(cdf(early, 0.05) == Approx(0.25).epsilon(1e-9));
  const Distribution late = Truncated{Exponential{1}, 30, 30 + std::log(2)};
  CHECK(cdf(late, 30 + std::log(4.0 / 3)) == Approx(0.5).epsilon(1e-9));
  CHECK(survival(late, 30 + std::log(4.0 / 3)) == Approx(0.5).epsilon(1e-9));
}

TEST_CASE("distribution: reviews happen at whole multiples of the interval") {
  // 0.1 x 3 is not 0.3: the products decide.
  const Geometric often{0.1, 0.5};
  for (int n = 1; n < 40; ++n) {
    CHECK(survival(often, n * 0.1) == Approx(std::pow(0.5, n)));
    CHECK(survival(often, std::nextafter(n * 0.1, 0.0)) == Approx(std::pow(0.5, n - 1)));
  }
}

TEST_CASE("distribution: probabilities outside of 0 to 1 are refused") {
  CHECK_THROWS_AS(static_cast<void>(quantile(Exponential{}, 1.01)), ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(quantile(Exponential{}, -0.01)), ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(quantile_of_survival(Exponential{}, std::nan(""))),
                  ContractViolation);
}

TEST_SUITE_END();
