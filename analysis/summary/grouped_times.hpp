#pragma once

#include "analysis/summary/grouped.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "sim/time_weighted.hpp"

namespace stepdown::analysis {

/// For how long a number of people had each value, in all replications, group by group.
class GroupedTimes : public Grouped<sim::TimeHistogram> {
 public:
  /// The smallest number with a share `p` of all time at or below it; its interval, too, ends at
  /// whole numbers. Contributions are as if the distribution rose evenly around it.
  /// @pre 0 < p < 1
  [[nodiscard]] LineEstimate quantile(double p) const;
};

}  // namespace stepdown::analysis
