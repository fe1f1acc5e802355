#include "sim/distributions/fit.hpp"

#include "sim/distributions/beta_pert.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/coxian.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/empirical_bins.hpp"
#include "sim/distributions/erlang.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/distributions/hyperexponential.hpp"
#include "sim/distributions/log_logistic.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/normal_cut_at_zero.hpp"
#include "sim/distributions/piecewise_hazard.hpp"
#include "sim/distributions/scaled.hpp"
#include "sim/distributions/triangular.hpp"
#include "sim/distributions/truncated.hpp"
#include "sim/distributions/uniform.hpp"
#include "sim/distributions/weibull.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

TEST_SUITE_BEGIN("unit");

using doctest::Approx;
using stepdown::sim::beta_from_mean_sd;
using stepdown::sim::Constant;
using stepdown::sim::constant;
using stepdown::sim::coxian_from_mean_cv;
using stepdown::sim::coxian_from_rates;
using stepdown::sim::describe;
using stepdown::sim::Distribution;
using stepdown::sim::Empirical;
using stepdown::sim::empirical_bins;
using stepdown::sim::empirical_values;
using stepdown::sim::erlang_from_mean;
using stepdown::sim::exponential_from_mean;
using stepdown::sim::exponential_from_median;
using stepdown::sim::Fitted;
using stepdown::sim::gamma_from_mean_cv;
using stepdown::sim::gamma_from_mean_sd;
using stepdown::sim::gamma_from_median_mean;
using stepdown::sim::gamma_from_quantiles;
using stepdown::sim::gamma_from_shape_mean;
using stepdown::sim::gamma_from_shape_scale;
using stepdown::sim::geometric_review;
using stepdown::sim::hyperexponential_from_mean_cv;
using stepdown::sim::hyperexponential_from_weights;
using stepdown::sim::loglogistic_from_median_shape;
using stepdown::sim::loglogistic_from_quantiles;
using stepdown::sim::lognormal_from_mean_cv;
using stepdown::sim::lognormal_from_mean_sd;
using stepdown::sim::lognormal_from_median_mean;
using stepdown::sim::lognormal_from_median_sigma;
using stepdown::sim::lognormal_from_quantiles;
using stepdown::sim::mean;
using stepdown::sim::mixture_of;
using stepdown::sim::normal_before_cut;
using stepdown::sim::normal_from_mean_sd;
using stepdown::sim::NormalCutAtZero;
using stepdown::sim::pert_between;
using stepdown::sim::piecewise_hazard;
using stepdown::sim::quantile;
using stepdown::sim::QuantilePoint;
using stepdown::sim::scaled;
using stepdown::sim::triangular_between;
using stepdown::sim::truncated;
using stepdown::sim::Uniform;
using stepdown::sim::uniform_between;
using stepdown::sim::variance;
using stepdown::sim::weibull_from_mean_cv;
using stepdown::sim::weibull_from_mean_sd;
using stepdown::sim::weibull_from_median_shape;
using stepdown::sim::weibull_from_quantiles;
using stepdown::sim::weibull_from_shape_mean;
using stepdown::sim::weibull_from_shape_scale;

namespace {

/// The distribution of a fit that must exist.
Distribution sound(const Fitted& fitted) {
  if (!fitted.value) throw std::runtime_error(fitted.problem);
  return *fitted.value;
}

void check_moments(const Fitted& fitted, double wanted_mean, double wanted_sd) {
  const Distribution law = sound(fitted);
  CAPTURE(describe(law));
  CHECK(mean(law) == Approx(wanted_mean).epsilon(1e-10));
  CHECK(std::sqrt(variance(law)) == Approx(wanted_sd).epsilon(1e-8));
}

void check_quantile(const Fitted& fitted, double p, double x) {
  const Distribution law = sound(fitted);
  CAPTURE(describe(law));
  CHECK(quantile(law, p) == Approx(x).epsilon(1e-10));
}

void check_refused(const Fitted& fitted, const std::string& problem) {
  CHECK(!fitted.value);
  CHECK(fitted.problem == problem);
}

}  // namespace

TEST_CASE("distribution fit: mean and spread are hit") {
  for (const double cv : {0.15, 0.5, 0.75, 1.0, 1.5, 3.0}) {
    CAPTURE(cv);
    check_moments(lognormal_from_mean_cv(42, cv), 42, 42 * cv);
    check_moments(lognormal_from_mean_sd(42, 42 * cv), 42, 42 * cv);
    check_moments(gamma_from_mean_cv(42, cv), 42, 42 * cv);
    check_moments(gamma_from_mean_sd(42, 42 * cv), 42, 42 * cv);
    check_moments(weibull_from_mean_cv(42, cv), 42, 42 * cv);
    check_moments(weibull_from_mean_sd(42, 42 * cv), 42, 42 * cv);
    check_moments(coxian_from_mean_cv(42, cv), 42, 42 * cv);
    if (cv > 1) check_moments(hyperexponential_from_mean_cv(42, cv), 42, 42 * cv);
    if (cv < 1) check_moments(normal_from_mean_sd(42, 42 * cv), 42, 42 * cv);
  }
  check_moments(coxian_from_mean_cv(10, 0.1), 10, 1);
  check_moments(coxian_from_mean_cv(10, std::sqrt(0.5)), 10, 10 * std::sqrt(0.5));
  check_moments(normal_from_mean_sd(10, 0.001), 10, 0.001);
  check_moments(normal_from_mean_sd(10, 9.5), 10, 9.5);
}

TEST_CASE("distribution fit: other human terms are hit") {
  check_moments(exponential_from_mean(28), 28, 28);
  check_quantile(exponential_from_median(28), 0.5, 28);
  check_moments(erlang_from_mean(4, 28), 28, 14);
  check_moments(gamma_from_shape_mean(2, 12), 12, 12 / std::sqrt(2.0));
  check_moments(gamma_from_shape_scale(2, 6), 12, 6 * std::sqrt(2.0));
  check_moments(geometric_review(14, 1), 14, 0);
  check_moments(constant(28), 28, 0);
  check_quantile(weibull_from_shape_scale(0.7, 200), 1 - std::exp(-1), 200);
  check_quantile(weibull_from_median_shape(20, 0.7), 0.5, 20);
  check_quantile(loglogistic_from_median_shape(20, 3), 0.5, 20);
  check_quantile(lognormal_from_median_sigma(24, 0.6), 0.5, 24);
  CHECK(mean(sound(weibull_from_shape_mean(0.7, 253))) == Approx(253));
  const Fitted both = lognormal_from_median_mean(24, 29);
  check_quantile(both, 0.5, 24);
  CHECK(mean(sound(both)) == Approx(29));
  const Fitted gamma = gamma_from_median_mean(24, 29);
  check_quantile(gamma, 0.5, 24);
  CHECK(mean(sound(gamma)) == Approx(29));
  CHECK(sound(normal_before_cut(10, 3)) == Distribution{NormalCutAtZero{10, 3}});
  check_moments(beta_from_mean_sd(0.8, 0.15), 0.8, 0.15);
  check_moments(beta_from_mean_sd(0.07, 0.06), 0.07, 0.06);
  check_moments(beta_from_mean_sd(0.5, std::sqrt(1.0 / 12)), 0.5, std::sqrt(1.0 / 12));
}

TEST_CASE("distribution fit: two quantiles are hit in any order") {
  const QuantilePoint quarter{0.25, 10};
  const QuantilePoint ninety{0.9, 60};
  for (const auto& fit : {lognormal_from_quantiles,
                          gamma_from_quantiles,
                          weibull_from_quantiles,
                          loglogistic_from_quantiles}) {
    check_quantile(fit(quarter, ninety), 0.25, 10);
    check_quantile(fit(quarter, ninety), 0.9, 60);
    check_quantile(fit(ninety, quarter), 0.25, 10);
    check_quantile(fit(ninety, quarter), 0.9, 60);
    check_refused(fit({0.5, 10}, {0.9, 10}), "expected a quantile above 10, got 10");
    check_refused(fit({0.5, 10}, {0.4, 12}), "expected a quantile above 12, got 10");
    check_refused(fit({0.5, 10}, {0.5, 12}),
                  "expected quantiles for two different probabilities, got 0.5");
    check_refused(fit({0, 10}, {0.5, 12}),
                  "expected quantiles for probabilities between 0 and 1, got 0");
    check_refused(fit({0.1, 0}, {0.5, 12}), "expected positive quantiles, got 0");
  }
}

TEST_CASE("distribution fit: what is impossible is refused with the reason") {
  check_refused(lognormal_from_median_mean(29, 24),
                "expected a mean above the median of 29, got 24");
  check_refused(gamma_from_median_mean(29, 24), "expected a mean above the median of 29, got 24");
  check_refused(lognormal_from_mean_sd(-1, 3), "expected a positive mean, got -1");
  check_refused(lognormal_from_mean_sd(10, 0), "expected a positive standard deviation, got 0");
  check_refused(gamma_from_mean_cv(10, std::nan("")), "expected a positive cv, got nan");
  check_refused(exponential_from_median(0), "expected a positive median, got 0");
  check_refused(weibull_from_mean_cv(10, 1e9),
                "expected a cv that a Weibull distribution can have, got 1e+09");
  check_refused(normal_from_mean_sd(10, 10),
                "expected a standard deviation of at most 0.99 times the mean, got 10");
  check_refused(coxian_from_mean_cv(10, 0.05), "expected a cv of at least 0.1, got 0.05");
  check_refused(hyperexponential_from_mean_cv(10, 1), "expected a cv above 1, got 1");
  check_refused(constant(-1), "expected a value that is not negative, got -1");
  check_refused(erlang_from_mean(0, 3), "expected between 1 and 1000000 phases, got 0");
  check_refused(geometric_review(14, 1.5), "expected a probability above 0 and at most 1, got 1.5");
  check_refused(uniform_between(5, 3), "expected an upper end above the lower end of 5, got 3");
  check_refused(pert_between(1, 0, 3), "expected a mode between 1 and 3, got 0");
  check_refused(beta_from_mean_sd(1, 0.1), "expected a mean above 0 and below 1, got 1");
  check_refused(beta_from_mean_sd(0.5, 0), "expected a positive standard deviation, got 0");
  check_refused(
      beta_from_mean_sd(0.8, 0.2),
      "expected a standard deviation below 0.1633 for a share with that mean and one peak, "
      "got 0.2");
  check_refused(triangular_between(1, 4, 3), "expected a mode between 1 and 3, got 4");
  check_refused(truncated(Uniform{0, 10}, 20, 30),
                "expected a share of at least 1e-12 between minimum and maximum, got 0");
  check_refused(scaled(Uniform{0, 10}, -1), "expected a positive factor, got -1");
  check_refused(mixture_of({0.5, 0.6}, {Constant{1}, Constant{2}}),
                "expected weights that sum to 1, got 1.1");
  check_refused(piecewise_hazard({5}, {0.1}), "expected a list of breakpoints of length 0, got 1");
  check_refused(coxian_from_rates({1, 0}, {0.5}), "expected a positive rate of each phase, got 0");
  check_refused(hyperexponential_from_weights({0.5, 0.5}, {1, -1}),
                "expected a positive mean of each branch, got -1");
}

TEST_CASE("distribution fit: observed values are sorted and counted") {
  const Fitted fitted = empirical_values({7, 3, 7, 1});
  CHECK(sound(fitted) == Distribution{Empirical{{1, 3, 7}, {0.25, 0.25, 0.5}}});
  CHECK(mean(sound(fitted)) == 4.5);
  const Fitted weighted = empirical_values({7, 3, 9}, {3, 1, 0});
  CHECK(sound(weighted) == Distribution{Empirical{{3, 7}, {0.25, 0.75}}});
  check_refused(empirical_values({}), "expected at least one value, got 0");
  check_refused(empirical_values({1, 2}, {1}), "expected a list of weights of length 2, got 1");
  check_refused(empirical_values({1, 2}, {0, 0}), "expected a weight above 0 somewhere, got 0");
  check_refused(empirical_values({1, -2}), "expected values that are not negative, got -2");
  check_refused(empirical_values({1, std::nan("")}), "expected finite values, got nan");
}

TEST_CASE("distribution fit: the weights of a histogram are made to sum to 1") {
  const Fitted fitted = empirical_bins({0, 7, 14}, {30, 10});
  CHECK(mean(sound(fitted)) == Approx(0.75 * 3.5 + 0.25 * 10.5));
  check_refused(empirical_bins({0, 7}, {1, 1}), "expected a list of edges of length 3, got 2");
  check_refused(empirical_bins({0, 7, 7}, {1, 1}),
                "expected edges in strictly ascending order, got 7");
  check_refused(empirical_bins({}, {}), "expected at least one bin, got 0");
  check_refused(empirical_bins({0, 1}, {-1}), "expected weights that are not negative, got -1");
}

TEST_SUITE_END();
