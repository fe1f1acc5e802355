#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/point_tables.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/summary/kept_figures.hpp"
#include "analysis/summary/replication_record.hpp"
#include "models/care/simulate.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <vector>

namespace stepdown::analysis {

/// A point does not measure a figure that is to be kept.
class UnmeasuredFigure : public std::runtime_error {
 public:
  UnmeasuredFigure(std::size_t point, const FigureName& figure);
  [[nodiscard]] std::size_t point() const { return point_; }

 private:
  std::size_t point_;
};

/// What is told of all points that are run.
struct KeepOfPoints {
  std::vector<FigureName> figures;  ///< of which each replication is kept
  models::StopQuestion stop{};      ///< as `RunOptions::stop`
  int threads = 1;                  ///< that run points at the same time
  double free_memory = 0;           ///< as `RunOptions::free_memory`
};

/// Runs replications of one point, one after the other, and keeps its model for them.
class PointRunner {
 public:
  /// `keep` must outlive it; nothing of what is kept depends on `tables`.
  /// @throws sim::LimitReached as `run_model`
  PointRunner(std::size_t point,
              models::Model&& model,
              const KeepOfPoints& keep,
              PointTables& tables);

  /// Nothing when it was abandoned. @throws UnmeasuredFigure
  [[nodiscard]] std::optional<ReplicationRecord> run(int replication);

 private:
  void find_kept();

  std::size_t point_;
  const KeepOfPoints* keep_;
  models::Model model_;
  Moves moves_;
  models::Simulator simulator_;
  Measured measured_;
  std::optional<KeptFigures> kept_;
};

}  // namespace stepdown::analysis
