#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Whether each source sends people in this run, in which batches, of which kinds and where to.
/// @param since  of a later date: only what differs is looked at
void check_arrivals(const Scenario& scenario,
                    const Names& names,
                    Problems& problems,
                    const Differences* since = nullptr);

}  // namespace stepdown::models
