#pragma once

#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// The coefficients b that make sum over points of (y - sum over columns of b x)^2 smallest, by a
/// QR decomposition with pivots (Householder).
///
/// A constant is a column of ones, and a point of weight w is one multiplied by sqrt(w), in all
/// columns and in `y`.
/// @param columns  one value a point each; best of similar size
/// @returns nothing where a column is a sum of others, to rounding, or there are fewer points than
///          columns.
/// @pre at least one column; as many values in each as in `y`
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 5.5.
[[nodiscard]] std::optional<std::vector<double>> least_squares(
    std::span<const std::vector<double>> columns, std::span<const double> y);

/// What a fit says of each point.
struct Fit {
  std::vector<double> fitted;
  /// By how much the fitted value of a point follows its own y, 0 to 1; they sum to the number of
  /// columns. Its residual without it in the fit is that with it over 1 - leverage.
  std::vector<double> leverages;
};

/// As `least_squares`.
[[nodiscard]] std::optional<Fit> fit_of(std::span<const std::vector<double>> columns,
                                        std::span<const double> y);

}  // namespace stepdown::analysis
