#pragma once

#include "analysis/formulas/competing_clocks.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// One race of a behavior of the model: what runs after one split exit was drawn (or none exists).
struct BehaviorClocks {
  double share = 1;                    ///< probability of that split exit
  std::vector<Clock> clocks;           ///< the treatment time first, then the race exits
  std::vector<std::size_t> exits;      ///< by clock, index into `StateModel::exits`
  std::vector<models::Range> targets;  ///< by clock, into `Model::targets`
};

/// The races of one state for one class of people without any history; split exits that cannot
/// be drawn are left out.
[[nodiscard]] std::vector<BehaviorClocks> behavior_clocks(const models::Model& model,
                                                          models::StateId state,
                                                          models::ClassId who);

}  // namespace stepdown::analysis
