#pragma once

#include "analysis/measure/clock_figures.hpp"
#include "analysis/measure/clocks.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "analysis/summary/outcome_summary.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// One set of clocks, of all replications and of each group of them.
struct GroupedClocks {
  NamedClocks<std::uint64_t> all;
  std::vector<const models::PooledClockCounts*> groups;
  const std::vector<int>& sizes;  ///< replications in each group
  double window_days = 0;
};

/// What clocks say, with intervals by the delete-a-group jackknife of their curve.
struct ClockEstimates {
  std::vector<ClockFigure> figures;     ///< of all clocks
  std::vector<LineEstimate> estimates;  ///< of these, in their order
  CurveSummary curve;
};

[[nodiscard]] ClockEstimates clock_estimates(const GroupedClocks& clocks, const std::string& group);

}  // namespace stepdown::analysis
