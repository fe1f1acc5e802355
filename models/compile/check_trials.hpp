#pragma once

#include "models/compile/given.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// `reviews`, `drug_tests` and `authorization` of a level, and the exits that come at them.
/// `context` is the level's.
void check_trials(const GivenContext& context, const State& level);

}  // namespace stepdown::models
