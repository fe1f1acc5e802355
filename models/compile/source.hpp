#pragma once

#include "models/compile/names.hpp"
#include "models/compile/tables.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// The arrival sources with the shares of every class; without their streams.
[[nodiscard]] std::vector<SourceModel> build_sources(const Scenario& scenario,
                                                     const Names& names,
                                                     const Model& model,
                                                     TableBuilder& tables);

/// One of them.
[[nodiscard]] SourceModel build_source(const Scenario& scenario,
                                       const ArrivalSource& source,
                                       const Names& names,
                                       const Model& model,
                                       TableBuilder& tables);

}  // namespace stepdown::models
