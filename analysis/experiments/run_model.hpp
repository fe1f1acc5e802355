#pragma once

#include "analysis/outcomes/people_log.hpp"
#include "analysis/report/event_log.hpp"
#include "analysis/summary/summary.hpp"
#include "models/model.hpp"

#include <atomic>
#include <functional>
#include <optional>

namespace stepdown::analysis {

/// How to run the replications of a model.
struct RunOptions {
  int threads = 1;
  /// Told after each replication how many have ended; called by one thread at a time, from any of
  /// them.
  std::function<void(int)> progress;
  /// Once true, no further replication starts.
  const std::atomic<bool>* stop = nullptr;
  /// Gets every event; null: no log.
  EventLog* events = nullptr;
  /// Gets every person's story; null: no log.
  PeopleLog* people = nullptr;
};

/// Runs `model.replications` replications and sums them up. The summary does not depend on the
/// number of threads.
///
/// @returns nothing when it was stopped before the first replication had ended; after a stop, the
///          summary of the first so many replications.
[[nodiscard]] std::optional<Summary> run_model(const models::Model& model,
                                               const RunOptions& options);

}  // namespace stepdown::analysis
