#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/measure/clocks.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/measure/outcome_figures.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/summary/clock_estimates.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

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
  /// The same for any number of threads.
  [[nodiscard]] OutcomeSummary finish(int threads) const;
  /// One figure of a curve, or quantile of lengths, without working out the others; nothing when it
  /// is no such figure. @pre there was a replication
  [[nodiscard]] std::optional<LineEstimate> estimate(const FigureName& figure) const;

 private:
  [[nodiscard]] ClockEstimates clock(const std::string& group,
                                     const NamedClocks& all_clocks,
                                     const std::vector<std::vector<NamedClocks>>& clocks,
                                     std::size_t which) const;

  const models::Model* model_;
  std::vector<ReportGroup> groups_;           ///< of people
  std::vector<models::PooledOutcomes> sums_;  ///< by group of replications
  std::vector<int> sizes_;                    ///< replications in each of these
  double window_days_ = 0;                    ///< of each replication
  int replications_ = 0;
};

}  // namespace stepdown::analysis
