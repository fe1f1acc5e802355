#pragma once

#include "analysis/store/sweep_store.hpp"
#include "analysis/summary/replication_record.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace stepdown::analysis {

/// Puts replications into a store as they end, some of them at once: each transaction waits for the
/// disk.
class Storing {
 public:
  explicit Storing(SweepStore& store) : store_(&store) {}

  /// @param point  as the store calls it
  void add(std::int64_t point, int replication, const ReplicationRecord& record);
  /// Puts what has not been put yet.
  void flush();

 private:
  SweepStore* store_;
  std::vector<StoredReplication> waiting_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace stepdown::analysis
