#pragma once

#include "analysis/summary/grouped.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "sim/log_histogram.hpp"
#include "sim/packed_log_histogram.hpp"

#include <string_view>

namespace stepdown::analysis {

/// Lengths of time seen in all replications, group by group.
class GroupedLengths : public Grouped<sim::LogHistogram, sim::PackedLogHistogram> {
 public:
  /// Lengths that are not 0, and in how many groups.
  [[nodiscard]] Behind not_zero() const;
  /// A quantile, or the largest, of all lengths.
  [[nodiscard]] LineEstimate estimate(std::string_view statistic) const;
};

}  // namespace stepdown::analysis
