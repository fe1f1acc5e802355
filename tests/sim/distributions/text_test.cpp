#include "sim/distributions/text.hpp"

#include "sim/distributions/distribution.hpp"
#include "tests/sim/distributions/all_distributions.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::BetaPert;
using stepdown::sim::Constant;
using stepdown::sim::Coxian;
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
using stepdown::sim::LogLogistic;
using stepdown::sim::Lognormal;
using stepdown::sim::Mixture;
using stepdown::sim::NormalCutAtZero;
using stepdown::sim::PiecewiseHazard;
using stepdown::sim::problem_with;
using stepdown::sim::Scaled;
using stepdown::sim::short_number;
using stepdown::sim::Triangular;
using stepdown::sim::Truncated;
using stepdown::sim::Uniform;
using stepdown::sim::Weibull;
using stepdown::tests::all_distributions;

TEST_CASE("distribution text: numbers have up to four digits") {
  CHECK(short_number(24) == "24");
  CHECK(short_number(0.123456) == "0.1235");
  CHECK(short_number(1234567) == "1234567");
  CHECK(short_number(1e9) == "1e+09");
  CHECK(short_number(29.0004) == "29");
}

TEST_CASE("distribution text: every family is described in words") {
  CHECK(describe(Constant{28}) == "always 28 d");
  CHECK(describe(Exponential{180}) == "exponential (mean 180 d)");
  CHECK(describe(Erlang{3, 10}) == "Erlang (3 phases, mean 10 d)");
  CHECK(describe(Gamma{2, 6}) == "gamma (mean 12 d, shape 2)");
  CHECK(describe(Weibull{0.7, 200}) == "Weibull (mean 253.2 d, shape 0.7)");
  CHECK(describe(GeneralizedGamma{std::log(24.0), 0.6, 0}) ==
        "generalized gamma (median 24 d, mean 28.73 d, q 0)");
  CHECK(describe(Gompertz{0.01, 0.02}) == "Gompertz (median 29.76 d, shape 0.01 a day)");
  CHECK(describe(Gompertz{-0.01, 0.02}) ==
        "Gompertz (median 42.55 d, shape -0.01 a day), never with 13.53 %");
  CHECK(describe(LogLogistic{3.5, 20}) == "log-logistic (median 20 d, shape 3.5)");
  CHECK(describe(Uniform{3, 9}) == "uniform from 3 d to 9 d");
  CHECK(describe(Triangular{1, 5, 20}) == "triangular from 1 d over 5 d to 20 d");
  CHECK(describe(BetaPert{1, 5, 20}) == "PERT from 1 d over 5 d to 20 d");
  CHECK(describe(NormalCutAtZero{100, 1}) == "normal cut at zero (mean 100 d, sd 1 d)");
  CHECK(describe(Coxian{{0.5, 0.1}, {0.5}}) == "Coxian (2 phases, mean 7 d, cv 1.27)");
  CHECK(describe(HyperExponential{{0.8, 0.2}, {5, 45}}) ==
        "hyperexponential (80 % mean 5 d and 20 % mean 45 d)");
  CHECK(describe(PiecewiseHazard{{30}, {0.01, 0.05}}) ==
        "hazard of 0.01 a day to 30 d and 0.05 a day");
  CHECK(describe(Geometric{14, 0.04}) == "review every 14 d, ends with 4 %");
  CHECK(describe(Empirical{{1, 3}, {0.5, 0.5}}) == "2 observed values (mean 2 d)");
  CHECK(describe(EmpiricalBins{{0, 2}, {1}}) == "histogram of 1 bins (mean 1 d)");
  CHECK(describe(Mixture{{0.3, 0.7}, {Constant{7}, Exponential{3}}}) ==
        "mixture of 30 % always 7 d and 70 % exponential (mean 3 d)");
  CHECK(describe(Scaled{.base = Distribution{Constant{7}}, .factor = 2}) == "2 times always 7 d");
}

TEST_CASE("distribution text: the limits of a truncation are told") {
  const Lognormal law{.mu = std::log(24.0), .sigma = std::sqrt(2 * std::log(29.0 / 24))};
  CHECK(describe(law) == "lognormal (median 24 d, mean 29 d)");
  CHECK(describe(Truncated{.base = Distribution{law}, .low = 0, .high = 90}) ==
        "lognormal (median 24 d, mean 29 d), at most 90 d");
  CHECK(describe(Truncated{.base = Distribution{law}, .low = 3, .high = 90}) ==
        "lognormal (median 24 d, mean 29 d), at least 3 d, at most 90 d");
}

TEST_CASE("distribution: sound parameters have no problem") {
  for (const Distribution& law : all_distributions())
    CHECK(problem_with(law) == "");
  CHECK(problem_with(Distribution{}) == "");
}

TEST_CASE("distribution: senseless parameters are named") {
  const auto is_refused = [](const Distribution& law, const std::string& text) {
    CHECK(problem_with(law) == text);
  };
  is_refused(Constant{-1}, "expected a value that is not negative, got -1");
  is_refused(Constant{std::nan("")}, "expected a value that is not negative, got nan");
  is_refused(Exponential{0}, "expected a positive mean, got 0");
  is_refused(Exponential{infinity}, "expected a positive mean, got inf");
  is_refused(Erlang{0, 3}, "expected between 1 and 1000000 phases, got 0");
  is_refused(Gamma{-2, 3}, "expected a shape between 0.01 and 1000000, got -2");
  is_refused(Gamma{2, 0}, "expected a positive scale, got 0");
  is_refused(Lognormal{0, 0},
             "expected a standard deviation of the logarithm above 0 and at most 20, got 0");
  is_refused(Weibull{0, 1}, "expected a shape between 0.01 and 1000000, got 0");
  is_refused(Gompertz{0.1, 0}, "expected a positive rate, got 0");
  is_refused(Gompertz{infinity, 1}, "expected a shape of at most 1e100 times the rate, got inf");
  is_refused(GeneralizedGamma{3, 0, 1},
             "expected a standard deviation of the logarithm above 0 and at most 20, got 0");
  is_refused(GeneralizedGamma{3, 1, 1e-4},
             "expected a q of 0 (lognormal) or without its sign between 0.001 and 10, got 0.0001");
  is_refused(LogLogistic{2, 0}, "expected a positive median, got 0");
  is_refused(Uniform{3, 3}, "expected an upper end above the lower end of 3, got 3");
  is_refused(Uniform{-1, 3}, "expected a lower end that is not negative, got -1");
  is_refused(Triangular{1, 7, 5}, "expected a mode between 1 and 5, got 7");
  is_refused(BetaPert{1, 2, 5, -1}, "expected a weight of the mode between 0 and 10000, got -1");
  is_refused(NormalCutAtZero{-40, 1},
             "expected a location between -30 and 100000000 standard deviations, got -40");
  is_refused(Coxian{{}, {}}, "expected at least one phase, got 0");
  is_refused(Coxian{{1, 2}, {}}, "expected a list of probabilities to continue of length 1, got 0");
  is_refused(Coxian{{1, 2}, {1.5}}, "expected probabilities to continue between 0 and 1, got 1.5");
  is_refused(HyperExponential{{0.5, 0.4}, {1, 2}}, "expected weights that sum to 1, got 0.9");
  is_refused(HyperExponential{{1}, {1, 2}}, "expected a list of weights of length 2, got 1");
  is_refused(PiecewiseHazard{{3}, {0, 0}}, "expected a hazard above 0 somewhere, got 0");
  is_refused(PiecewiseHazard{{3, 2}, {1, 1, 1}},
             "expected breakpoints in strictly ascending order, got 2");
  is_refused(PiecewiseHazard{{0}, {1, 1}}, "expected breakpoints above 0, got 0");
  is_refused(Geometric{14, 0}, "expected a probability above 0 and at most 1, got 0");
  is_refused(Empirical{{2, 1}, {0.5, 0.5}}, "expected values in strictly ascending order, got 1");
  is_refused(EmpiricalBins{{0, 1}, {0.5, 0.5}}, "expected a list of edges of length 3, got 2");
  is_refused(Mixture{{1}, {Exponential{-3}}}, "expected a positive mean, got -3");
  is_refused(Mixture{{}, {}}, "expected at least one component, got 0");
  is_refused(Truncated{.base = Distribution{Exponential{-3}}}, "expected a positive mean, got -3");
  is_refused(Truncated{.base = Distribution{Exponential{}}, .low = 5, .high = 4},
             "expected a maximum above the minimum of 5, got 4");
  is_refused(Truncated{.base = Distribution{Uniform{0, 1}}, .low = 2, .high = 3},
             "expected a share of at least 1e-12 between minimum and maximum, got 0");
  is_refused(Scaled{.base = Distribution{Uniform{0, 1}}, .factor = 0},
             "expected a positive factor, got 0");
}

TEST_SUITE_END();
