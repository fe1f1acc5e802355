#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/expected_start.hpp"
#include "analysis/experiments/run_listener.hpp"
#include "analysis/statistics/paired_comparison.hpp"
#include "analysis/statistics/selection.hpp"
#include "models/care/simulate.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// How the best of several scenarios is looked for.
struct BestPlan {
  FigureName figure;
  SelectionPlan selection;
  int most_replications = 1000;
  int threads = 1;
  RunListener* listener = nullptr;  ///< told the replications of each scenario so far
  models::StopQuestion stop{};      ///< as `RunOptions::stop`
  double free_memory = 0;           ///< as `RunOptions::free_memory`
};

/// Where one scenario stands at the end.
struct Candidate {
  std::size_t scenario = 0;
  double value = 0;      ///< the figure from all its replications while it was in the race
  int replications = 0;  ///< until it was dropped, or until the end
  bool is_left = false;  ///< still in the race at the end
  /// How it differs from the best over the replications (of a figure about people: groups of them)
  /// that both were in; nothing for the best itself.
  std::optional<PairedComparison> against_best;
  std::vector<StartBias> start;  ///< what its figures still show of the start
};

struct BestAnswer {
  bool is_decided = false;
  std::size_t best = 0;  ///< the leader, when not decided
  int replications = 0;
  std::vector<Candidate> candidates;  ///< in the order of the scenarios
};

/// Runs scenarios side by side under common random numbers and drops those that are clearly worse
/// (`BestSelection`), until one is left. A figure about people (a wait, a share, a curve) is
/// compared over groups of five replications, that of all people of each. The answer does not
/// depend on the number of threads.
///
/// @returns nothing when a scenario has no value of the figure in some replication or group.
/// @throws sim::LimitReached as `run_model`
/// @pre two models or more, which have the figure.
[[nodiscard]] std::optional<BestAnswer> select_best(const std::vector<const models::Model*>& models,
                                                    const BestPlan& plan);

}  // namespace stepdown::analysis
