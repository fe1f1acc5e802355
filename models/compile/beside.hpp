#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

/// Places that people have beside their way: `bridge` and `alongside`.
namespace stepdown::models {

/// Of each level: whether the levels named can lend places to its people, so that nobody has two
/// places of the same, and nobody waits for themselves or in a ring.
void check_beside(const Scenario& scenario, const Names& names, Problems& problems);

/// The rules of all levels, into the states of the model or of a later period of it. @pre the
/// scenario was checked, and the model has its classes
void build_beside(const Scenario& scenario,
                  const Names& names,
                  const Model& model,
                  std::vector<StateModel>& states);

}  // namespace stepdown::models
