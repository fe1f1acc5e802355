#pragma once

#include "analysis/experiments/lever.hpp"
#include "analysis/experiments/targets.hpp"
#include "models/model.hpp"

#include <vector>

namespace stepdown::analysis {

/// Where to begin to look: as many places at each lever as theory asks for.
///
/// A level with a target for the share who wait or are lost gets the places for it
/// (`LevelSizing::places_for`), another one with a target those with which a fifth would wait,
/// others half; without a pattern of requests by square-root staffing. What theory does not know
/// begins in the middle of its bounds.
[[nodiscard]] LeverNumbers first_guess(const std::vector<Lever>& levers,
                                       const std::vector<Target>& targets,
                                       const models::Model& model);

}  // namespace stepdown::analysis
