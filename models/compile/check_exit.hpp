#pragma once

#include "models/compile/given.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// The times and next states of one exit of a state, or of waiting for it.
void check_exit(const GivenContext& context,
                const State& state,
                const Exit& one,
                const Scenario& scenario);

}  // namespace stepdown::models
