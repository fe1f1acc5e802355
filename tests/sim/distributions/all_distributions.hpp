#pragma once

#include "sim/distributions/beta_pert.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/coxian.hpp"
#include "sim/distributions/distribution.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/empirical_bins.hpp"
#include "sim/distributions/erlang.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/generalized_gamma.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/distributions/gompertz.hpp"
#include "sim/distributions/hyperexponential.hpp"
#include "sim/distributions/log_logistic.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/normal_cut_at_zero.hpp"
#include "sim/distributions/piecewise_hazard.hpp"
#include "sim/distributions/renewals.hpp"
#include "sim/distributions/scaled.hpp"
#include "sim/distributions/triangular.hpp"
#include "sim/distributions/truncated.hpp"
#include "sim/distributions/uniform.hpp"
#include "sim/distributions/weibull.hpp"
#include "tests/support/declared_examples.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace stepdown::tests {

/// One or two sound distributions of every plain family, some of them awkward.
[[nodiscard]] inline std::vector<sim::Distribution> plain_distributions() {
  return {
      sim::Constant{.value = 28},
      sim::Exponential{.mean = 180},
      sim::Erlang{.phases = 3, .mean = 10},
      sim::Gamma{.shape = 2, .scale = 6},
      sim::Gamma{.shape = 0.4, .scale = 30},
      sim::Gamma{.shape = 60, .scale = 0.5},
      sim::GeneralizedGamma{.mu = 3, .sigma = 0.8, .q = 0.5},
      sim::GeneralizedGamma{.mu = 3, .sigma = 0.8, .q = -0.2},
      sim::GeneralizedGamma{.mu = 2, .sigma = 1.2, .q = 2.5},
      sim::Lognormal{.mu = 3.58, .sigma = 0.55},
      sim::Lognormal{.mu = 4, .sigma = 2},
      sim::Weibull{.shape = 0.7, .scale = 200},
      sim::Weibull{.shape = 4, .scale = 20},
      sim::Gompertz{.shape = 0.01, .rate = 0.02},
      sim::Gompertz{.shape = 0.5, .rate = 1e-4},
      sim::LogLogistic{.shape = 3.5, .median = 20},
      sim::LogLogistic{.shape = 8, .median = 5},
      sim::Uniform{.low = 3, .high = 9},
      sim::Triangular{.low = 1, .mode = 5, .high = 20},
      sim::Triangular{.low = 2, .mode = 2, .high = 10},
      sim::BetaPert{.low = 1, .mode = 5, .high = 20},
      sim::BetaPert{.low = 0, .mode = 10, .high = 10, .weight = 2},
      sim::NormalCutAtZero{.location = 10, .spread = 3},
      sim::NormalCutAtZero{.location = -5, .spread = 8},
      sim::Coxian{.rates = {0.5, 0.1}, .continuations = {0.3}},
      sim::Coxian{.rates = {1, 1, 1, 1}, .continuations = {0.9, 1, 0.5}},
      sim::Coxian{.rates = {1, 2, 3, 2.9}, .continuations = {0.9, 0.8, 0.5}},
      sim::HyperExponential{.weights = {0.8, 0.2}, .means = {5, 45}},
      sim::PiecewiseHazard{.breakpoints = {30, 90}, .hazards = {0.01, 0.05, 0.002}},
      sim::PiecewiseHazard{.breakpoints = {10, 20}, .hazards = {0.1, 0, 0.3}},
      sim::Geometric{.interval = 14, .probability = 0.04},
      sim::Geometric{.interval = 7, .probability = 1},
      sim::Renewals{.first = 14, .every = 7, .probability = 0.2},
      sim::Renewals{.first = 5, .every = 30, .probability = 1},
      sim::Empirical{{0, 1, 3, 7, 28}, {0.1, 0.2, 0.3, 0.15, 0.25}},
      sim::EmpiricalBins{.edges = {0, 7, 14, 30, 90}, .weights = {0.1, 0.4, 0, 0.5}},
  };
}

/// Mixtures, truncations and scalings, also of each other.
[[nodiscard]] inline std::vector<sim::Distribution> composite_distributions() {
  const auto cut = [](sim::Distribution base, double low, double high) {
    return sim::Truncated{.base = std::move(base), .low = low, .high = high};
  };
  const sim::Distribution gamma = sim::Gamma{.shape = 2, .scale = 6};
  const sim::Distribution lognormal = sim::Lognormal{.mu = 3.58, .sigma = 0.55};
  const sim::Distribution reviews = sim::Geometric{.interval = 14, .probability = 0.04};
  const sim::Mixture mixture{.weights = {0.3, 0.7}, .components = {lognormal, gamma}};
  return {
      mixture,
      sim::Mixture{.weights = {0.25, 0.75}, .components = {sim::Constant{.value = 7}, gamma}},
      sim::Mixture{
          .weights = {0.5, 0.5},
          .components = {sim::Uniform{.low = 0, .high = 1}, sim::Uniform{.low = 5, .high = 6}}},
      cut(sim::Exponential{.mean = 20}, 3, 28),
      cut(lognormal, 0, 90),
      cut(lognormal, 14, sim::infinity),
      cut(gamma, 3, 28),
      cut(sim::Weibull{.shape = 0.7, .scale = 200}, 0, 365),
      cut(sim::GeneralizedGamma{.mu = 3, .sigma = 0.8, .q = 0.5}, 3, 60),
      cut(sim::Gompertz{.shape = 0.01, .rate = 0.02}, 5, 60),
      cut(sim::Gompertz{.shape = -0.05, .rate = 0.02}, 1, 90),
      cut(sim::LogLogistic{.shape = 0.8, .median = 20}, 1, 60),
      cut(sim::Uniform{.low = 3, .high = 9}, 5, 20),
      cut(sim::Triangular{.low = 1, .mode = 5, .high = 20}, 3, 12),
      cut(sim::BetaPert{.low = 1, .mode = 5, .high = 20}, 3, 12),
      cut(sim::NormalCutAtZero{.location = 10, .spread = 3}, 8, 12),
      cut(sim::Coxian{.rates = {0.5, 0.1}, .continuations = {0.3}}, 1, 20),
      cut(sim::HyperExponential{.weights = {0.8, 0.2}, .means = {5, 45}}, 2, 60),
      cut(sim::PiecewiseHazard{.breakpoints = {30, 90}, .hazards = {0.01, 0.05, 0.002}}, 20, 200),
      cut(reviews, 28, 100),
      cut(reviews, 20, sim::infinity),
      cut(sim::EmpiricalBins{.edges = {0, 7, 14, 30, 90}, .weights = {0.1, 0.4, 0, 0.5}}, 5, 40),
      cut(mixture, 5, 60),
      cut(cut(gamma, 1, 40), 3, 90),
      sim::Scaled{.base = gamma, .factor = 1.3},
      sim::Scaled{.base = sim::Distribution{cut(lognormal, 0, 90)}, .factor = 0.5},
      cut(sim::Scaled{.base = reviews, .factor = 0.5}, 0, 90),
  };
}

/// These, and the example of every family that authors can ask for. The moments of laws with
/// heavier tails cannot be held against anything that is computed without their formulas.
[[nodiscard]] inline std::vector<sim::Distribution> all_distributions() {
  std::vector<sim::Distribution> all = plain_distributions();
  for (const sim::Distribution& law : declared_examples()) {
    const bool is_new = std::ranges::find(all, law) == all.end();
    if (is_new && sim::coefficient_of_variation(law) < 5) all.push_back(law);
  }
  for (const sim::Distribution& law : composite_distributions())
    all.push_back(law);
  return all;
}

}  // namespace stepdown::tests
