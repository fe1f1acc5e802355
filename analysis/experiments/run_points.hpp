#pragma once

#include "analysis/experiments/point_runner.hpp"
#include "analysis/summary/replication_record.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace stepdown::analysis {

/// Replications of one point that are still to be run.
struct PointTask {
  std::size_t point = 0;
  std::vector<int> replications;
};

/// Makes the model of a point. Called on any thread, for several points at the same time.
using MakePoint = std::function<models::Model(std::size_t point)>;
/// Told each replication as soon as it has ended, by one thread at a time. Which points come first
/// means nothing.
/// @returns whether further replications of the point are wanted
using PointSink =
    std::function<bool(std::size_t point, int replication, ReplicationRecord&& record)>;

/// Points to be run.
struct PointsWork {
  std::vector<PointTask> tasks;
  /// Whether the replications of a point come in their order, one after the other.
  bool are_in_order = false;
};

/// Tasks in pieces that workers take one after the other: whole points as long as there are many to
/// come, smaller ones towards the end, so that all workers end at nearly the same time. Where
/// replications come in order, whole points to the end.
[[nodiscard]] std::vector<PointTask> pieces_of(const PointsWork& work, int workers);

/// Runs replications of many points, each of which reads its luck from the same seed: points differ
/// by what they change alone. A model is made once, or, of one of the last points, as often as its
/// replications are divided among threads; it goes when they have ended, so memory does not grow
/// with the points.
/// What the sink is told does not depend on the number of threads, but for the order.
///
/// @returns whether all of it was run, and not stopped before
/// @throws UnmeasuredFigure; sim::LimitReached as `run_model`; whatever `make` and `sink` throw
bool run_points(const PointsWork& work,
                const KeepOfPoints& keep,
                const MakePoint& make,
                const PointSink& sink);

/// A way to run them: `run_points`, or on several machines.
using RunPoints = std::function<bool(const PointsWork& work,
                                     const KeepOfPoints& keep,
                                     const MakePoint& make,
                                     const PointSink& sink)>;

}  // namespace stepdown::analysis
