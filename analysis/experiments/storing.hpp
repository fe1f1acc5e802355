#pragma once

#include "analysis/store/sweep_store.hpp"
#include "analysis/summary/replication_record.hpp"
#include "sim/threads/in_background.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace stepdown::analysis {

/// Puts replications into a store as they end, some of them at once: each transaction waits for the
/// disk, on a thread of its own, so that nobody who simulates waits with it.
///
/// Between `add` and the end of the next `flush` nobody else may use the store.
class Storing {
 public:
  explicit Storing(SweepStore& store) : store_(&store) {}

  /// @param point  as the store calls it
  /// @throws std::system_error when the disk has refused some that were added before
  void add(std::int64_t point, int replication, const ReplicationRecord& record);
  /// Returns when all that was added is in the store.
  /// @throws std::system_error when the disk refuses some of it
  void flush();

 private:
  /// Waits for those before, and lets what waits be put.
  void put_waiting();

  SweepStore* store_;
  std::vector<StoredReplication> waiting_;
  sim::InBackground putting_;  ///< those before
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace stepdown::analysis
