#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// As few as are at least that share of `count`; rounding errors of the product make no more of it.
[[nodiscard]] std::size_t count_for_share(std::size_t count, double share);

/// The mean of these values; nothing where there are none.
[[nodiscard]] std::optional<double> sample_mean(std::span<const double> values);

/// The smallest value with at least that share of all at or below it, and never below the smallest;
/// nothing where there are none.
[[nodiscard]] std::optional<double> sample_quantile(std::vector<double> values, double share);

/// The value below which one more of the same kind lies with that probability, whatever they are:
/// the one of rank share (n + 1), between two of them in proportion; nothing where that is below
/// the first rank or above the last.
/// Source: Hyndman and Fan (1996), Sample quantiles in statistical packages, The American
/// Statistician 50, 361, definition 6.
[[nodiscard]] std::optional<double> quantile_of_next(std::vector<double> values, double share);

}  // namespace stepdown::analysis
