#pragma once

#include "analysis/measure/clock_figures.hpp"
#include "analysis/measure/clocks.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/summary/line_estimate.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// One point of a curve of the clocks of all replications.
struct CurveBand {
  double days = 0;
  double value = 0;
  std::optional<Interval> interval;
  double variance = 0;       ///< as for one sample of independent people
  std::int64_t at_risk = 0;  ///< in all replications
};

/// The curve of one measure, state and group.
struct CurveSummary {
  std::string measure;
  std::string state;
  std::string group;
  std::vector<CurveBand> bands;  ///< as far as someone is at risk
};

/// One set of clocks, of all replications and of each group of them.
struct GroupedClocks {
  NamedClocks all;
  std::vector<const models::ClockCounts*> groups;
  const std::vector<int>& sizes;  ///< replications in each group
  double window_days = 0;
};

/// What clocks say, with intervals by the delete-a-group jackknife of their curve
/// (on `models::ClockGrid`, which is fine enough for how far an estimate may be off).
struct ClockEstimates {
  std::vector<ClockFigure> figures;     ///< of all clocks
  std::vector<LineEstimate> estimates;  ///< of these, in their order
  CurveSummary curve;
};

[[nodiscard]] ClockEstimates clock_estimates(const GroupedClocks& clocks, const std::string& group);

}  // namespace stepdown::analysis
