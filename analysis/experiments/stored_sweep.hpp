#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/point_models.hpp"
#include "analysis/experiments/precision.hpp"
#include "analysis/experiments/run_points.hpp"
#include "analysis/experiments/sweep_design.hpp"
#include "analysis/store/sweep_store.hpp"
#include "analysis/summary/kept_summarizer.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// By what a point is known in a store: all that it sets.
[[nodiscard]] std::string settings_of(const SweepPoint& point);

/// What is simulated of each point, and kept.
struct SweepExtent {
  std::vector<FigureName> figures;
  int replications = 0;  ///< of each point; with `precision` at most so many
  /// Ends a point as soon as its figures are precise enough. Its figures are among those kept.
  std::optional<PrecisionPlan> precision;
};

/// A part of the points: number `part` of `of`, from 1; every `of`th point.
struct SweepShard {
  int part = 1;
  int of = 1;
};

/// What the replications of a point say.
struct EndedPoint {
  KeptSummarizer summary;
  std::optional<PrecisionOutcome> precision;  ///< where it was asked for
};

/// How far a sweep is.
struct SweepProgress {
  std::size_t points = 0;        ///< that have ended, of those that were missing
  std::size_t replications = 0;  ///< that have ended
};

/// How a sweep is run.
struct SweepRunOptions {
  int threads = 1;
  models::StopQuestion stop{};  ///< as `RunOptions::stop`
  double free_memory = 0;       ///< as `RunOptions::free_memory`
  RunPoints run_points{};       ///< empty: on this machine
};

/// The points of a design, and the store with their replications.
class StoredSweep {
 public:
  /// Names the points in the store. Both must outlive it.
  StoredSweep(SweepStore& store, const SweepDesign& design, SweepExtent extent);

  /// What has not been run yet, of these points.
  [[nodiscard]] std::vector<PointTask> missing(const SweepShard& shard = {});

  /// Runs what is missing, and stores it as it ends.
  /// @param progressed  told every replication, by one thread at a time; may be empty
  /// @returns whether all of it was run
  /// @throws as `run_points`; std::system_error when the disk refuses, and then all that was stored
  ///         before stays
  bool run(const std::vector<PointTask>& tasks,
           const PointModels& models,
           const SweepRunOptions& options,
           const std::function<void(const SweepProgress&)>& progressed);

  /// What the replications of a point say; nothing where some are missing.
  [[nodiscard]] std::optional<EndedPoint> ended(std::size_t point);
  [[nodiscard]] std::optional<KeptSummarizer> summary(std::size_t point);
  /// Tells each replication of a point that counts, in order.
  void replications(std::size_t point, const std::function<void(int, ReplicationRecord&&)>& told);

  [[nodiscard]] const SweepDesign& design() const { return *design_; }
  [[nodiscard]] const SweepExtent& extent() const { return extent_; }

 private:
  /// The replications of a point so far, in their order, and whether they are enough.
  class SoFarOfPoint;

  [[nodiscard]] SoFarOfPoint stored(std::size_t point);

  SweepStore* store_;
  const SweepDesign* design_;
  SweepExtent extent_;
  KeptLines lines_;
  std::vector<std::int64_t> names_;  ///< of the points in the store
};

}  // namespace stepdown::analysis
