#pragma once

#include "analysis/statistics/running_moments.hpp"
#include "models/observations.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace stepdown::analysis {

/// One start of a cohort of a level, over replications.
struct GroupStart {
  std::size_t level = 0;
  sim::Ticks time{};
  RunningMoments waiting;   ///< people who waited for it
  RunningMoments seats;     ///< free ones
  RunningMoments admitted;  ///< people who got one
  RunningMoments ran;       ///< 1: somebody did
};

/// Takes the starts of each replication, which are at the same moments in all; in their order.
class GroupStartSummarizer {
 public:
  void add(const models::Observations& observations);
  /// By level, then by time.
  [[nodiscard]] std::vector<GroupStart> finish() && { return std::move(starts_); }

 private:
  std::vector<GroupStart> starts_;
};

}  // namespace stepdown::analysis
