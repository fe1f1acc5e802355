#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/precision.hpp"
#include "models/model.hpp"

#include <span>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::analysis {

/// A figure as it is named. The model shows which statistics a metric without one has.
[[nodiscard]] std::variant<FigureName, BadFigureName> read_figure(const std::string& text,
                                                                  const models::Model& model);

/// A figure named on the command line. The model shows which statistics a metric without one has.
/// @throws UsageError when it is not of the catalog.
[[nodiscard]] FigureName figure_argument(const std::string& text, const models::Model& model);

/// `wait.mean@residential=5%` (of the mean) or `=0.2` (in the metric's own unit).
/// @throws UsageError when it is not of that form, or not a finite size above 0.
[[nodiscard]] WantedPrecision precision_argument(const std::string& text,
                                                 const models::Model& model);

/// Refuses figures that replications of this model do not measure, and says which they do.
/// @param who  the scenario, to begin the message with
/// @throws UsageError
void check_figures(const models::Model& model,
                   std::span<const FigureName> figures,
                   const std::string& who);

}  // namespace stepdown::analysis
