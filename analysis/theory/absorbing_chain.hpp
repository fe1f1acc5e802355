#pragma once

#include "analysis/formulas/no_answer.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "models/model.hpp"
#include "models/pathway/pathway.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// How often people come to each state, and how it ends, when nobody ever waits.
namespace stepdown::analysis {

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

/// Visits, time and outcomes of someone who starts in a state drawn from `start`.
///
/// Time to the outcome is that of the semi-Markov process: with m the vector of means and s of mean
/// squares, m = E[T] + P m and s = E[T^2] + 2 E[T; next] m + P s.
/// Someone who starts in i ends in outcome o with probability sum_j N(i, j) P(j, o), and the mean
/// square of the number of stays in j is N(i, j) (2 N(j, j) - 1).
///
/// Solved group by group of the states that lead to each other, in topological order (see
/// `components_in_order`), so that the cost grows with the cube of the largest group only.
/// @param pathway  of the model; its ways are followed where the kernel has people take them
/// @param start    probabilities by StateId
/// @returns `NoAnswer` when a state that can be reached never leads to an outcome.
/// Source: Kemeny and Snell (1976), theorems 3.3.3 (visits) and 3.3.7 (absorption); Howard (1971),
/// Dynamic Probabilistic Systems, volume II, chapter 10 (semi-Markov moments).
[[nodiscard]] std::variant<AbsorptionFigures, NoAnswer> absorption(
    const models::Model& model,
    const models::Pathway& pathway,
    const PathwayKernel& kernel,
    const std::vector<double>& start);

}  // namespace stepdown::analysis
