#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/catalog/measurement.hpp"
#include "analysis/catalog/pooling.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/summary/first_days.hpp"
#include "analysis/summary/group_starts.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "analysis/summary/monthly_census.hpp"
#include "analysis/summary/monthly_money.hpp"
#include "analysis/summary/outcome_summary.hpp"
#include "analysis/summary/pooled_histograms.hpp"
#include "analysis/summary/summary.hpp"
#include "analysis/summary/track_summary.hpp"
#include "analysis/summary/weekly_census.hpp"
#include "analysis/summary/weekly_staff.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Takes replications one by one, in their order, and sums them up. Keeps the figures of each, but
/// histograms and daily counts only added up, so memory does not grow with the horizon.
class Summarizer {
 public:
  /// The model must outlive the summarizer.
  explicit Summarizer(const models::Model& model);

  /// @param measured  what `measure` made of `observations`
  /// @pre every replication has the same figures in the same order.
  void add(const models::Observations& observations, const Measured& measured);

  [[nodiscard]] int replications() const { return summary_.replications; }

  /// Where the figure of that name stands in the lines; nothing when there is none, or before the
  /// first replication.
  [[nodiscard]] std::optional<std::size_t> line_of(const FigureName& figure) const;
  /// What the replications so far say of one figure.
  [[nodiscard]] LineEstimate estimate(std::size_t line) const;

  /// The summary so far, the same for any number of threads.
  [[nodiscard]] Summary finish(int threads) &&;

 private:
  void add_values(const std::vector<Measurement>& measured);
  void add_daily(const models::Observations& observations);
  void add_group(std::size_t replication, std::size_t group, const models::Observations& seen);
  void add_balance(std::size_t state, const models::Observations& everybody);
  /// @param outcomes  those of the replications so far; null: they are summed up when needed
  [[nodiscard]] LineEstimate estimate(std::size_t line, const OutcomeSummary* outcomes) const;
  /// The same of a quantile, a largest, or a figure of a curve.
  [[nodiscard]] LineEstimate of_distribution(std::size_t line,
                                             const OutcomeSummary* outcomes) const;
  [[nodiscard]] std::optional<Behind> not_zero(std::size_t line) const;
  /// The distributions of the state of a line; null when it is of people.
  [[nodiscard]] const PooledHistograms* histograms(std::size_t line) const;
  [[nodiscard]] const GroupedLengths* lengths(std::size_t line) const;
  [[nodiscard]] const GroupedTimes* times(std::size_t line) const;
  [[nodiscard]] std::size_t first_line(const OutcomeSummary& outcomes) const;
  void close_lines(int threads);
  void close_daily();
  void pool_people_over_time();

  const models::Model* model_;
  Summary summary_;
  std::vector<Pooling> poolings_;                      ///< of its lines
  std::vector<std::string> groups_;                    ///< everybody, then those of `group_names`
  std::vector<std::vector<PooledHistograms>> pooled_;  ///< by group, by state
  MonthlySummarizer monthly_;
  MonthlyMoneySummarizer monthly_money_;
  WeeklySummarizer weekly_;
  WeeklyStaffSummarizer weekly_staff_;
  GroupStartSummarizer group_starts_;
  TrackSummarizer tracks_;
  Forecaster forecaster_;
  OutcomeSummarizer outcomes_;
};

}  // namespace stepdown::analysis
