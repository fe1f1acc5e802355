#pragma once

#include "analysis/experiments/stored_sweep.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// A figure of a point as statistics between points take it.
struct PointFigure {
  std::optional<double> value;
  std::vector<double> parts;  ///< as `KeptEstimate::contributions`
};

/// [figure][point]. As many numbers as points, figures and parts are held in memory.
/// @pre nothing of the sweep is missing
[[nodiscard]] std::vector<std::vector<PointFigure>> point_figures(StoredSweep& sweep);

}  // namespace stepdown::analysis
