#pragma once

#include "sim/distribution.hpp"

#include <vector>

namespace stepdown::tests {

/// At least one sound distribution of every family, plain and awkward ones.
[[nodiscard]] inline std::vector<sim::Distribution> all_distributions() {
  using namespace sim;
  const Gamma gamma{.shape = 2, .scale = 6};
  const Lognormal lognormal{.mu = 3.58, .sigma = 0.55};
  const Coxian coxian{.rates = {0.5, 0.1}, .continuations = {0.3}};
  const HyperExponential hyper{.weights = {0.8, 0.2}, .means = {5, 45}};
  const PiecewiseHazard hazard{.breakpoints = {30, 90}, .hazards = {0.01, 0.05, 0.002}};
  const Geometric reviews{.interval = 14, .probability = 0.04};
  const EmpiricalBins bins{.edges = {0, 7, 14, 30, 90}, .weights = {0.1, 0.4, 0, 0.5}};
  return {
      Constant{.value = 28},
      Exponential{.mean = 180},
      Erlang{.phases = 3, .mean = 10},
      gamma,
      Gamma{.shape = 0.4, .scale = 30},
      Gamma{.shape = 60, .scale = 0.5},
      lognormal,
      Lognormal{.mu = 4, .sigma = 2},
      Weibull{.shape = 0.7, .scale = 200},
      Weibull{.shape = 4, .scale = 20},
      LogLogistic{.shape = 3.5, .median = 20},
      LogLogistic{.shape = 8, .median = 5},
      Uniform{.low = 3, .high = 9},
      Triangular{.low = 1, .mode = 5, .high = 20},
      Triangular{.low = 2, .mode = 2, .high = 10},
      BetaPert{.low = 1, .mode = 5, .high = 20},
      BetaPert{.low = 0, .mode = 10, .high = 10, .weight = 2},
      NormalCutAtZero{.location = 10, .spread = 3},
      NormalCutAtZero{.location = -5, .spread = 8},
      coxian,
      Coxian{.rates = {1, 1, 1, 1}, .continuations = {0.9, 1, 0.5}},
      Coxian{.rates = {1, 2, 3, 2.9}, .continuations = {0.9, 0.8, 0.5}},
      hyper,
      hazard,
      PiecewiseHazard{.breakpoints = {10, 20}, .hazards = {0.1, 0, 0.3}},
      reviews,
      Geometric{.interval = 7, .probability = 1},
      Empirical{.values = {0, 1, 3, 7, 28}, .weights = {0.1, 0.2, 0.3, 0.15, 0.25}},
      bins,
      Mixture{.weights = {0.3, 0.7}, .components = {lognormal, gamma}},
      Mixture{.weights = {0.25, 0.75}, .components = {Constant{.value = 7}, gamma}},
      Mixture{.weights = {0.5, 0.5}, .components = {Uniform{0, 1}, Uniform{5, 6}}},
      Truncated{.base = Distribution{Exponential{.mean = 20}}, .low = 3, .high = 28},
      Truncated{.base = Distribution{lognormal}, .low = 0, .high = 90},
      Truncated{.base = Distribution{lognormal}, .low = 14, .high = infinity},
      Truncated{.base = Distribution{gamma}, .low = 3, .high = 28},
      Truncated{.base = Distribution{Weibull{.shape = 0.7, .scale = 200}}, .low = 0, .high = 365},
      Truncated{
          .base = Distribution{LogLogistic{.shape = 0.8, .median = 20}}, .low = 1, .high = 60},
      Truncated{.base = Distribution{Uniform{3, 9}}, .low = 5, .high = 20},
      Truncated{.base = Distribution{Triangular{1, 5, 20}}, .low = 3, .high = 12},
      Truncated{.base = Distribution{BetaPert{1, 5, 20}}, .low = 3, .high = 12},
      Truncated{.base = Distribution{NormalCutAtZero{10, 3}}, .low = 8, .high = 12},
      Truncated{.base = Distribution{coxian}, .low = 1, .high = 20},
      Truncated{.base = Distribution{hyper}, .low = 2, .high = 60},
      Truncated{.base = Distribution{hazard}, .low = 20, .high = 200},
      Truncated{.base = Distribution{reviews}, .low = 28, .high = 100},
      Truncated{.base = Distribution{reviews}, .low = 20, .high = infinity},
      Truncated{.base = Distribution{bins}, .low = 5, .high = 40},
      Truncated{
          .base = Distribution{Mixture{.weights = {0.3, 0.7}, .components = {lognormal, gamma}}},
          .low = 5,
          .high = 60},
      Scaled{.base = Distribution{gamma}, .factor = 1.3},
      Scaled{.base = Distribution{Truncated{.base = Distribution{lognormal}, .low = 0, .high = 90}},
             .factor = 0.5},
      Truncated{.base = Distribution{Scaled{.base = Distribution{reviews}, .factor = 0.5}},
                .low = 0,
                .high = 90},
  };
}

}  // namespace stepdown::tests
