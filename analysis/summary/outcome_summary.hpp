#pragma once

#include "analysis/measure/groups.hpp"
#include "analysis/measure/outcome_curves.hpp"
#include "analysis/measure/outcome_figures.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// One point of a curve over replications.
struct CurveBand {
  double days = 0;
  /// Mean over replications and its interval. Only while every replication that has the curve at
  /// all reaches this far: else the mean would be over different replications from day to day.
  std::optional<double> mean;
  std::optional<Interval> interval;
  double pooled = 0;           ///< the estimate from all replications thrown together
  double pooled_variance = 0;  ///< within it, as for one sample of independent people
  std::int64_t at_risk = 0;    ///< in all replications
};

/// The curve of one measure, state and group.
struct CurveSummary {
  std::string measure;
  std::string state;
  std::string group;
  std::int64_t replications = 0;  ///< that have the curve
  std::vector<CurveBand> bands;   ///< as far as someone is at risk
};

/// The share of a group in one status on one day since the index admission.
struct StatusBand {
  std::optional<double> mean;
  std::optional<Interval> interval;
};

struct StatusSummary {
  std::string group;
  std::vector<std::vector<StatusBand>> bands;  ///< [day][status]; means of a day sum to 1
  std::vector<std::int64_t> people;            ///< by day: followed that long, in all replications
};

/// What became of people, over replications. Means and intervals of the figures themselves are in
/// the lines of `Summary`.
struct OutcomeSummary {
  std::vector<OutcomeFigure> pooled;  ///< from all replications thrown together
  std::size_t first_line = 0;         ///< `Summary::lines` has the same figures from there on
  std::vector<CurveSummary> curves;
  std::vector<StatusSummary> statuses;
};

/// Sums up outcomes replication by replication; keeps sums only.
class OutcomeSummarizer {
 public:
  /// The model must outlive the summarizer.
  explicit OutcomeSummarizer(const models::Model& model);

  /// One replication. @pre its window is as long as that of the others.
  /// @param curves  what `measure_outcomes` made of `outcomes`
  void add(const models::OutcomeObservations& outcomes,
           const OutcomeCurves& curves,
           double window_days);
  [[nodiscard]] OutcomeSummary finish() const;

 private:
  struct GroupSums {
    std::vector<std::vector<RunningMoments>> curves;    ///< [clocks][point]
    std::vector<std::vector<RunningMoments>> statuses;  ///< [status][day]
  };

  static void add_curves(GroupSums& sums, const std::vector<std::vector<double>>& curves);
  static void add_statuses(GroupSums& sums, const std::vector<std::vector<std::int64_t>>& counts);
  void finish_curves(std::size_t group, const models::PooledCell& pooled, OutcomeSummary& to) const;
  [[nodiscard]] StatusSummary finish_statuses(
      std::size_t group, const std::vector<std::vector<std::int64_t>>& counts) const;

  const models::Model* model_;
  std::vector<ReportGroup> groups_;
  std::vector<GroupSums> sums_;  ///< by group
  models::PooledOutcomes pooled_;
  double window_days_ = 0;  ///< of each replication
  int replications_ = 0;
};

}  // namespace stepdown::analysis
