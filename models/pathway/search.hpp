#pragma once

#include "models/pathway/pathway_graph.hpp"

#include <cstddef>
#include <vector>

/// What the questions to a pathway have in common.
namespace stepdown::models {

/// By vertex: whether one can get there from one of `starts`, these included.
[[nodiscard]] std::vector<bool> reached(const PathwayPart& part,
                                        const std::vector<std::size_t>& starts);

/// By vertex: whether one can get from there to one of `ends`, these included.
[[nodiscard]] std::vector<bool> leading_to(const PathwayPart& part,
                                           const std::vector<std::size_t>& ends);

/// Strong components, each with its states in order: no way leads from one to another that stands
/// before it.
///
/// Source: Tarjan (1972), Depth-first search and linear graph algorithms, SIAM Journal on Computing
/// 1(2): a component is complete only when all that it leads to are. Boost.Graph documents that its
/// strong_components are Tarjan's and numbers them as they are completed, last to first.
[[nodiscard]] std::vector<StateList> strong_components_in_order(const PathwayPart& part);

/// The exits that `may_move` admits.
[[nodiscard]] PathwayPart moves_of(const Pathway& pathway, const MayMove& may_move);

[[nodiscard]] std::vector<std::size_t> outcomes_of(const Pathway& pathway);

/// The states whose flag is set.
[[nodiscard]] StateList states_in(const std::vector<bool>& flags);

}  // namespace stepdown::models
