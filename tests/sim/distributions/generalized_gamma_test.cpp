#include "sim/distributions/generalized_gamma.hpp"

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/weibull.hpp"

#include <doctest/doctest.h>

#include <cmath>

TEST_SUITE_BEGIN("unit");

using doctest::Approx;
using stepdown::sim::cdf;
using stepdown::sim::Distribution;
using stepdown::sim::Gamma;
using stepdown::sim::generalized_gamma_from_median;
using stepdown::sim::generalized_gamma_from_prentice;
using stepdown::sim::generalized_gamma_from_stacy;
using stepdown::sim::GeneralizedGamma;
using stepdown::sim::infinity;
using stepdown::sim::Lognormal;
using stepdown::sim::mean;
using stepdown::sim::pdf;
using stepdown::sim::quantile;
using stepdown::sim::quantile_of_survival;
using stepdown::sim::survival;
using stepdown::sim::variance;
using stepdown::sim::Weibull;

namespace {

void check_same(const Distribution& law, const Distribution& same, double tolerance) {
  CHECK(mean(law) == Approx(mean(same)).epsilon(tolerance));
  CHECK(variance(law) == Approx(variance(same)).epsilon(tolerance));
  for (const double p : {1e-100, 1e-9, 0.1, 0.5, 0.9}) {
    CAPTURE(p);
    CHECK(quantile(law, p) == Approx(quantile(same, p)).epsilon(tolerance));
    CHECK(quantile_of_survival(law, p) == Approx(quantile_of_survival(same, p)).epsilon(tolerance));
    const double x = quantile(same, p);
    CHECK(std::log(cdf(law, x)) == Approx(std::log(cdf(same, x))).epsilon(tolerance));
    CHECK(std::log(survival(law, x)) == Approx(std::log(survival(same, x))).epsilon(tolerance));
    CHECK(pdf(law, x) == Approx(pdf(same, x)).epsilon(tolerance));
  }
}

}  // namespace

TEST_CASE("generalized gamma: with q 1 it is the Weibull distribution") {
  for (const double sigma : {0.25, 1.0, 1.5})
    check_same(GeneralizedGamma{std::log(20.0), sigma, 1}, Weibull{1 / sigma, 20}, 1e-10);
}

TEST_CASE("generalized gamma: with q equal to sigma it is the gamma distribution") {
  for (const double sigma : {0.2, 0.7, 1.6}) {
    const double shape = 1 / (sigma * sigma);
    check_same(GeneralizedGamma{std::log(20.0), sigma, sigma}, Gamma{shape, 20 / shape}, 1e-10);
  }
}

TEST_CASE("generalized gamma: with a q that goes to 0 it ends at the lognormal distribution") {
  const Lognormal limit{3, 0.6};
  check_same(GeneralizedGamma{3, 0.6, 0}, limit, 1e-15);
  for (const double sign : {1.0, -1.0}) {
    const GeneralizedGamma nearly{3, 0.6, sign * 0.001};
    CHECK(mean(nearly) == Approx(mean(limit)).epsilon(1e-3));
    CHECK(variance(nearly) == Approx(variance(limit)).epsilon(2e-3));
    for (const double p : {1e-3, 0.1, 0.5, 0.9, 0.999})
      CHECK(quantile(nearly, p) == Approx(quantile(limit, p)).epsilon(4e-3));
  }
}

TEST_CASE("generalized gamma: the opposite q belongs to the inverse of the time") {
  // W(-q) = -W(q), so 1 / X has mu and q with the other sign.
  const GeneralizedGamma law{1, 0.7, 0.8};
  const GeneralizedGamma inverse{-1, 0.7, -0.8};
  for (const double x : {1e-30, 0.01, 1.0, 3.0, 40.0}) {
    CHECK(cdf(law, x) == Approx(survival(inverse, 1 / x)).epsilon(1e-12));
    CHECK(survival(law, x) == Approx(cdf(inverse, 1 / x)).epsilon(1e-11));
  }
}

TEST_CASE("generalized gamma: moments beyond the power of its tail are infinite") {
  // The tail falls like x^(-1 / (sigma |q|)).
  CHECK(mean(GeneralizedGamma{1, 1, -1}) == infinity);
  CHECK(std::isfinite(mean(GeneralizedGamma{1, 0.9, -1})));
  CHECK(variance(GeneralizedGamma{1, 0.9, -1}) == infinity);
  CHECK(std::isfinite(variance(GeneralizedGamma{1, 0.49, -1})));
}

TEST_CASE("generalized gamma: tails and quantiles are exact where the gamma variable underflows") {
  // q 5: the gamma variable has shape 1/25 and is 1e-7500 at probability 1e-300.
  for (const double q : {5.0, -5.0}) {
    const GeneralizedGamma law{2, 0.1, q};
    for (const double w : {1e-300, 1e-20, 0.01}) {
      CAPTURE(w);
      const double low = quantile(law, w);
      const double high = quantile_of_survival(law, w);
      CHECK(std::log(cdf(law, low)) == Approx(std::log(w)).epsilon(1e-11));
      CHECK(std::log(survival(law, high)) == Approx(std::log(w)).epsilon(1e-11));
      CHECK(pdf(law, low) > 0);
    }
  }
}

TEST_CASE("generalized gamma: many phases of the gamma variable lose no digits of the moments") {
  // Gamma of shape 1e6 as the case q = sigma = 0.001: variance mean^2 / shape.
  const GeneralizedGamma law{std::log(20.0), 0.001, 0.001};
  CHECK(mean(law) == Approx(20).epsilon(1e-13));
  CHECK(variance(law) == Approx(400e-6).epsilon(1e-7));
}

TEST_CASE("generalized gamma: each form says the same law") {
  // Stacy: 10 d x G^(1 / 1.5), G gamma of shape 2, mean 10 Gamma(2 + 2/3) / Gamma(2).
  const auto stacy = generalized_gamma_from_stacy(2, 10, 1.5);
  REQUIRE(stacy.value);
  CHECK(mean(*stacy.value) == Approx(10 * std::tgamma(2 + 2.0 / 3)).epsilon(1e-13));
  REQUIRE(stacy.value->is<GeneralizedGamma>());
  const auto& law = *stacy.value->as<GeneralizedGamma>();
  CHECK(law.q == Approx(1 / std::sqrt(2.0)));
  CHECK(law.sigma == Approx(law.q / 1.5));
  const auto prentice = generalized_gamma_from_prentice(std::exp(law.mu), law.sigma, law.q);
  REQUIRE(prentice.value);
  check_same(*prentice.value, *stacy.value, 1e-13);
  const double median = quantile(*stacy.value, 0.5);
  const auto human = generalized_gamma_from_median(median, law.sigma, law.q);
  REQUIRE(human.value);
  check_same(*human.value, *stacy.value, 1e-13);
}

TEST_CASE("generalized gamma: a form that is impossible is refused with the reason") {
  CHECK(generalized_gamma_from_prentice(0, 1, 1).problem == "expected a positive exp_mu, got 0");
  CHECK(generalized_gamma_from_stacy(2, 10, 0).problem == "expected a positive power, got 0");
  CHECK(generalized_gamma_from_median(20, 30, 1).problem ==
        "expected a standard deviation of the logarithm above 0 and at most 20, got 30");
}

TEST_SUITE_END();
