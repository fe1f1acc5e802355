#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Reports utilities that are missing or of nobody, and economics that cannot be counted.
void check_economics(const Scenario& scenario, const Names& names, Problems& problems);

/// The same of a later date, of what differs from the date before.
void check_economics_since(const Scenario& first,
                           const Scenario& now,
                           const Differences& since,
                           const Names& names,
                           Problems& problems);

/// Utilities and costs of people, if the scenario has `economics`, into a model that knows its
/// classes.
/// @pre `check_economics` reported no errors
void build_economics(const Scenario& scenario, const Names& names, Model& model);

}  // namespace stepdown::models
