#include "analysis/experiments/storing.hpp"

#include "analysis/store/record_bytes.hpp"

#include <utility>

namespace stepdown::analysis {

void Storing::add(std::int64_t point, int replication, const ReplicationRecord& record) {
  // A fifth of a second is what a kill can lose; the disk then takes some hundredths of the time.
  constexpr std::chrono::milliseconds longest{200};
  constexpr std::size_t most = 10'000;
  waiting_.push_back({point, replication, to_bytes(record)});
  if (waiting_.size() >= most || std::chrono::steady_clock::now() - last_ > longest) flush();
}

void Storing::flush() {
  if (!waiting_.empty()) store_->put(std::exchange(waiting_, {}));
  last_ = std::chrono::steady_clock::now();
}

}  // namespace stepdown::analysis
