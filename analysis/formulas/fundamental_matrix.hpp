#pragma once

#include <cstddef>
#include <optional>
#include <vector>

/// How often an absorbing Markov chain comes to each of its transient states.
namespace stepdown::analysis {

/// A square table of numbers, row-major.
struct SquareTable {
  std::size_t size = 0;
  std::vector<double> values;

  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return values[row * size + column];
  }
  double& operator()(std::size_t row, std::size_t column) { return values[row * size + column]; }
};

/// Expected visits to transient state j from transient state i, N = (I - Q)^-1.
///
/// @param q  probabilities between transient states; rows sum to at most 1
/// @returns nothing when some state can never be left for good.
/// Source: Kemeny and Snell (1976), Finite Markov Chains, theorem 3.2.4.
[[nodiscard]] std::optional<SquareTable> fundamental_matrix(const SquareTable& q);

}  // namespace stepdown::analysis
