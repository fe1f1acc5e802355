#include "sim/distributions/gompertz.hpp"

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/fit.hpp"

#include <boost/math/special_functions/expint.hpp>
#include <doctest/doctest.h>

#include <cmath>

TEST_SUITE_BEGIN("unit");

using doctest::Approx;
using stepdown::sim::cdf;
using stepdown::sim::cumulative_hazard;
using stepdown::sim::Distribution;
using stepdown::sim::Gompertz;
using stepdown::sim::gompertz_from_median_shape;
using stepdown::sim::gompertz_from_quantiles;
using stepdown::sim::gompertz_from_shape_rate;
using stepdown::sim::infinity;
using stepdown::sim::mean;
using stepdown::sim::pdf;
using stepdown::sim::quantile;
using stepdown::sim::quantile_of_survival;
using stepdown::sim::QuantilePoint;
using stepdown::sim::survival;
using stepdown::sim::variance;

TEST_CASE("gompertz: the hazard is rate times exp of shape times the time") {
  for (const Gompertz law : {Gompertz{0.01, 0.02}, Gompertz{-0.03, 0.02}, Gompertz{0, 0.02}}) {
    CAPTURE(law.shape);
    for (const double x : {0.0, 1.0, 30.0, 90.0})
      CHECK(pdf(law, x) / survival(law, x) ==
            Approx(law.rate * std::exp(law.shape * x)).epsilon(1e-13));
  }
  // Where nobody survives in double precision the hazard still is right.
  CHECK(cumulative_hazard(Gompertz{0.1, 1}, 100) == Approx(10 * std::expm1(10.0)));
}

TEST_CASE("gompertz: the mean is the closed form with the exponential integral") {
  for (const double shape : {1e-3, 0.01, 0.1, 1.0}) {
    CAPTURE(shape);
    const double eta = 0.02 / shape;
    const double exact = std::exp(eta) * boost::math::expint(1, eta) / shape;
    CHECK(mean(Gompertz{shape, 0.02}) == Approx(exact).epsilon(1e-10));
  }
  // Ages at death: mode log(shape / rate) / shape, variance near pi^2 / 6 / shape^2 far from 0.
  const Gompertz ages{0.1, 1e-9};
  CHECK(variance(ages) == Approx(std::pow(std::acos(-1.0), 2) / 6 / 0.01).epsilon(1e-4));
}

TEST_CASE("gompertz: a shape that goes to 0 ends at the exponential time") {
  for (const double shape : {1e-9, 1e-12, 1e-300, -1e-300, 0.0}) {
    CAPTURE(shape);
    const Gompertz law{shape, 0.05};
    CHECK(survival(law, 30) == Approx(std::exp(-1.5)).epsilon(1e-7));
    CHECK(quantile(law, 0.3) == Approx(-std::log(0.7) / 0.05).epsilon(1e-7));
    if (shape < 0) continue;
    CHECK(mean(law) == Approx(20).epsilon(1e-7));
    CHECK(variance(law) == Approx(400).epsilon(1e-7));
  }
}

TEST_CASE("gompertz: with a hazard that dies out it may never happen") {
  const Gompertz law{-0.01, 0.02};
  const double share_never = std::exp(-2.0);
  CHECK(survival(law, infinity) == Approx(share_never).epsilon(1e-14));
  CHECK(cdf(law, infinity) == Approx(1 - share_never).epsilon(1e-14));
  CHECK(quantile_of_survival(law, 0.99 * share_never) == infinity);
  CHECK(std::isfinite(quantile_of_survival(law, 1.01 * share_never)));
  CHECK(quantile(law, 0.9) == infinity);
  CHECK(mean(law) == infinity);
  CHECK(variance(law) == infinity);
}

TEST_CASE("gompertz: tails and quantiles are exact where they are small") {
  const Gompertz law{0.01, 0.02};
  CHECK(cdf(law, 1e-200) == Approx(2e-202).epsilon(1e-13));
  CHECK(quantile(law, 1e-300) == Approx(5e-299).epsilon(1e-13));
  const double far = quantile_of_survival(law, 1e-300);
  CHECK(far == Approx(100 * std::log1p(0.5 * 300 * std::log(10.0))).epsilon(1e-13));
  CHECK(std::log(survival(law, far)) == Approx(-300 * std::log(10.0)).epsilon(1e-12));
}

TEST_CASE("gompertz: a fit hits what it was given") {
  for (const double shape : {-0.05, 0.0, 0.02}) {
    const auto fitted = gompertz_from_median_shape(28, shape);
    REQUIRE(fitted.value);
    CHECK(quantile(*fitted.value, 0.5) == Approx(28).epsilon(1e-13));
  }
  // The exponential time lies between: 60 d, 28 d x log 10 / log 2 = 93 d and 200 d for 90 %.
  for (const double ninety : {28.5, 60.0, 28 * std::log(10.0) / std::log(2.0), 200.0}) {
    CAPTURE(ninety);
    const auto fitted = gompertz_from_quantiles({0.9, ninety}, {0.5, 28});
    REQUIRE(fitted.value);
    CHECK(quantile(*fitted.value, 0.5) == Approx(28).epsilon(1e-9));
    CHECK(quantile(*fitted.value, 0.9) == Approx(ninety).epsilon(1e-9));
  }
  CHECK(gompertz_from_shape_rate(0.01, 0.02).value == Distribution{Gompertz{0.01, 0.02}});
}

TEST_CASE("gompertz: a fit that is impossible is refused with the reason") {
  CHECK(gompertz_from_median_shape(0, 1).problem == "expected a positive median, got 0");
  CHECK(gompertz_from_quantiles({0.5, 28}, {0.9, 28}).problem ==
        "expected a quantile above 28, got 28");
  // With 28 d for half of them, 90 % are reached soon or never: 1e6 d cannot be told from never.
  CHECK(gompertz_from_quantiles({0.5, 28}, {0.9, 1e6}).problem ==
        "expected quantiles whose ratio a Gompertz distribution can have, got 3.571e+04");
  CHECK(gompertz_from_quantiles({1e-300, 27.9}, {0.9, 28}).problem ==
        "expected quantiles whose ratio a Gompertz distribution can have, got 1.004");
}

TEST_SUITE_END();
