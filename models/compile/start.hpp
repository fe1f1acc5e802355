#pragma once

#include "models/compile/names.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// Who is there at the start, by id. `model` has its sources and classes.
[[nodiscard]] StartModel build_start(const StartFrom& start,
                                     const Names& names,
                                     const Model& model);

}  // namespace stepdown::models
