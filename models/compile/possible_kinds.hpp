#pragma once

#include "models/model.hpp"
#include "models/pathway/pathway.hpp"

namespace stepdown::models {

/// What can happen in a model so that the outcome figures see it:
/// - Planned: an exit of a level that can lead out of the levels;
/// - Relapse: an exit of a community state;
/// - Recovery: an exit that can lead to an outcome, or an outcome called so;
/// - Death: any exit, or an outcome called so;
/// - others: any exit.
[[nodiscard]] KindFlags possible_kinds(const Model& model, const Pathway& pathway);

}  // namespace stepdown::models
