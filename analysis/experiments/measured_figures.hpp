#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// The names of all figures that replications of a model measure, in their order.
[[nodiscard]] std::vector<FigureName> measured_figures(const models::Model& model);

/// What to write instead of a name that is not measured, to end a message with: the nearest one,
/// else where the same figure is measured, else which statistics the metric has there; or nothing.
[[nodiscard]] std::string hint_of_unmeasured(const std::vector<FigureName>& measured,
                                             const FigureName& wanted);

}  // namespace stepdown::analysis
