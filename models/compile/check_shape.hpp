#pragma once

#include "models/compile/problems.hpp"
#include "models/pathway/pathway.hpp"
#include "models/scenario.hpp"

#include <string>
#include <vector>

/// What the shape of the pathway tells its author, in the author's words.
namespace stepdown::models {

/// Reports rounds that take no time (errors); states that nobody reaches, and states from which
/// nobody reaches an outcome (warnings).
void check_shape(const Scenario& scenario,
                 const Model& model,
                 const Pathway& pathway,
                 Problems& problems);

/// One sentence for each ring of levels that can be in gridlock.
[[nodiscard]] std::vector<std::string> gridlock_notes(const Scenario& scenario,
                                                      const Pathway& pathway);

}  // namespace stepdown::models
