#include "sim/distributions/distribution.hpp"
#include "tests/sim/distributions/all_distributions.hpp"

#include <boost/math/quadrature/gauss.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <vector>

TEST_SUITE_BEGIN("unit");

using doctest::Approx;
using stepdown::sim::BetaPert;
using stepdown::sim::cdf;
using stepdown::sim::coefficient_of_variation;
using stepdown::sim::Constant;
using stepdown::sim::Coxian;
using stepdown::sim::coxian_from_rates;
using stepdown::sim::describe;
using stepdown::sim::Distribution;
using stepdown::sim::Empirical;
using stepdown::sim::EmpiricalBins;
using stepdown::sim::Erlang;
using stepdown::sim::Exponential;
using stepdown::sim::Gamma;
using stepdown::sim::GeneralizedGamma;
using stepdown::sim::Geometric;
using stepdown::sim::Gompertz;
using stepdown::sim::HyperExponential;
using stepdown::sim::infinity;
using stepdown::sim::is_lattice;
using stepdown::sim::LogLogistic;
using stepdown::sim::Lognormal;
using stepdown::sim::mean;
using stepdown::sim::Mixture;
using stepdown::sim::NormalCutAtZero;
using stepdown::sim::pdf;
using stepdown::sim::PiecewiseHazard;
using stepdown::sim::quantile;
using stepdown::sim::quantile_of_survival;
using stepdown::sim::Scaled;
using stepdown::sim::survival;
using stepdown::sim::Triangular;
using stepdown::sim::Truncated;
using stepdown::sim::Uniform;
using stepdown::sim::variance;
using stepdown::sim::Weibull;
using stepdown::tests::all_distributions;

namespace {

struct MeanVariance {
  double mean = 0;
  double variance = 0;
};

/// Another road to the moments: x as a function of the rank, mean = integral of Q(u) du. Octave by
/// octave towards both ends, with many pieces where much of the probability is.
MeanVariance by_ranks(const Distribution& law) {
  using Rule = boost::math::quadrature::gauss<double, 15>;
  const double center = quantile(law, 0.5);
  double first = 0;
  double second = 0;
  const auto add = [&](double from, double to, const auto& quantile_of) {
    const auto distance = [&](double w) {
      const double d = quantile_of(w) - center;
      return std::complex<double>{d, d * d};
    };
    const auto sums = Rule::integrate(distance, from, to);
    first += sums.real();
    second += sums.imag();
  };
  for (int octave = 1; octave < 50; ++octave) {
    const int pieces = octave < 6 ? 24 : 1;
    const double low = std::ldexp(1.0, -octave - 1);
    for (int piece = 0; piece < pieces; ++piece) {
      const double a = low + low * piece / pieces;
      const double b = low + low * (piece + 1) / pieces;
      add(a, b, [&law](double w) { return quantile(law, w); });
      add(a, b, [&law](double w) { return quantile_of_survival(law, w); });
    }
  }
  return {.mean = center + first, .variance = second - first * first};
}

/// Whether the quantile function jumps inside, which the rule above sees only roughly.
bool has_jumps(const Distribution& law) {
  if (is_lattice(law)) return true;
  double widest = 0;
  constexpr int steps = 2000;
  for (int i = 1; i < steps; ++i)
    widest = std::max(widest, quantile(law, (i + 0.5) / steps) - quantile(law, (i - 0.5) / steps));
  return widest > 0.1 * (quantile(law, 0.99) - quantile(law, 0.01));
}

}  // namespace

TEST_CASE("distribution moments: mean and variance agree with an integral over the ranks") {
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    const auto [mean_by_ranks, variance_by_ranks] = by_ranks(law);
    const double tolerance = has_jumps(law) ? 1e-2 : 3e-5;
    CHECK(mean(law) == Approx(mean_by_ranks).epsilon(tolerance));
    if (variance(law) > 0)
      CHECK(variance(law) == Approx(variance_by_ranks).epsilon(2 * tolerance));
    else
      CHECK(variance_by_ranks == Approx(0));
  }
}

TEST_CASE("distribution moments: textbook values") {
  CHECK(mean(Exponential{180}) == 180);
  CHECK(variance(Exponential{180}) == 180 * 180);
  CHECK(variance(Erlang{4, 10}) == 25);
  CHECK(mean(Gamma{2, 6}) == 12);
  CHECK(variance(Gamma{2, 6}) == 72);
  CHECK(mean(Lognormal{0, 1}) == Approx(std::exp(0.5)));
  CHECK(variance(Lognormal{0, 1}) == Approx((std::exp(1.0) - 1) * std::exp(1.0)));
  // Gamma(1 + 1/0.7) = 1.26582..., so 200 x it = 253.16 as in the reference model.
  CHECK(mean(Weibull{0.7, 200}) == Approx(253.16470).epsilon(1e-6));
  CHECK(variance(Weibull{2, 1}) == Approx(1 - std::acos(-1.0) / 4));
  CHECK(mean(LogLogistic{2, 10}) == Approx(10 * std::acos(-1.0) / 2));
  CHECK(variance(Uniform{3, 9}) == 3);
  CHECK(mean(Triangular{1, 5, 20}) == Approx(26.0 / 3));
  CHECK(variance(Triangular{1, 5, 20}) == Approx((1.0 + 25 + 400 - 5 - 20 - 100) / 18));
  CHECK(mean(BetaPert{1, 5, 20}) == Approx((1 + 4 * 5 + 20) / 6.0));
  // PERT with weight 4: variance (mean - low)(high - mean) / 7.
  CHECK(variance(BetaPert{1, 5, 20}) == Approx((41.0 / 6 - 1) * (20 - 41.0 / 6) / 7));
  // Half normal: mean sqrt(2 / pi), variance 1 - 2 / pi.
  CHECK(mean(NormalCutAtZero{0, 1}) == Approx(std::sqrt(2 / std::acos(-1.0))));
  CHECK(variance(NormalCutAtZero{0, 1}) == Approx(1 - 2 / std::acos(-1.0)));
  CHECK(mean(Coxian{{0.5, 0.1}, {0.3}}) == Approx(2 + 0.3 * 10));
  CHECK(mean(HyperExponential{{0.8, 0.2}, {5, 45}}) == Approx(13));
  CHECK(variance(HyperExponential{{0.8, 0.2}, {5, 45}}) ==
        Approx(2 * (0.8 * 25 + 0.2 * 2025) - 169));
  CHECK(mean(Geometric{14, 0.04}) == Approx(350));
  CHECK(variance(Geometric{14, 0.04}) == Approx(14 * 14 * 0.96 / 0.0016));
  CHECK(mean(Empirical{{1, 3}, {0.5, 0.5}}) == 2);
  CHECK(variance(Empirical{{1, 3}, {0.5, 0.5}}) == 1);
  CHECK(variance(EmpiricalBins{{0, 6}, {1}}) == 3);
  CHECK(variance(Constant{28}) == 0);
  CHECK(coefficient_of_variation(Constant{28}) == 0);
  CHECK(coefficient_of_variation(Exponential{28}) == Approx(1));
}

TEST_CASE("distribution moments: infinite moments are infinite") {
  CHECK(mean(LogLogistic{1, 10}) == infinity);
  CHECK(variance(LogLogistic{1, 10}) == infinity);
  CHECK(std::isfinite(mean(LogLogistic{1.5, 10})));
  CHECK(variance(LogLogistic{1.5, 10}) == infinity);
  CHECK(variance(LogLogistic{2, 10}) == infinity);
  CHECK(std::isfinite(variance(LogLogistic{2.1, 10})));
  CHECK(coefficient_of_variation(LogLogistic{1.5, 10}) == infinity);
  const Distribution heavy = LogLogistic{0.9, 10};
  CHECK(mean(Truncated{.base = heavy, .low = 5, .high = infinity}) == infinity);
  CHECK(std::isfinite(mean(Truncated{.base = heavy, .low = 5, .high = 1e6})));
  CHECK(mean(Mixture{.weights = {0.01, 0.99}, .components = {heavy, Constant{1}}}) == infinity);
  CHECK(mean(Mixture{.weights = {0, 1}, .components = {heavy, Constant{1}}}) == 1);
}

TEST_CASE("distribution moments: a hazard in equal pieces is an exponential time") {
  const PiecewiseHazard pieces{.breakpoints = {1, 10, 300}, .hazards = {0.05, 0.05, 0.05, 0.05}};
  CHECK(mean(pieces) == Approx(20).epsilon(1e-12));
  CHECK(variance(pieces) == Approx(400).epsilon(1e-12));
  // No hazard until day 1000, then a sharp one: variance of the sharp one alone.
  const PiecewiseHazard late{.breakpoints = {1000}, .hazards = {0, 100}};
  CHECK(mean(late) == Approx(1000.01).epsilon(1e-14));
  CHECK(variance(late) == Approx(1e-4).epsilon(1e-10));
}

TEST_CASE("distribution moments: the families that contain others agree with them") {
  const Distribution exponential = Exponential{10};
  for (const Distribution& same :
       std::vector<Distribution>{Gamma{1, 10},
                                 Erlang{1, 10},
                                 Weibull{1, 10},
                                 GeneralizedGamma{std::log(10.0), 1, 1},
                                 Gompertz{0, 0.1},
                                 Gompertz{1e-14, 0.1},
                                 Coxian{{0.1}, {}},
                                 Coxian{{0.5, 0.1}, {0.8}},  // a stage that hides in a slower one
                                 HyperExponential{{0.5, 0.5}, {10, 10}},
                                 PiecewiseHazard{{7}, {0.1, 0.1}},
                                 Mixture{{0.5, 0.5}, {exponential, exponential}},
                                 Truncated{.base = exponential},
                                 Scaled{.base = Distribution{Exponential{5}}, .factor = 2}}) {
    CAPTURE(describe(same));
    CHECK(mean(same) == Approx(10).epsilon(1e-12));
    CHECK(variance(same) == Approx(100).epsilon(1e-12));
    for (const double p : {1e-9, 0.1, 0.5, 0.9}) {
      CHECK(quantile(same, p) == Approx(quantile(exponential, p)).epsilon(1e-11));
      CHECK(quantile_of_survival(same, p) ==
            Approx(quantile_of_survival(exponential, p)).epsilon(1e-11));
    }
    const Truncated cut{.base = exponential, .low = 3, .high = 25};
    const Truncated same_cut{.base = same, .low = 3, .high = 25};
    CHECK(mean(same_cut) == Approx(mean(cut)).epsilon(1e-9));
    CHECK(variance(same_cut) == Approx(variance(cut)).epsilon(1e-9));
  }
}

// Of twenty phases the last seventeen are never reached: another way to the same law.
TEST_CASE(
    "distribution moments: Coxian times of many phases are those of the few that are reached") {
  const Coxian few{{1, 1.2, 0.7}, {0.9, 0.8}};
  std::vector<double> rates = few.rates;
  std::vector<double> continuations = few.continuations;
  continuations.push_back(0);
  for (int i = 0; i < 17; ++i) {
    rates.push_back(0.5 + 0.1 * i);
    if (i > 0) continuations.push_back(1);
  }
  const Distribution many = *coxian_from_rates(rates, continuations).value;
  for (const double x : {1e-4, 0.02, 0.7, 3.0, 11.0, 60.0}) {
    CAPTURE(x);
    CHECK(cdf(many, x) == Approx(cdf(few, x)).epsilon(1e-12));
    CHECK(survival(many, x) == Approx(survival(few, x)).epsilon(1e-12));
  }
}

TEST_CASE("distribution moments: equal and nearly equal Coxian rates agree") {
  const Coxian equal{{1, 1, 1}, {0.9, 0.8}};
  const Coxian nearly{{1, 1 + 1e-9, 1 - 1e-9}, {0.9, 0.8}};
  const Coxian apart{{1, 1.2, 0.7}, {0.9, 0.8}};
  for (const double x : {1e-6, 0.01, 0.3, 1.0, 4.0, 30.0}) {
    CAPTURE(x);
    CHECK(survival(nearly, x) == Approx(survival(equal, x)).epsilon(1e-7));
    CHECK(cdf(nearly, x) == Approx(cdf(equal, x)).epsilon(1e-7));
    CHECK(pdf(nearly, x) == Approx(pdf(equal, x)).epsilon(1e-7));
    // Both sides of the switch between partial fractions and the matrix exponential.
    CHECK(cdf(apart, x) + survival(apart, x) == Approx(1).epsilon(1e-13));
  }
  // Deep in the tails: a sum of three exponential times starts like x^3 and ends like the slowest.
  const Coxian sum{{1, 2, 4}, {1, 1}};
  CHECK(cdf(sum, 1e-5) == Approx(8.0 / 6 * 1e-15).epsilon(1e-4));
  CHECK(survival(sum, 600) == Approx(8.0 / 3 * std::exp(-600.0)).epsilon(1e-10));
}

TEST_CASE("distribution moments: narrow truncations keep their digits") {
  // In a narrow interval every smooth density is nearly uniform: variance (width)^2 / 12.
  for (const Distribution& law : std::vector<Distribution>{Exponential{20},
                                                           Lognormal{3, 0.5},
                                                           Gamma{2, 6},
                                                           Weibull{0.7, 20},
                                                           GeneralizedGamma{3, 0.8, 0.5},
                                                           Gompertz{0.01, 0.02},
                                                           Gompertz{-0.01, 0.02},
                                                           LogLogistic{3, 20},
                                                           NormalCutAtZero{20, 5},
                                                           BetaPert{1, 15, 60},
                                                           Triangular{1, 15, 60},
                                                           Coxian{{0.1, 0.2}, {0.5}}}) {
    const Truncated narrow{.base = law, .low = 20, .high = 20.001};
    CAPTURE(describe(law));
    CHECK(mean(narrow) == Approx(20.0005).epsilon(1e-9));
    CHECK(variance(narrow) == Approx(0.001 * 0.001 / 12).epsilon(1e-4));
  }
}

TEST_CASE("distribution moments: truncation far in the tail") {
  // Beyond 400 d the exponential time has no memory.
  const Distribution law = Exponential{20};
  CHECK(mean(Truncated{.base = law, .low = 400, .high = infinity}) == Approx(420).epsilon(1e-12));
  CHECK(variance(Truncated{.base = law, .low = 400, .high = infinity}) ==
        Approx(400).epsilon(1e-12));
  const Distribution gamma = Gamma{1, 20};
  CHECK(mean(Truncated{.base = gamma, .low = 400, .high = infinity}) == Approx(420).epsilon(1e-9));
  CHECK(variance(Truncated{.base = gamma, .low = 400, .high = infinity}) ==
        Approx(400).epsilon(1e-7));
}

TEST_SUITE_END();
