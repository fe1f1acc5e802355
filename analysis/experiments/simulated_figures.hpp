#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/summary/summary.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace stepdown::analysis {

/// A simulated figure over replications.
struct SimulatedFigure {
  double mean = 0;
  double standard_error = 0;
  std::int64_t replications = 0;
  std::optional<std::int64_t> observations = {};  ///< behind it, in all; nothing: over time
};

/// What was simulated, in two replications or more.
using SimulatedFigures = std::map<FigureName, SimulatedFigure>;

[[nodiscard]] SimulatedFigures simulated_in(const Summary& summary);

}  // namespace stepdown::analysis
