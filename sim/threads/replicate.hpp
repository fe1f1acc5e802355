#pragma once

#include "sim/contract.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// Which replications to run, and how.
struct ReplicationPlan {
  /// Number of the first replication.
  int first = 0;
  int count = 1;
  /// 1 runs everything on the calling thread.
  int threads = 1;
  /// Told how many replications have ended; called by one thread at a time, from any of them.
  std::function<void(int)> progress{};
  /// Once true, no further replication starts; those begun are finished.
  const std::atomic<bool>* stop = nullptr;
};

/// Runs task(thread, replication) for each replication of the plan, which are handed out in order,
/// thread in [0, threads). Returns how many were run: fewer than `plan.count` only after a stop.
///
/// An exception ends the run: of all replications that failed, the one with the lowest number has
/// its exception thrown here, whatever the number of threads.
/// @pre count >= 0, threads >= 1
int run_replications(const ReplicationPlan& plan, const std::function<void(int, int)>& task);

/// Runs replications on threads and returns their results in the order of the replications, so that
/// the answer does not depend on the number of threads.
///
/// `make_worker()` is called once a thread, on the calling thread; `worker(replication)` returns
/// the result of one replication and may reuse its storage from one call to the next. After a stop
/// the results are those of the first so many replications.
template <class MakeWorker>
[[nodiscard]] auto replicate(const ReplicationPlan& plan, MakeWorker make_worker) {
  using Worker = std::invoke_result_t<MakeWorker&>;
  using Result = std::invoke_result_t<Worker&, int>;
  expects(plan.count >= 0, "a number of replications is not negative");
  expects(plan.threads >= 1, "replications run on at least one thread");
  const int threads = plan.threads < plan.count ? plan.threads : plan.count;
  std::vector<Worker> workers;
  for (int thread = 0; thread < threads; ++thread)
    workers.push_back(make_worker());
  std::vector<std::optional<Result>> slots(static_cast<std::size_t>(plan.count));
  const int ended = run_replications(plan, [&](int thread, int replication) {
    slots[static_cast<std::size_t>(replication - plan.first)].emplace(
        workers[static_cast<std::size_t>(thread)](replication));
  });
  std::vector<Result> results;
  results.reserve(static_cast<std::size_t>(ended));
  for (std::optional<Result>& slot : slots)
    if (slot) results.push_back(std::move(*slot));
  return results;
}

/// Runs replications on threads and hands each result to `consume(replication, result)`, one at a
/// time and in the order of the replications, as soon as its turn has come. So results need not be
/// kept, and sums over them do not depend on the number of threads. Returns how many were run.
///
/// `make_worker` is as for `replicate`; `consume` is called from any of the threads.
template <class MakeWorker, class Consume>
int replicate_in_order(const ReplicationPlan& plan, MakeWorker make_worker, Consume consume) {
  using Worker = std::invoke_result_t<MakeWorker&>;
  using Result = std::invoke_result_t<Worker&, int>;
  expects(plan.count >= 0, "a number of replications is not negative");
  expects(plan.threads >= 1, "replications run on at least one thread");
  const int threads = plan.threads < plan.count ? plan.threads : plan.count;
  std::vector<Worker> workers;
  for (int thread = 0; thread < threads; ++thread)
    workers.push_back(make_worker());
  std::mutex mutex;
  std::map<int, Result> early;  // ended before their turn
  int next = plan.first;
  return run_replications(plan, [&](int thread, int replication) {
    Result result = workers[static_cast<std::size_t>(thread)](replication);
    const std::lock_guard lock(mutex);
    early.emplace(replication, std::move(result));
    for (auto due = early.begin(); due != early.end() && due->first == next;
         due = early.erase(due)) {
      ++next;
      consume(due->first, std::move(due->second));
    }
  });
}

}  // namespace stepdown::sim
