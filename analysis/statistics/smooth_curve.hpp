#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// How y goes with x on average, E(y | x), where nothing is known of its shape.
struct SmoothCurve {
  std::vector<double> fitted;  ///< by point
  std::size_t knots = 1;       ///< asked for; there are fewer where x has not as many values
  std::size_t terms = 1;       ///< columns of the regression; 1: no more than the mean of y
};

/// A natural cubic spline by least squares, with knots at quantiles of x, the first and last at its
/// ends: with 1 knot the mean, with 2 a straight line, with as many as x has values their means.
///
/// Up to 12 knots, with at least 10 points for each of them; the number with the smallest sum of
/// squared residuals of each point from the curve without it (cross-validation, PRESS). So noise
/// in y needs no treatment of its own: it is averaged over, and keeps the curve simple.
/// @pre as many values in `x` as in `y`, at least one
/// Sources: Hastie, Tibshirani and Friedman (2009), The elements of statistical learning, 2nd ed.,
/// equations 5.4 and 5.5; Allen (1974), The relationship between variable selection and data
/// augmentation and a method for prediction, Technometrics 16, 125 (PRESS).
[[nodiscard]] SmoothCurve smooth_curve(std::span<const double> x, std::span<const double> y);

/// With so many knots, which another y with the same x has led to; the mean where that cannot be.
[[nodiscard]] SmoothCurve smooth_curve(std::span<const double> x,
                                       std::span<const double> y,
                                       std::size_t knots);

}  // namespace stepdown::analysis
