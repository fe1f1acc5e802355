#pragma once

#include "analysis/statistics/bootstrap.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// What a regression of a figure on factors is of.
enum class RegressionOn : std::uint8_t {
  Values,
  Ranks  ///< of both, equal values with the mean of their ranks
};

/// How strongly a figure goes with each factor, all others held.
struct StandardizedCoefficients {
  std::vector<Estimate> factors;  ///< by factor, -1 to 1 where factors are independent
  Estimate explained;             ///< R2, the share of the variance that all factors explain
};

/// Standardized regression coefficients b_j s_j / s_y of y = b_0 + sum b_j x_j by least squares, s
/// the standard deviations; of ranks, standardized rank regression coefficients.
///
/// They tell of importance as far as `explained` is near 1: of values where the figure is linear in
/// the factors, of ranks where it is monotone. Squared, they sum to it if the factors are
/// uncorrelated. Noise in the figure lowers all of them in the same proportion. Intervals:
/// bootstrap over points, ranked anew (cautious for Latin hypercubes, whose points are more even
/// than that); acceleration from leaving out points, or one in 50 at once.
/// @param factors  by factor, one value a point
/// @returns nothing where the figure, or a factor, does not vary, where a factor is a sum of
/// others,
///          or with fewer than two points more than coefficients.
/// @pre at least one factor; as many values of each as of the figure
/// Sources: Saltelli and others (2008), Global sensitivity analysis: the primer, section 1.2.5;
/// Iman and Conover (1979), The use of the rank transform in regression, Technometrics 21, 499.
[[nodiscard]] std::optional<StandardizedCoefficients> standardized_coefficients(
    std::span<const std::vector<double>> factors,
    std::span<const double> figure,
    RegressionOn on,
    const BootstrapPlan& plan = {},
    double confidence = 0.95);

}  // namespace stepdown::analysis
