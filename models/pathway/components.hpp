#pragma once

#include "models/pathway/pathway.hpp"

#include <vector>

namespace stepdown::models {

/// The states in groups among which people can go round, each state once, in topological order: no
/// move that may be made leads from a group to one that stands before it. A pathway without a loop
/// has one state in every group.
///
/// Whoever asks how often people come to a state needs only the groups before it and its own; who
/// asks what becomes of them only its own and those behind it.
[[nodiscard]] std::vector<StateList> components_in_order(const Pathway& pathway,
                                                         const MayMove& may_move);

}  // namespace stepdown::models
