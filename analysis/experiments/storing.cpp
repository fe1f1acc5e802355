#include "analysis/experiments/storing.hpp"

#include "analysis/store/record_bytes.hpp"

#include <utility>

namespace stepdown::analysis {

void Storing::add(std::int64_t point, int replication, const ReplicationRecord& record) {
  // A fifth of a second, and what the disk takes, is what a kill can lose.
  constexpr std::chrono::milliseconds longest{200};
  constexpr std::size_t most = 10'000;
  waiting_.push_back({point, replication, to_bytes(record)});
  const bool is_due = std::chrono::steady_clock::now() - last_ > longest && !putting_.is_busy();
  if (is_due || waiting_.size() >= most) put_waiting();
}

void Storing::flush() {
  if (!waiting_.empty()) put_waiting();
  putting_.finish();
}

void Storing::put_waiting() {
  putting_.finish();  // what waits is still there when the disk refused those before
  putting_.begin([store = store_, put = std::exchange(waiting_, {})] { store->put(put); });
  last_ = std::chrono::steady_clock::now();
}

}  // namespace stepdown::analysis
