#pragma once

#include "analysis/statistics/confidence_interval.hpp"
#include "models/observations.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// How many people there were at a full hour of the week: a mean over replications.
struct PeopleAtHour {
  std::optional<double> mean;        ///< nothing: no such hour in the window
  std::optional<Interval> interval;  ///< 95 %, from the variation between replications
};

/// One level, by hour of the week from Monday 00:00 on.
struct WeeklyCensus {
  std::array<PeopleAtHour, models::hours_a_week> census;
  std::array<PeopleAtHour, models::hours_a_week> list;
};

/// Takes the counts of full hours, replication by replication.
class WeeklySummarizer {
 public:
  void add(const models::Observations& observations);
  /// By level; empty when no hours were observed.
  [[nodiscard]] std::vector<WeeklyCensus> finish() const;

 private:
  /// [hour][replication]
  using Means = std::array<std::vector<double>, models::hours_a_week>;
  struct Level {
    Means census;
    Means list;
  };

  std::vector<Level> levels_;
};

}  // namespace stepdown::analysis
