#include "analysis/theory/nobody_waits.hpp"

#include "analysis/theory/understood.hpp"
#include "models/pathway/reachability.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace stepdown::analysis {

using models::index_of;
using models::Model;
using models::StateId;

bool nobody_waits(const Model& model, const PathwayKernels& kernels) {
  if (not_understood(model, leaving_out_history)) return false;
  std::set<StateId> first;
  for (const models::SourceModel& source : model.sources) {
    for (std::size_t c = 0; c < model.classes.size(); ++c) {
      if (!(source.class_share[c] > 0)) continue;
      for (const models::Target& target : model.targets_in(source.first_states[c]))
        first.insert(target.state);
    }
  }
  const auto some_go = [&kernels](StateId from, StateId to) {
    return std::ranges::any_of(kernels.classes, [from, to](const auto& kernel) {
      return kernel && kernel->states[index_of(from)].next[index_of(to)].probability > 0;
    });
  };
  const std::vector<bool> seen =
      reachable_from(kernels.pathway, {first.begin(), first.end()}, some_go);
  for (std::size_t s = 0; s < model.level_count; ++s)
    if (seen[s] && model.states[s].has_list()) return false;
  return true;
}

}  // namespace stepdown::analysis
