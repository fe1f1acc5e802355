#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/summary/summary.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace stepdown::analysis {

/// A simulated figure from all replications.
struct SimulatedFigure {
  double value = 0;
  double standard_error = 0;
  std::int64_t replications = 0;                  ///< that have it
  std::optional<std::int64_t> observations = {};  ///< behind it, in all; nothing: over time
};

/// Independent parts of the sample from which a figure's standard error comes: replications, or
/// groups of them for quantiles and curves.
[[nodiscard]] std::int64_t independent_parts(const FigureName& figure, std::int64_t replications);

/// What was simulated, in two replications or more.
using SimulatedFigures = std::map<FigureName, SimulatedFigure>;

[[nodiscard]] SimulatedFigures simulated_in(const Summary& summary);

}  // namespace stepdown::analysis
