#include "sim/distributions/inverse_gaussian.hpp"

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/fit.hpp"

#include <doctest/doctest.h>

#include <cmath>

TEST_SUITE_BEGIN("unit");

using doctest::Approx;
using stepdown::sim::cdf;
using stepdown::sim::coefficient_of_variation;
using stepdown::sim::describe;
using stepdown::sim::Distribution;
using stepdown::sim::inverse_gaussian_from_mean_cv;
using stepdown::sim::inverse_gaussian_from_mean_shape;
using stepdown::sim::InverseGaussian;
using stepdown::sim::mean;
using stepdown::sim::pdf;
using stepdown::sim::quantile;
using stepdown::sim::quantile_of_survival;
using stepdown::sim::survival;
using stepdown::sim::variance;

namespace {

/// What the textbook formula with two normal functions gives in 60 digits; the first rows also by
/// integrating the density.
struct Known {
  InverseGaussian law;
  double x = 0;
  double lower = 0;
  double upper = 0;
  double density = 0;
};

const Known known[] = {
    {{14, 56}, 5, 0.024032444531723557, 0.97596755546827644, 0.026391711650022959},
    {{14, 56}, 14, 0.59441064130196894, 0.40558935869803106, 0.056991754343061811},
    {{14, 56}, 40, 0.99349047674400358, 0.0065095232559964234, 0.001055366073339225},
    {{14, 56}, 400, 1, 1.9787660084228178e-26, 2.8964355475919382e-27},
    {{20, 0.5}, 0.01, 1.5763712816833833e-12, 0.99999999999842363, 4.0168689959933898e-9},
    {{20, 0.5}, 3, 0.70002682565323611, 0.29997317434676389, 0.051116962493466152},
    {{20, 0.5}, 5000, 0.99995890426658979, 4.1095733410213208e-5, 3.5942265908079276e-8},
    {{10, 100000}, 9.8, 0.021935014039779899, 0.9780649859602201, 0.53426371919147065},
    {{10, 100000}, 10.3, 0.99846691222877099, 0.0015330877712290096, 0.048333823572205431},
    {{30, 30}, 0.2, 4.6970507690942506e-34, 1, 1.7729087791343349e-31},
    {{30, 30}, 30000, 1, 4.8694344366891734e-222, 8.1400147929310915e-224},
};

}  // namespace

TEST_CASE("inverse gaussian: tails and density are those of another implementation") {
  for (const Known& row : known) {
    CAPTURE(row.law.shape);
    CAPTURE(row.x);
    CHECK(cdf(row.law, row.x) == Approx(row.lower).epsilon(1e-12));
    CHECK(survival(row.law, row.x) == Approx(row.upper).epsilon(1e-12));
    CHECK(pdf(row.law, row.x) == Approx(row.density).epsilon(1e-12));
    // Approx allows for 1e-12 of 1 beside 1e-12 of the value: that tells nothing of small tails.
    CHECK(cdf(row.law, row.x) / row.lower == Approx(1).epsilon(1e-11));
    CHECK(survival(row.law, row.x) / row.upper == Approx(1).epsilon(1e-11));
    CHECK(pdf(row.law, row.x) / row.density == Approx(1).epsilon(1e-11));
  }
  CHECK(cdf(InverseGaussian{14, 56}, 0) == 0);
  CHECK(survival(InverseGaussian{14, 56}, 0) == 1);
  CHECK(pdf(InverseGaussian{14, 56}, 0) == 0);
}

TEST_CASE("inverse gaussian: mean and variance are those of the closed form") {
  const Distribution law = InverseGaussian{14, 56};
  CHECK(mean(law) == 14);
  CHECK(variance(law) == Approx(14.0 * 14 * 14 / 56).epsilon(1e-15));
  CHECK(coefficient_of_variation(law) == Approx(0.5).epsilon(1e-15));
}

TEST_CASE("inverse gaussian: a quantile has the probability it was asked for in both tails") {
  for (const InverseGaussian& law :
       {InverseGaussian{14, 56}, InverseGaussian{20, 0.5}, InverseGaussian{10, 1e6}}) {
    CAPTURE(law.shape);
    for (const double w : {1e-300, 1e-100, 1e-12, 1e-3, 0.2, 0.5}) {
      CAPTURE(w);
      CHECK(cdf(law, quantile(law, w)) / w == Approx(1).epsilon(1e-10));
      CHECK(survival(law, quantile_of_survival(law, w)) / w == Approx(1).epsilon(1e-10));
    }
    for (const double share : {0.3, 1.0, 2.5}) {
      const double x = share * quantile(law, 0.5);
      const double lower = cdf(law, x);
      if (lower > 1e-300 && lower < 0.5) CHECK(quantile(law, lower) == Approx(x).epsilon(1e-9));
      const double upper = survival(law, x);
      if (upper > 1e-300 && upper < 0.5)
        CHECK(quantile_of_survival(law, upper) == Approx(x).epsilon(1e-9));
    }
  }
}

TEST_CASE("inverse gaussian: independent first passages add up") {
  // A walk passes 2 d when it has passed 1 d twice: mean and shape grow by 2 and 4. The convolution
  // of two densities by the midpoint rule has an error below 1e-6.
  const InverseGaussian once{7, 14};
  const InverseGaussian twice{14, 56};
  for (const double x : {6.0, 14.0, 30.0}) {
    constexpr int steps = 4000;
    double sum = 0;
    for (int i = 0; i < steps; ++i) {
      const double t = (i + 0.5) * x / steps;
      sum += pdf(once, t) * pdf(once, x - t) * x / steps;
    }
    CHECK(pdf(twice, x) == Approx(sum).epsilon(1e-6));
  }
}

TEST_CASE("inverse gaussian: the hazard comes down to shape over twice the square of the mean") {
  const InverseGaussian law{14, 56};
  const double hazard = pdf(law, 3000) / survival(law, 3000);
  // It is above by 3 / (2 x) to first order; Approx allows for 3e-5 (1 + hazard).
  CHECK(hazard == Approx(56.0 / 2 / 14 / 14 + 5e-4).epsilon(3e-5));
}

TEST_CASE("inverse gaussian: each form says the same law and impossible ones are refused") {
  CHECK(inverse_gaussian_from_mean_shape(14, 56).value == Distribution{InverseGaussian{14, 56}});
  CHECK(inverse_gaussian_from_mean_cv(14, 0.5).value == Distribution{InverseGaussian{14, 56}});
  CHECK(inverse_gaussian_from_mean_cv(14, 0).problem == "expected a positive cv, got 0");
  CHECK(inverse_gaussian_from_mean_shape(0, 56).problem == "expected a positive mean, got 0");
  CHECK(inverse_gaussian_from_mean_shape(14, 0.1).problem ==
        "expected a shape between 0.01 and 1000000 times the mean of 14, got 0.1");
  CHECK(describe(*inverse_gaussian_from_mean_cv(14, 0.5).value) ==
        "inverse Gaussian (mean 14 d, shape 56 d)");
}

TEST_SUITE_END();
