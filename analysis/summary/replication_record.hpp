#pragma once

#include "analysis/summary/summary.hpp"
#include "models/clock_counts.hpp"
#include "sim/log_histogram.hpp"
#include "sim/time_weighted.hpp"

#include <cstdint>
#include <vector>

namespace stepdown::analysis {

/// What one replication has of some figures: as much as it takes to estimate them from all
/// replications, and no more. `KeptFigures` says what stands where.
struct ReplicationRecord {
  double window_days = 0;
  std::vector<ReplicationValue> values;     ///< by line
  std::vector<std::uint64_t> not_zero;      ///< lengths that are not 0, by mean of lengths
  std::vector<sim::LogHistogram> lengths;   ///< by quantile of lengths
  std::vector<sim::TimeHistogram> times;    ///< by quantile of numbers of people
  std::vector<models::ClockCounts> clocks;  ///< by figure of a curve, by cell of people
  std::vector<std::uint64_t> cells;         ///< of people, by figure of a curve
};

}  // namespace stepdown::analysis
