#pragma once

#include "analysis/measure/collector.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"
#include "sim/log_histogram.hpp"
#include "sim/time_weighted.hpp"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::analysis {

/// The distributions of one state, all replications thrown together: of every figure that is kept
/// as a histogram.
class PooledHistograms {
 public:
  PooledHistograms(const models::Model& model, std::size_t state);

  void add(const models::StateObservations& seen);
  /// Adds their statistics to `to`, in the order of `analysis::measure`.
  void measure(Collector& to) const;

 private:
  struct People {
    models::Headcount headcount{};
    sim::TimeHistogram sum;

    void add(const models::StateObservations& seen) { sum.merge(seen[headcount].histogram()); }
    void measure(Collector& to, const std::string& metric) const { to.add_over_time(metric, sum); }
  };
  struct Lengths {
    models::Length length{};
    sim::LogHistogram sum;

    void add(const models::StateObservations& seen) { sum.merge(seen[length]); }
    void measure(Collector& to, const std::string& metric) const { to.add_histogram(metric, sum); }
  };
  struct Pooled {
    std::string metric;
    std::variant<People, Lengths> histogram;
  };

  std::string state_;
  std::vector<Pooled> pooled_;
};

}  // namespace stepdown::analysis
