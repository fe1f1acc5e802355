#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Reports what a later scenario has otherwise although it cannot change on a date: its states,
/// exits, attributes and sources are those of the first one.
/// @param since  what differs from the date before, which was looked at
void check_same_shape(const Scenario& first,
                      const Scenario& later,
                      const Differences& since,
                      Problems& problems);

}  // namespace stepdown::models
