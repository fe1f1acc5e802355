#pragma once

#include "models/care/simulate.hpp"
#include "models/model.hpp"

namespace stepdown::analysis {

/// How much a run has to keep at once.
struct RunSize {
  int threads = 1;
  int replications = 1;
  /// Whether all replications are summed up for each group of `report_by`.
  bool is_summed_up = true;
};

/// Bytes for groups of people: what is seen of them on each thread, and their sums. A forecast by
/// what was measured for networks of one to six states; 0 without `report_by`.
[[nodiscard]] double memory_for_groups(const models::Model& model, const RunSize& size);

/// Refuses what would not fit, by a forecast, and names what takes most of it.
/// @param free_memory  bytes; 0: not known, and nothing is refused
/// @throws sim::LimitReached
void check_memory(const models::Model& model,
                  const models::Simulator& simulator,
                  const RunSize& size,
                  double free_memory);

}  // namespace stepdown::analysis
