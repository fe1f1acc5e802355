#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <string>

/// Parts of a level with places, days and times of their own.
namespace stepdown::models {

/// Everything about the tracks of a level that has some; `key` is its path.
void check_tracks(const State& level,
                  const std::string& key,
                  const Scenario& scenario,
                  const Names& names,
                  Problems& problems);

/// The tracks, and the places of the level as their sums.
void build_tracks(const Scenario& scenario,
                  const State& level,
                  const Names& names,
                  StateModel& model);

}  // namespace stepdown::models
