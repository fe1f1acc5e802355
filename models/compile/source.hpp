#pragma once

#include "models/compile/names.hpp"
#include "models/compile/tables.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// An arrival source with the shares of every class.
[[nodiscard]] SourceModel build_source(const Scenario& scenario,
                                       const ArrivalSource& source,
                                       const Names& names,
                                       const Model& model,
                                       TableBuilder& tables);

}  // namespace stepdown::models
