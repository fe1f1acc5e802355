#pragma once

#include "analysis/statistics/running_moments.hpp"
#include "models/observations.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::analysis {

/// One start of a cohort of a level, or of one of its tracks, over replications.
struct GroupStart {
  std::size_t level = 0;
  std::optional<std::size_t> track;
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
  /// By level, by track, then by time.
  [[nodiscard]] std::vector<GroupStart> finish() && { return std::move(starts_); }

 private:
  void add(std::size_t level,
           std::optional<std::size_t> track,
           const std::vector<models::CohortStart>& starts);

  std::vector<GroupStart> starts_;
  bool is_first_ = true;  ///< of the replications
  std::size_t next_ = 0;  ///< of the starts
};

}  // namespace stepdown::analysis
