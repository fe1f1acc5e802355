#pragma once

#include "models/model.hpp"

namespace stepdown::models {

/// Notes what a model makes use of: of each source, of each state and of all together. What only
/// kinds of people do whom no source sends is not in use.
void note_features(Model& model);

}  // namespace stepdown::models
