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

[[nodiscard]] std::vector<std::size_t> outcomes_of(const Pathway& pathway);

/// The states whose flag is set.
[[nodiscard]] std::vector<StateId> states_in(const std::vector<bool>& flags);

}  // namespace stepdown::models
