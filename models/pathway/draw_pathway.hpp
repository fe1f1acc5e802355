#pragma once

#include "models/model.hpp"

#include <string>

namespace stepdown::models {

/// The pathway of a model in the DOT language of Graphviz: a cluster each for levels, community
/// states and outcomes; arrival sources; exits with reason and share; dashed the ways of those
/// who get no place, bridges to the level waited for, and places alongside.
[[nodiscard]] std::string draw_pathway(const Model& model);

}  // namespace stepdown::models
