#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/compile/tables.hpp"
#include "models/scenario.hpp"

/// What people are on for a time, across states.
namespace stepdown::models {

/// Everything about `medications`.
void check_medications(const Scenario& scenario, const Names& names, Problems& problems);

/// As `Model::medications`. @pre the model has its classes and the scenario was checked
[[nodiscard]] std::vector<MedicationModel> build_medications(const Scenario& scenario,
                                                             const Names& names,
                                                             const Model& model,
                                                             TableBuilder& tables);

}  // namespace stepdown::models
