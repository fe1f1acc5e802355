#pragma once

#include "analysis/formulas/fundamental_matrix.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "models/pathway/pathway.hpp"

#include <cstddef>
#include <vector>

/// Sums over the ways through a pathway, group by group of the states that lead to each other. They
/// need what stands before a group or behind it, never a matrix of all states.
namespace stepdown::analysis {

/// States among which people go round, and how many stays they have in each of them (column) until
/// they leave the group, by where they came in (row).
struct Round {
  models::StateList states;
  SquareTable stays;
};

/// The part of a pathway that people go on from.
struct Rounds {
  std::vector<Round> in_order;  ///< no move leads to one that stands before
  /// By StateId: an index into `in_order`; its size: of states that are not in it.
  std::vector<std::size_t> of_state;
  bool some_never_left = false;  ///< such groups are not in it
};

/// @param goes_on  by StateId
[[nodiscard]] Rounds rounds_of(const models::Pathway& pathway,
                               const PathwayKernel& kernel,
                               const std::vector<bool>& goes_on);

/// Expected entries into every state when people begin as `start` says and go on only within the
/// rounds: solves a = start + P' a forwards.
[[nodiscard]] std::vector<double> expected_entries(const Rounds& rounds,
                                                   const PathwayKernel& kernel,
                                                   std::vector<double> start);

/// What somebody adds up until they have left the rounds, by the state they begin in, when each
/// stay in s adds `x[s]`: solves y = x + P y backwards, and leaves y in `x`. Outside the rounds x
/// is what people have when they come there.
void sum_until_left(const Rounds& rounds, const PathwayKernel& kernel, std::vector<double>& x);

}  // namespace stepdown::analysis
