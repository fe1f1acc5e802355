#pragma once

#include "analysis/summary/line_estimate.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// How many people there were at the midnights of a month: means of the month over replications.
struct PeopleInMonth : OverReplications {
  double peak = 0;  ///< largest count of the month, mean over replications
};

/// One level in one month, or the part of it that was observed.
struct MonthlyCensus {
  std::chrono::year_month month{};
  std::int64_t midnights = 0;  ///< that were counted
  PeopleInMonth census;
  PeopleInMonth list;
  PeopleInMonth held;
};

/// Takes the counts of midnights, replication by replication. Of windows so long that not every
/// midnight is counted it tells nothing, so that memory does not grow with the horizon.
class MonthlySummarizer {
 public:
  /// The model must outlive it.
  explicit MonthlySummarizer(const models::Model& model) : model_{&model} {}

  void add(const models::Observations& observations);
  /// By level, the months in order; empty when there is nothing to tell.
  [[nodiscard]] std::vector<std::vector<MonthlyCensus>> finish() const;

 private:
  struct Month {
    std::chrono::year_month month{};
    std::size_t first = 0;  ///< entry of the daily counts
    std::size_t count = 0;
  };
  /// Of all months of one replication after the other.
  struct Seen {
    std::vector<double> means;
    std::vector<double> peaks;
  };
  struct Level {
    Seen census;
    Seen list;
    Seen held;
  };

  void plan(std::size_t entries);
  void add(std::span<const std::int32_t> counts, Seen& seen) const;
  [[nodiscard]] PeopleInMonth people_in_month(const Seen& seen,
                                              std::size_t month,
                                              StudentFactor& student) const;

  const models::Model* model_;
  std::vector<Month> months_;
  std::vector<Level> levels_;
};

}  // namespace stepdown::analysis
