#include "sim/distributions/beta.hpp"

#include "sim/distributions/distribution.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

namespace stepdown::sim {

TEST_SUITE_BEGIN("unit");

TEST_CASE("beta: whole parameters give the polynomial") {
  // P(X <= x) of beta(2, 3) is 6 x^2 - 8 x^3 + 3 x^4
  const Distribution law = Beta{.alpha = 2, .beta = 3};
  for (const double x : {0.01, 0.2, 0.5, 0.7, 0.99}) {
    const double expected = x * x * (6 - 8 * x + 3 * x * x);
    CHECK(cdf(law, x) == doctest::Approx(expected).epsilon(1e-13));
    CHECK(quantile(law, expected) == doctest::Approx(x).epsilon(1e-12));
  }
  CHECK(mean(law) == doctest::Approx(0.4));
  CHECK(variance(law) == doctest::Approx(0.04));
  CHECK(pdf(law, 0.5) == doctest::Approx(12 * 0.5 * 0.25));
}

TEST_CASE("beta: of halves it is the arc sine law") {
  // P(X <= x) = 2 / pi asin sqrt x
  const Distribution law = Beta{.alpha = 0.5, .beta = 0.5};
  for (const double x : {1e-12, 0.1, 0.5, 0.9, 0.999}) {
    const double expected = 2 / std::numbers::pi * std::asin(std::sqrt(x));
    CHECK(cdf(law, x) == doctest::Approx(expected).epsilon(1e-12));
    CHECK(quantile(law, expected) == doctest::Approx(x).epsilon(1e-10));
  }
}

TEST_CASE("beta: quantiles far out are those of its tails") {
  for (const double w : {1e-300, 1e-30, 1e-6, 0.3, 0.5}) {
    CAPTURE(w);
    // P(X <= x) = x^3 and 1 - (1 - x)^3
    CHECK(quantile(Beta{.alpha = 3, .beta = 1}, w) ==
          doctest::Approx(std::pow(w, 1.0 / 3)).epsilon(1e-12));
    CHECK(quantile(Beta{.alpha = 0.2, .beta = 1}, std::pow(w, 0.1)) ==
          doctest::Approx(std::pow(w, 0.5)).epsilon(1e-12));
    CHECK(quantile_of_survival(Beta{.alpha = 1, .beta = 3}, w) ==
          doctest::Approx(1 - std::pow(w, 1.0 / 3)).epsilon(1e-12));
  }
  CHECK(quantile(Beta{.alpha = 2, .beta = 3}, 0) == 0);
  CHECK(quantile(Beta{.alpha = 2, .beta = 3}, 1) == 1);
}

TEST_CASE("beta: a mean and a standard deviation are met") {
  const Fitted fitted = wide_beta_from_mean_sd(0.3, 0.05);
  REQUIRE(fitted.value);
  CHECK(mean(*fitted.value) == doctest::Approx(0.3).epsilon(1e-14));
  CHECK(std::sqrt(variance(*fitted.value)) == doctest::Approx(0.05).epsilon(1e-14));
  CHECK(wide_beta_from_mean_sd(0.3, 0.5).problem.starts_with(
      "expected a standard deviation below 0.4583"));
  CHECK(wide_beta_from_mean_sd(1, 0.5).problem.starts_with("expected a mean above 0 and below 1"));
  CHECK(*beta_from_events(12, 40).value == Distribution{Beta{.alpha = 12, .beta = 28}});
  CHECK(beta_from_events(40, 40).problem == "expected more than the events, 40, got 40");
  CHECK(describe(Beta{.alpha = 12, .beta = 28}) == "beta (mean 0.3, like 12 of 40)");
}

TEST_SUITE_END();

}  // namespace stepdown::sim
