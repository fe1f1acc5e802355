#pragma once

#include "analysis/catalog/measurement.hpp"
#include "sim/log_histogram.hpp"
#include "sim/time_weighted.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// Gathers measurements; knows which statistics each kind of observation has.
struct Collector {
  std::string state = all;  ///< of what is added next
  std::string group = all;  ///< of what is added next
  /// What was added. It may begin with the same figures of another replication, which are
  /// overwritten: there are thousands, and their names take longer than their values.
  std::vector<Measurement> found;
  std::size_t number = 0;  ///< of what was added

  void add(std::string_view metric,
           std::string_view statistic,
           std::optional<double> value,
           std::optional<std::int64_t> n = std::nullopt);

  /// Mean, sd, smallest, largest and quantiles of a count over time.
  void add_over_time(std::string_view metric, const sim::TimeHistogram& seen);

  /// Mean, sd, quantiles and largest of lengths of time.
  void add_histogram(std::string_view metric, const sim::LogHistogram& seen);

  /// Mean and sd from sums.
  void add_moments(std::string_view metric, std::int64_t n, double sum, double sum_of_squares);
};

}  // namespace stepdown::analysis
