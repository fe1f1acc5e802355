#include "sim/threads/replicate.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <future>
#include <limits>
#include <mutex>

namespace stepdown::sim {

namespace {

constexpr int nothing_failed = std::numeric_limits<int>::max();

/// What the threads of one run share.
struct Shared {
  const ReplicationPlan& plan;
  const std::function<bool(int, int)>& task;
  std::atomic<int> next{0};
  std::atomic<bool> failed{false};
  std::mutex progress_mutex{};
  int ended = 0;
};

/// Says so when the scope is left by an exception.
class FailureFlag {
 public:
  explicit FailureFlag(std::atomic<bool>& failed) : failed_{failed} {}
  FailureFlag(const FailureFlag&) = delete;
  FailureFlag(FailureFlag&&) = delete;
  FailureFlag& operator=(const FailureFlag&) = delete;
  FailureFlag& operator=(FailureFlag&&) = delete;
  ~FailureFlag() {
    if (!is_over_) failed_ = true;
  }
  void over() { is_over_ = true; }

 private:
  std::atomic<bool>& failed_;
  bool is_over_ = false;
};

bool should_stop(const Shared& shared) {
  return shared.failed || (shared.plan.stop != nullptr && *shared.plan.stop);
}

/// One thread's share. `running` names the replication it works on, for the case that it fails.
void run_share(Shared& shared, int thread, int& running) {
  FailureFlag flag{shared.failed};
  while (!should_stop(shared)) {
    const int index = shared.next++;
    if (index >= shared.plan.count) break;
    running = shared.plan.first + index;
    if (!shared.task(thread, running)) continue;
    const std::scoped_lock lock{shared.progress_mutex};
    ++shared.ended;
    if (shared.plan.progress) shared.plan.progress(shared.ended);
  }
  running = nothing_failed;
  flag.over();
}

}  // namespace

int run_replications(const ReplicationPlan& plan, const std::function<bool(int, int)>& task) {
  expects(plan.count >= 0, "a number of replications is not negative");
  expects(plan.threads >= 1, "replications run on at least one thread");
  Shared shared{plan, task};
  const int threads = std::min(plan.threads, plan.count);
  std::vector<int> running(static_cast<std::size_t>(std::max(threads, 1)), nothing_failed);
  if (threads <= 1) {
    run_share(shared, 0, running.front());
    return shared.ended;
  }
  // A future brings an exception home without a handler of ours.
  struct Share {
    int* running = nullptr;
    std::future<void> end;
  };
  std::vector<Share> shares;
  for (int thread = 0; thread < threads; ++thread) {
    int& mine = running[static_cast<std::size_t>(thread)];
    shares.push_back({&mine, std::async(std::launch::async, [&shared, thread, &mine] {
                        run_share(shared, thread, mine);
                      })});
  }
  for (const Share& share : shares)
    share.end.wait();
  std::ranges::sort(shares, {}, [](const Share& share) { return *share.running; });
  for (Share& share : shares)
    share.end.get();
  return shared.ended;
}

}  // namespace stepdown::sim
