#pragma once

#include "analysis/theory/semi_markov.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// How often people come to each state, and how it ends, when nobody ever waits.
namespace stepdown::analysis {

/// A square table of numbers, behavior-major.
struct Table {
  std::size_t size = 0;
  std::vector<double> values;

  [[nodiscard]] double operator()(std::size_t behavior, std::size_t column) const {
    return values[behavior * size + column];
  }
  double& operator()(std::size_t behavior, std::size_t column) {
    return values[behavior * size + column];
  }
};

/// Expected visits to transient state j from transient state i, N = (I - Q)^-1, and their variance
/// N (2 N_dg - I) - N_sq.
struct FundamentalMatrix {
  Table mean;
  Table variance;
};

/// @param q  probabilities between transient states; behaviors sum to at most 1
/// @returns nothing when some state can never be left for good.
/// Source: Kemeny and Snell (1976), Finite Markov Chains, theorems 3.2.4 and 3.3.3.
[[nodiscard]] std::optional<FundamentalMatrix> fundamental_matrix(const Table& q);

/// One person's way from a start to an outcome. Vectors are by StateId.
struct AbsorptionFigures {
  std::vector<double> visits;           ///< expected number of stays
  std::vector<double> visits_variance;  ///< from one start state to another, mixed over the start
  std::vector<double> days;             ///< expected time there; +infinity possible
  std::vector<double> absorbed;         ///< probability of each outcome
  std::optional<double> mean_days;      ///< from start to outcome; nothing when infinite
  std::optional<double> mean_square_days;

  [[nodiscard]] std::optional<double> variance_days() const;
};

/// Why there is no answer, in words.
struct NoAnswer {
  std::string reason;
};

/// Visits, time and outcomes of someone who starts in a state drawn from `start`.
///
/// Time to the outcome is that of the semi-Markov process: with m the vector of means and s of mean
/// squares, m = E[T] + P m and s = E[T^2] + 2 E[T; next] m + P s.
/// Someone who starts in i ends in outcome o with probability sum_j N(i, j) P(j, o).
/// @param start  probabilities by StateId
/// @returns `NoAnswer` when a state that can be reached never leads to an outcome.
/// Source: Kemeny and Snell (1976), theorem 3.3.7 (absorption); Howard (1971), Dynamic
/// Probabilistic Systems, volume II, chapter 10 (semi-Markov moments).
[[nodiscard]] std::variant<AbsorptionFigures, NoAnswer> absorption(
    const models::Model& model, const PathwayKernel& kernel, const std::vector<double>& start);

}  // namespace stepdown::analysis
