#pragma once

#include "analysis/experiments/precision.hpp"
#include "analysis/experiments/run_listener.hpp"
#include "analysis/summary/summary.hpp"
#include "models/care/simulate.hpp"
#include "models/model.hpp"

#include <optional>
#include <vector>

namespace stepdown::analysis {

/// How to run the replications of a model.
struct RunOptions {
  int threads = 1;
  /// Told what happens, each in turn. Those that hear single replications do not go together with
  /// `precision`: some are begun that turn out not to be needed.
  std::vector<RunListener*> listeners{};
  /// Asked every few milliseconds, from any thread: whether to stop. Replications that have not
  /// ended are abandoned. Empty: never.
  models::StopQuestion stop{};
  /// Bytes that are free; more must not be needed, as people are not simulated on disk. 0: unknown.
  double free_memory = 0;
  /// Ends the run as soon as its figures are precise enough; then `model.replications` does not
  /// count. Null: all replications are run.
  PrecisionWatch* precision = nullptr;
  int most_replications = 0;  ///< with `precision`: at most so many
};

/// Runs `model.replications` replications, or as many as `precision` asks for, and sums them up.
/// The summary does not depend on the number of threads: replications that were begun before it was
/// known that they are not needed do not count.
///
/// @returns nothing when it was stopped before the first replication had ended; after a stop, the
///          summary of the first so many replications.
/// @throws sim::LimitReached when more is expected to be kept than fits into the free memory, or
/// when a
///         replication comes to a limit.
[[nodiscard]] std::optional<Summary> run_model(const models::Model& model,
                                               const RunOptions& options);

}  // namespace stepdown::analysis
