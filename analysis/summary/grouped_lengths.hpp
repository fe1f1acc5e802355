#pragma once

#include "analysis/summary/line_estimate.hpp"
#include "sim/log_histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// Replications are dealt into so many groups at most, one after the other, so that what has to be
/// kept of groups does not grow with their number. With fewer, each is a group of its own.
inline constexpr std::size_t most_groups = 20;

/// Lengths of time seen in all replications, group by group.
class GroupedLengths {
 public:
  /// What one replication saw.
  /// @param replication  its number from 0
  void add(std::size_t replication, const sim::LogHistogram& seen);

  [[nodiscard]] sim::LogHistogram all() const;
  /// Lengths that are not 0, and in how many groups.
  [[nodiscard]] Behind not_zero() const;
  /// A quantile, or the largest, of all lengths.
  [[nodiscard]] LineEstimate estimate(std::string_view statistic) const;

 private:
  std::vector<sim::LogHistogram> groups_;
};

}  // namespace stepdown::analysis
