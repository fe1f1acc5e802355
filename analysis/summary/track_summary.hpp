#pragma once

#include "analysis/statistics/spread.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::analysis {

/// One track of a level, over replications. Figures of groups have no value where places are not in
/// groups.
struct TrackSummary {
  std::size_t level = 0;
  std::size_t track = 0;
  LineEstimate places;
  LineEstimate census;
  LineEstimate utilization;
  LineEstimate full;        ///< share of time
  LineEstimate admissions;  ///< a year
  LineEstimate wait;        ///< mean, of those admitted, days
  LineEstimate groups_running;
  LineEstimate group_fill;
};

/// Takes what was seen in the tracks of each replication, in their order.
class TrackSummarizer {
 public:
  explicit TrackSummarizer(const models::Model& model);

  void add(const models::Observations& observations);
  /// By level, then by track.
  [[nodiscard]] std::vector<TrackSummary> finish() const;

 private:
  /// What replications say, one entry each.
  struct Track {
    std::size_t level = 0;
    std::size_t track = 0;
    int group_size = 0;
    std::int64_t admitted = 0;  ///< in all
    std::vector<double> places;
    std::vector<double> census;
    std::vector<double> utilization;  ///< of replications in which there were places
    std::vector<double> full;
    std::vector<double> admissions;
    std::vector<RatioPart> waits;
    std::vector<double> groups_running;
    std::vector<double> group_fill;  ///< of replications in which groups ran
  };

  static void add(const models::TrackObservations& seen, double days, Track& to);
  [[nodiscard]] static TrackSummary summary_of(const Track& track);

  std::vector<Track> tracks_;
};

}  // namespace stepdown::analysis
