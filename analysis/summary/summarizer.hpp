#pragma once

#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/tally_series.hpp"
#include "analysis/summary/outcome_summary.hpp"
#include "analysis/summary/pooled_histograms.hpp"
#include "analysis/summary/summary.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

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

  /// The summary so far.
  [[nodiscard]] Summary finish() &&;

 private:
  /// Sums of one line over replications.
  struct LineSums {
    RunningMoments moments;
    double weighted = 0;      ///< sum of value x n
    std::int64_t weight = 0;  ///< sum of the n that have a value
  };
  /// Counts at midnight of one level.
  struct DailySeries {
    TallySeries census;
    TallySeries list;
    TallySeries held;
  };

  void add_values(const std::vector<Measurement>& measured);
  void add_daily(const models::Observations& observations);
  void add_state(std::size_t state, const models::StateObservations& seen);
  void close_lines();
  void close_daily();
  void fill_pooled_distributions();
  void close_outcomes();
  void close_quantiles();

  const models::Model* model_;
  Summary summary_;
  std::vector<LineSums> sums_;            ///< by line
  std::vector<PooledHistograms> pooled_;  ///< by state
  std::vector<DailySeries> daily_;        ///< by level
  OutcomeSummarizer outcomes_;
};

}  // namespace stepdown::analysis
