#include "analysis/experiments/run_points.hpp"

#include "sim/threads/one_at_a_time.hpp"
#include "sim/threads/replicate.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

namespace stepdown::analysis {

namespace {

/// How many of `rest` replications of a point to take next, if `left` are left of all points. Of
/// equal size where the point is divided.
std::size_t size_of_piece(std::size_t rest, std::size_t left, int workers) {
  constexpr std::size_t least = 2;  // as each piece makes the model again
  constexpr std::size_t pieces_a_worker = 4;
  const std::size_t most =
      std::max(least, left / (pieces_a_worker * static_cast<std::size_t>(workers)));
  const std::size_t pieces = (rest + most - 1) / most;
  return (rest + pieces - 1) / pieces;
}

}  // namespace

std::vector<PointTask> pieces_of(const PointsWork& work, int workers) {
  if (work.are_in_order || workers == 1) return work.tasks;
  std::size_t left = 0;
  for (const PointTask& task : work.tasks)
    left += task.replications.size();
  std::vector<PointTask> pieces;
  for (const PointTask& task : work.tasks) {
    auto begin = task.replications.begin();
    while (begin != task.replications.end()) {
      const auto rest = static_cast<std::size_t>(task.replications.end() - begin);
      const std::size_t size = size_of_piece(rest, left, workers);
      const auto end = begin + static_cast<std::ptrdiff_t>(size);
      pieces.push_back({task.point, {begin, end}});
      left -= size;
      begin = end;
    }
  }
  return pieces;
}

bool run_points(const PointsWork& work,
                const KeepOfPoints& keep,
                const MakePoint& make,
                const PointSink& sink) {
  const std::vector<PointTask> pieces = pieces_of(work, keep.threads);
  std::atomic<bool> is_stopped = false;
  KeepOfPoints how = keep;
  how.stop = [&] {
    if (!is_stopped && keep.stop && keep.stop()) is_stopped = true;
    return is_stopped.load();
  };
  PointTables tables;
  sim::OneAtATime one_at_a_time;
  sim::ReplicationPlan plan;
  plan.count = static_cast<int>(pieces.size());
  plan.threads = keep.threads;
  plan.stop = &is_stopped;
  const int ended = sim::run_replications(plan, [&](int /*thread*/, int number) {
    const PointTask& piece = pieces[static_cast<std::size_t>(number)];
    const auto point = std::make_unique<PointRunner>(piece.point, make(piece.point), how, tables);
    for (const int replication : piece.replications) {
      if (how.stop()) return false;
      auto record = point->run(replication);
      if (!record) return false;
      const bool is_wanted =
          one_at_a_time([&] { return sink(piece.point, replication, *std::move(record)); });
      if (!is_wanted) break;
    }
    return true;
  });
  return ended == plan.count;
}

}  // namespace stepdown::analysis
