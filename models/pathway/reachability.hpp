#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "models/pathway/pathway.hpp"
#include "models/refusal.hpp"

#include <array>
#include <vector>

/// Where people can get to along the ways of a pathway.
namespace stepdown::models {

/// By StateId: whether somebody who begins in one of `starts` can get there, these included.
[[nodiscard]] std::vector<bool> reachable_from(const Pathway& pathway,
                                               const std::vector<StateId>& starts,
                                               const MayMove& may_move);

/// By StateId: whether an outcome can be reached from there; true for outcomes.
[[nodiscard]] std::vector<bool> leads_to_outcome(const Pathway& pathway, const MayMove& may_move);

/// Where people can be next; lists in the order of the states.
struct NextStates {
  std::vector<std::vector<StateId>> of_state;   ///< by StateId: by an exit; outcomes have none
  std::vector<std::vector<StateId>> of_source;  ///< by index into `Model::sources`
  /// By StateId: where those go who leave without the place they asked for there, by how they do.
  std::vector<std::array<std::vector<StateId>, refusal_count>> of_refused;
};

[[nodiscard]] NextStates next_states(const Pathway& pathway);

/// Whether people leave a state, or ask for it, who have been treated before or in it, and whether
/// others do; by StateId.
struct Acquaintance {
  std::vector<bool> treated;
  std::vector<bool> never_treated;
};
[[nodiscard]] Acquaintance acquaintance(const Model& model, const Pathway& pathway);

}  // namespace stepdown::models
