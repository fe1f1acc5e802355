#pragma once

#include "analysis/statistics/bootstrap.hpp"

#include <optional>
#include <span>

namespace stepdown::analysis {

/// The first-order Sobol index of one factor from any sample in which the factors are independent
/// (random, Latin hypercube, the first matrix of a Saltelli design): 1 - V(Y | curve) / V(Y), the
/// residual variance around `smooth_curve` and the sample variance, each over its degrees of
/// freedom, less `noise` in the latter.
///
/// Sound where E(Y | X_i) is as smooth as a spline of at most 12 knots can follow, and with some
/// 100 points or more; what the curve misses is missing in the index. Where factors are correlated
/// it is the share of variance that goes with the factor, not that which it causes. There is no
/// such way to total indices. Interval from what each point contributes (the efficient influence
/// function of V(E(Y | X)), 2 y m(x) - m(x)^2 for centered y and m the curve, over that of V), so
/// cautious for Latin hypercubes; not below 0.
/// @param noise  variance that chance adds to each y, on average: that of its mean over
/// replications
/// @returns nothing for fewer than 20 points, or where there is nothing but noise.
/// @pre as many values of the factor as of the figure; noise >= 0
/// Sources: Storlie and Helton (2008), Multiple predictor smoothing methods for sensitivity
/// analysis, Reliability Engineering and System Safety 93, 28 (index by regression); Da Veiga and
/// Gamboa (2013), Efficient estimation of sensitivity indices, J. Nonparametric Statistics 25, 573
/// (influence function).
[[nodiscard]] std::optional<Estimate> main_effect(std::span<const double> factor,
                                                  std::span<const double> figure,
                                                  double noise = 0,
                                                  double confidence = 0.95);

}  // namespace stepdown::analysis
