#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <optional>

namespace stepdown::analysis {

/// Puts into the model, which was compiled of that scenario, who is there in the long run, if its
/// author asks for that.
/// @returns a warning where nobody knows, and the run begins empty
[[nodiscard]] std::optional<models::Diagnostic> start_typically(const models::Scenario& scenario,
                                                                models::Model& model);

}  // namespace stepdown::analysis
