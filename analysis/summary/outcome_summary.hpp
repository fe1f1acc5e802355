#pragma once

#include "analysis/measure/groups.hpp"
#include "analysis/measure/outcome_figures.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// One point of a curve of the clocks of all replications.
struct CurveBand {
  double days = 0;
  double value = 0;
  std::optional<Interval> interval;
  double variance = 0;       ///< as for one sample of independent people
  std::int64_t at_risk = 0;  ///< in all replications
};

/// The curve of one measure, state and group.
struct CurveSummary {
  std::string measure;
  std::string state;
  std::string group;
  std::vector<CurveBand> bands;  ///< as far as someone is at risk
};

/// The share of a group in one status on one day since the index admission.
struct StatusBand {
  std::optional<double> value;
  std::optional<Interval> interval;
};

struct StatusSummary {
  std::string group;
  std::vector<std::vector<StatusBand>> bands;  ///< [day][status]; values of a day sum to 1
  std::vector<std::int64_t> people;            ///< by day: followed that long, in all replications
};

/// What became of the people of all replications. The figures stand in the lines of `Summary` too.
struct OutcomeSummary {
  std::vector<OutcomeFigure> pooled;    ///< in the order of `measure_outcomes`
  std::vector<LineEstimate> estimates;  ///< of the same: of curves, and of quantiles of lengths
  std::size_t first_line = 0;           ///< `Summary::lines` has the same figures from there on
  std::vector<CurveSummary> curves;
  std::vector<StatusSummary> statuses;
};

/// Sums up outcomes replication by replication; keeps sums of groups of replications only.
class OutcomeSummarizer {
 public:
  /// The model must outlive the summarizer.
  explicit OutcomeSummarizer(const models::Model& model);

  /// One replication. @pre its window is as long as that of the others.
  void add(const models::OutcomeObservations& outcomes, double window_days);
  [[nodiscard]] OutcomeSummary finish() const;

 private:
  void finish_group(const ReportGroup& group, OutcomeSummary& to) const;

  const models::Model* model_;
  std::vector<ReportGroup> groups_;           ///< of people
  std::vector<models::PooledOutcomes> sums_;  ///< by group of replications
  std::vector<int> sizes_;                    ///< replications in each of these
  double window_days_ = 0;                    ///< of each replication
  int replications_ = 0;
};

}  // namespace stepdown::analysis
