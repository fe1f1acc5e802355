#include "analysis/measure/why_impossible.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stepdown::analysis {

std::string_view why_impossible(const models::Model& model, models::ReasonKind kind) {
  using models::ReasonKind;
  constexpr std::array<std::pair<ReasonKind, std::string_view>, 4> reasons{{
      {ReasonKind::Planned, "no exit that leads out of care is called planned"},
      {ReasonKind::Relapse, "no exit of a community state is called relapse"},
      {ReasonKind::Recovery, "no outcome and no exit to one is called recovery"},
      {ReasonKind::Death, "no outcome and no exit is called death"},
  }};
  const auto* const found =
      std::ranges::find(reasons, kind, &std::pair<ReasonKind, std::string_view>::first);
  sim::expects(found != reasons.end(), "figures are about kinds of exits that are told apart");
  return model.has(kind) ? "" : found->second;
}

}  // namespace stepdown::analysis
