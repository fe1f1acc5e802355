#pragma once

#include "models/ids.hpp"
#include "models/pathway/pathway.hpp"

#include <vector>

/// What the shape of a pathway tells its author, before anything is simulated.
namespace stepdown::models {

/// Groups of states among which somebody can go round without any time passing.
[[nodiscard]] std::vector<StateList> instant_rounds(const Pathway& pathway);

/// States where nobody ever gets, neither from a source nor from one of the `others`.
[[nodiscard]] StateList unreached_states(const Pathway& pathway, const StateList& others = {});

/// States where somebody gets and from where no outcome can be reached.
[[nodiscard]] StateList endless_states(const Pathway& pathway, const StateList& others = {});

/// Groups of holding levels that lead to each other, so that people can hold places in a ring.
[[nodiscard]] std::vector<StateList> gridlock_rings(const Pathway& pathway);

}  // namespace stepdown::models
