#pragma once

#include "analysis/measure/measure.hpp"
#include "models/happening.hpp"
#include "models/outcome_observations.hpp"

#include <functional>

namespace stepdown::analysis {

/// What hears one replication while it runs, on the thread that runs it. Functions that are empty
/// hear nothing, and what nobody hears costs nothing.
struct ReplicationListener {
  std::function<void(const models::Happening&)> happening{};  ///< in order of time
  std::function<void(const models::PersonStory&)> story{};    ///< as soon as it has ended
  std::function<void()> ended{};                              ///< nothing more comes
};

/// What hears a run of replications: a log, a line of progress. By itself it hears nothing.
class RunListener {
 public:
  RunListener() = default;
  virtual ~RunListener() = default;
  RunListener(const RunListener&) = delete;
  RunListener& operator=(const RunListener&) = delete;
  RunListener(RunListener&&) = delete;
  RunListener& operator=(RunListener&&) = delete;

  /// All is prepared, and replications begin. Called once, before any thread is started.
  virtual void begins();

  /// A replication begins. Called on the thread that runs it, so for several at the same time.
  [[nodiscard]] virtual ReplicationListener started(int replication);

  /// A replication counts. Called in the order of the replications, by one thread at a time.
  virtual void finished(int replication, const Measured& measured);

  /// So many replications have ended, whichever they are. Called by one thread at a time.
  virtual void progressed(int ended);
};

}  // namespace stepdown::analysis
