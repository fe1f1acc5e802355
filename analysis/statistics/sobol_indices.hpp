#pragma once

#include "analysis/statistics/bootstrap.hpp"

#include <optional>
#include <span>
#include <vector>

/// Shares of the variance of a figure, between points of a design, that factors are behind: Sobol
/// indices. First order: by how much the variance would shrink on average if the factor were known,
/// V(E(Y | X_i)) / V(Y). Total: how much would be left if all others were, E(V(Y | X_~i)) / V(Y).
namespace stepdown::analysis {

/// A design: by factor, one value a point.
using Columns = std::vector<std::vector<double>>;

/// The points of `a` with one factor after the other taken from `b`: A_B^i of Saltelli, by factor.
///
/// `a` and `b` are two independent samples of the factors: random, or the two halves of the columns
/// of a Sobol sequence with twice as many dimensions.
/// @pre as many factors and points in `a` as in `b`
/// Source: Saltelli and others (2010), Variance based sensitivity analysis of model output. Design
/// and estimator for the total sensitivity index, Computer Physics Communications 181, 259.
[[nodiscard]] std::vector<Columns> saltelli_designs(const Columns& a, const Columns& b);

/// A figure by point and part. Parts are replications, or what they contribute to a figure of all
/// people: the figure is their mean. One part means that there is no chance in it.
using PartsByPoint = std::vector<std::vector<double>>;

/// The figure at the points of a, b and, by factor, of a with that factor from b.
struct SaltelliFigures {
  PartsByPoint a;
  PartsByPoint b;
  std::vector<PartsByPoint> mixed;
};

/// First order and total of one factor.
struct SobolIndex {
  Estimate first;
  Estimate total;
};

struct SobolIndices {
  std::vector<SobolIndex> factors;
  double variance = 0;  ///< of the figure between points, V, without `noise`
  double noise = 0;     ///< what chance adds to the variance between the means of the parts
};

/// With means y over R parts, centered, and N rows:
/// V_i = 1/N sum y(B) (y(A_B^i) - y(A)) - c / R,  E_i = 1/(2N) sum ((y(A) - y(A_B^i))^2 - d / R),
/// V = sample variance of y(A) and y(B) together - noise.
///
/// Chance in the figure is taken out: d and c are, within a row, the sample variance between parts
/// of the difference, and their covariance of the first factor with the second; the noise is the
/// mean square of the interaction of points and parts over R. All are right whether the points have
/// the same luck, part by part, or their own. Intervals: bootstrap over rows,
/// cautious where these are of a Sobol sequence.
/// Costs: subtracted noise may leave small indices below 0.
/// @returns nothing for fewer than three rows, or where nothing but noise is seen between points.
/// @pre as many rows in all designs, and as many parts, at least one, of all points
/// Sources: Saltelli and others (2010), table 2, formula (b) for the first order and (f) for the
/// total, which is from Jansen (1999), Analysis of variance designs for model output, Computer
/// Physics Communications 117, 35; the bootstrap: Archer, Saltelli and Sobol (1997), Sensitivity
/// measures, ANOVA-like techniques and the use of bootstrap, J. Stat. Comp. Simulation 58, 99.
[[nodiscard]] std::optional<SobolIndices> sobol_indices(const SaltelliFigures& figures,
                                                        const BootstrapPlan& plan = {},
                                                        double confidence = 0.95);

}  // namespace stepdown::analysis
