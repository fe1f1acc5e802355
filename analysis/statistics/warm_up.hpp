#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace stepdown::analysis {

/// Where the effect of the start ends in a series of observations.
struct Truncation {
  std::size_t observations = 0;  ///< to be left out at the beginning
  double statistic = 0;          ///< value of MSER there: squared standard error of what is left
  /// Whether the minimum lies in the first half of the series. If not, the series is too short to
  /// tell: the true warm-up may be longer.
  bool is_reliable = false;
};

/// MSER-5: leave out as many batches of five observations as make the standard error of the mean of
/// the rest, seen as if independent, smallest:
/// d* = argmin over d of  sum_{j > d} (x_j - mean of rest)^2 / (n - d)^2.
///
/// Give it the average of several pilot replications day by day, which is smoother than one.
/// @returns nothing for fewer than ten batches.
/// Source: White (1997), An effective truncation heuristic for bias reduction in simulation output,
/// Simulation 69(6); in batches of 5: White, Cobb and Spratt (2000), A comparison of five
/// steady-state truncation heuristics for simulation, Winter Simulation Conference. The rejection
/// of minima in the second half: Hoad, Robinson and Davies (2010), Automating warm-up length
/// estimation, Journal of the Operational Research Society 61(9).
[[nodiscard]] std::optional<Truncation> mser_5(std::span<const double> series);

}  // namespace stepdown::analysis
