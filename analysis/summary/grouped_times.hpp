#pragma once

#include "analysis/summary/line_estimate.hpp"
#include "sim/time_weighted.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// For how long a number of people had each value, in all replications, group by group as in
/// `GroupedLengths`.
class GroupedTimes {
 public:
  /// What one replication saw.
  /// @param replication  its number from 0
  void add(std::size_t replication, const sim::TimeHistogram& seen);

  [[nodiscard]] sim::TimeHistogram all() const;
  /// The smallest number with a share `p` of all time at or below it; its interval, too, ends at
  /// whole numbers. Contributions are as if the distribution rose evenly around it.
  /// @pre 0 < p < 1
  [[nodiscard]] LineEstimate quantile(double p) const;

 private:
  std::vector<sim::TimeHistogram> groups_;
};

}  // namespace stepdown::analysis
