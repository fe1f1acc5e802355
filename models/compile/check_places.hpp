#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// Places of a level or a pool: how many there are and when they change, for whom they are kept,
/// and how long they are made ready.
void check_places(const Places& places,
                  const std::string& key,
                  const Scenario& scenario,
                  const Names& names,
                  Problems& problems);

/// There are never any.
void warn_of_no_places(const Places& places,
                       const std::string& key,
                       const Scenario& scenario,
                       Problems& problems);

}  // namespace stepdown::models
