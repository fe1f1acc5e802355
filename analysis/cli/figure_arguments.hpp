#pragma once

#include "analysis/experiments/precision.hpp"
#include "analysis/metrics/figure_name.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// A figure named on the command line.
/// @throws UsageError when it is not of the catalog.
[[nodiscard]] FigureName figure_argument(const std::string& text);

/// `wait.mean@residential=5%` (of the mean) or `=0.2` (in the metric's own unit).
/// @throws UsageError when it is not of that form.
[[nodiscard]] WantedPrecision precision_argument(const std::string& text);

/// Whether replications of this model measure that figure.
[[nodiscard]] bool has_figure(const models::Model& model, const FigureName& figure);

}  // namespace stepdown::analysis
