#pragma once

#include "analysis/catalog/measurement.hpp"
#include "sim/log_histogram.hpp"
#include "sim/time_weighted.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Gathers measurements; knows which statistics each kind of observation has.
struct Collector {
  std::string state = all;  ///< of what is added next
  std::string group = all;  ///< of what is added next
  std::vector<Measurement> found;

  void add(const std::string& metric,
           const std::string& statistic,
           std::optional<double> value,
           std::optional<std::int64_t> n = std::nullopt);

  /// Mean, sd, smallest, largest and quantiles of a count over time.
  void add_over_time(const std::string& metric, const sim::TimeHistogram& seen);

  /// Mean, sd, quantiles and largest of lengths of time.
  void add_histogram(const std::string& metric, const sim::LogHistogram& seen);

  /// Mean and sd from sums.
  void add_moments(const std::string& metric, std::int64_t n, double sum, double sum_of_squares);
};

}  // namespace stepdown::analysis
