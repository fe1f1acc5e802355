#pragma once

#include "analysis/measure/collector.hpp"
#include "analysis/summary/grouped_lengths.hpp"
#include "analysis/summary/grouped_times.hpp"
#include "analysis/summary/summary.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"
#include "sim/time_weighted.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// The distributions of one state, of everybody or of one group of people: of every figure that is
/// kept as a histogram: numbers of people over the time of all replications, and lengths of time by
/// groups of replications.
class PooledHistograms {
 public:
  PooledHistograms(const models::Model& model, std::size_t state);

  /// @param replication  its number from 0
  void add(std::size_t replication, const models::StateObservations& seen);
  /// Adds the statistics of numbers of people to `to`, in the order of `analysis::measure`. The
  /// group is up to the caller.
  void measure_people(Collector& to) const;
  /// Adds the distributions of numbers of people to `to`. @pre of a level
  void add_distributions(const std::string& group, std::vector<PeopleDistribution>& to) const;
  /// The lengths of a figure; null when the state has no such figure.
  [[nodiscard]] const GroupedLengths* lengths(std::string_view metric) const;
  /// How long there were how many people; null when the figure is none of that.
  [[nodiscard]] const GroupedTimes* times(std::string_view metric) const;

 private:
  struct People {
    std::string metric;
    models::Headcount headcount{};
    GroupedTimes groups;
  };
  struct Lengths {
    std::string metric;
    models::Length length{};
    GroupedLengths groups;
  };

  std::size_t state_;
  std::string name_;
  std::vector<People> people_;
  std::vector<Lengths> lengths_;
};

}  // namespace stepdown::analysis
