#pragma once

#include "models/model.hpp"

#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// How much a run has to keep at once.
struct RunSize {
  int threads = 1;
  int replications = 1;
  /// Whether all replications are summed up, also for each group of `report_by`.
  bool is_summed_up = true;
  bool may_stop_early = false;  ///< so many replications at most
  int runs = 1;                 ///< of that size, the sums of which are kept at once
};

/// Bytes for one of the things that are kept.
struct MemoryNeed {
  double bytes = 0;
  std::string_view what;    ///< "the groups of report_by"
  std::string_view remedy;  ///< "shorten the run"
  bool is_by_thread = false;
};

/// What grows with the length of a run, its levels, and its replications: a forecast, in an order
/// that does not matter. People inside are not in it.
[[nodiscard]] std::vector<MemoryNeed> memory_needs(const models::Model& model, const RunSize& size);

}  // namespace stepdown::analysis
