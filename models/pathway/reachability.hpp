#pragma once

#include "models/ids.hpp"
#include "models/pathway/pathway.hpp"

#include <functional>
#include <vector>

/// Where people can get to along the ways of a pathway.
namespace stepdown::models {

/// Which of the moves that are possible are to be followed.
using MayMove = std::function<bool(StateId from, StateId to)>;

/// By StateId: whether somebody who begins in one of `starts` can get there, these included.
[[nodiscard]] std::vector<bool> reachable_from(const Pathway& pathway,
                                               const std::vector<StateId>& starts,
                                               const MayMove& may_move);

/// By StateId: whether an outcome can be reached from there; true for outcomes.
[[nodiscard]] std::vector<bool> leads_to_outcome(const Pathway& pathway, const MayMove& may_move);

/// Where people can be next; lists in the order of the states.
struct NextStates {
  std::vector<std::vector<StateId>> of_state;   ///< by StateId; outcomes have none
  std::vector<std::vector<StateId>> of_source;  ///< by index into `Model::sources`
};

/// Follows one exit or arrival and, since not everyone gets the place asked for, any number of
/// refusals after it.
[[nodiscard]] NextStates next_states(const Pathway& pathway);

}  // namespace stepdown::models
