#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "models/reason_kind.hpp"

#include <vector>

namespace stepdown::models {

/// What every move asks about a state, in one word.
struct alignas(4) StateTraits {
  bool is_treatment = false;
  bool is_outcome = false;
  ReasonKind meaning{};  ///< of entering an outcome
};

/// By state.
[[nodiscard]] inline std::vector<StateTraits> traits_of(const Model& model) {
  std::vector<StateTraits> traits;
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const StateId state{static_cast<std::uint16_t>(s)};
    traits.push_back({.is_treatment = model.is_treatment(state),
                      .is_outcome = model.is_outcome(state),
                      .meaning = model.states[s].meaning});
  }
  return traits;
}

}  // namespace stepdown::models
