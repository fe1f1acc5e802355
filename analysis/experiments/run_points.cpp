#include "analysis/experiments/run_points.hpp"

#include "sim/threads/one_at_a_time.hpp"
#include "sim/threads/replicate.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

namespace stepdown::analysis {

std::vector<PointTask> pieces_of(const PointsWork& work, int workers) {
  constexpr std::size_t pieces_a_worker = 4;
  const std::size_t wanted = pieces_a_worker * static_cast<std::size_t>(workers);
  if (work.are_in_order || workers == 1 || work.tasks.size() >= wanted) return work.tasks;
  const std::size_t of_each = wanted / std::max<std::size_t>(work.tasks.size(), 1);
  std::vector<PointTask> pieces;
  for (const PointTask& task : work.tasks) {
    const std::size_t number = task.replications.size();
    const std::size_t size = (number + of_each - 1) / of_each;
    for (std::size_t first = 0; first < number; first += size) {
      const auto begin = task.replications.begin() + static_cast<std::ptrdiff_t>(first);
      const auto end = begin + static_cast<std::ptrdiff_t>(std::min(size, number - first));
      pieces.push_back({task.point, {begin, end}});
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
