#pragma once

#include "sim/contract.hpp"
#include "sim/threads/in_order.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
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
  /// Once true, no further replication starts; those begun may be abandoned by their task.
  const std::atomic<bool>* stop = nullptr;
};

/// Runs task(thread, replication) for each replication of the plan, which are handed out in order,
/// thread in [0, threads); it returns whether the replication has ended, and was not abandoned
/// because of a stop. Returns how many have: fewer than `plan.count` only after a stop.
///
/// An exception ends the run: of all replications that failed, the one with the lowest number has
/// its exception thrown here, whatever the number of threads.
/// @pre count >= 0, threads >= 1
int run_replications(const ReplicationPlan& plan, const std::function<bool(int, int)>& task);

/// @name What a worker returns of a replication that has ended
///@{
template <class Returned>
struct Result {
  using Type = Returned;
};
template <class Returned>
struct Result<std::optional<Returned>> {
  using Type = Returned;
};
template <class Worker>
using ResultOf = typename Result<std::invoke_result_t<Worker&, int>>::Type;
///@}

/// Runs replications on threads and hands each result to `consume(replication, result)`, one at a
/// time and in the order of the replications, as soon as its turn has come. So results need not be
/// kept, and sums over them do not depend on the number of threads. Returns how many were handed
/// over: after a stop, the first so many.
///
/// `make_worker()` is called once a thread, on the calling thread; `worker(replication)` returns
/// the result of one replication, or, if it returns an optional, nothing when it was abandoned
/// because of a stop, and may reuse its storage from one call to the next. `consume` is called from
/// any of the threads; the others go on meanwhile, and wait only where it cannot keep up.
template <class MakeWorker, class Consume>
int replicate_in_order(const ReplicationPlan& plan, MakeWorker make_worker, Consume consume) {
  using Worker = std::invoke_result_t<MakeWorker&>;
  using Ended = ResultOf<Worker>;
  expects(plan.count >= 0, "a number of replications is not negative");
  expects(plan.threads >= 1, "replications run on at least one thread");
  const int threads = plan.threads < plan.count ? plan.threads : plan.count;
  std::vector<Worker> workers;
  for (int thread = 0; thread < threads; ++thread)
    workers.push_back(make_worker());
  InOrder<Ended, Consume> results{
      plan.first, static_cast<std::size_t>(threads), std::move(consume)};
  run_replications(plan, [&](int thread, int replication) {
    std::optional<Ended> result = workers[static_cast<std::size_t>(thread)](replication);
    if (!result) return false;
    results.bring(replication, std::move(*result));
    return true;
  });
  return results.next() - plan.first;
}

/// Runs replications on threads and returns their results in the order of the replications, so that
/// the answer does not depend on the number of threads.
///
/// `make_worker` is as for `replicate_in_order`. After a stop the results are those of the first so
/// many replications.
template <class MakeWorker>
[[nodiscard]] auto replicate(const ReplicationPlan& plan, MakeWorker make_worker) {
  using Ended = ResultOf<std::invoke_result_t<MakeWorker&>>;
  std::vector<Ended> results;
  replicate_in_order(plan, make_worker, [&](int /*replication*/, Ended&& result) {
    results.push_back(std::move(result));
  });
  return results;
}

}  // namespace stepdown::sim
