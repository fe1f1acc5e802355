#pragma once

#include "analysis/summary/line_estimate.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <optional>
#include <vector>

namespace stepdown::analysis {

/// Whom a week needs of a role, over replications.
struct StaffWeek {
  long first_day = 0;             ///< of the run
  std::optional<double> at_hand;  ///< full-time equivalents employed, on average
  OverReplications hours;
  OverReplications equivalents;
};

/// Takes what each whole week needs of each role in all levels together, replication by
/// replication. Of windows so long that not every midnight is counted it tells nothing, so that
/// memory does not grow with the horizon.
class WeeklyStaffSummarizer {
 public:
  /// The model must outlive it.
  explicit WeeklyStaffSummarizer(const models::Model& model) : model_{&model} {}

  void add(const models::Observations& observations);
  /// By role, the weeks in order; empty when there is nothing to tell.
  [[nodiscard]] std::vector<std::vector<StaffWeek>> finish() const;

 private:
  /// Of one week, by replication.
  struct Seen {
    std::optional<double> at_hand;
    std::vector<double> hours;
    std::vector<double> equivalents;
  };

  const models::Model* model_;
  std::vector<std::vector<Seen>> roles_;  ///< by week
};

}  // namespace stepdown::analysis
