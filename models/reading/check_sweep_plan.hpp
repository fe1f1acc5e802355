#pragma once

#include "models/reading/reading.hpp"
#include "models/sweep_plan.hpp"

#include <string>

namespace stepdown::models {

/// Most points that a sweep may have, those of all draws together.
inline constexpr double most_sweep_points = 1'000'000;

/// Whether a path sets no number of replications, which no point can have for itself; told if it
/// does.
bool check_no_replications(Reading& reading,
                           const Located<std::string>& path,
                           const std::string& key);

/// Names of columns and paths that come twice. @param factors  the key that holds them
void check_names_and_paths(Reading& reading, const SweepPlan& plan, const std::string& factors);

/// What no part of a plan can tell alone: names of columns and paths that come twice, factors that
/// the design cannot vary, and too many points.
void check_sweep_plan(Reading& reading, const SweepPlan& plan, const Field& design);

}  // namespace stepdown::models
