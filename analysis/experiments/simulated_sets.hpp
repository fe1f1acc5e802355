#pragma once

#include "analysis/experiments/calibration.hpp"
#include "analysis/experiments/point_models.hpp"
#include "models/care/simulate.hpp"

#include <cstddef>
#include <functional>

namespace stepdown::analysis {

/// How sets of parameters are simulated.
struct SetRuns {
  const PointModels* models = nullptr;
  std::vector<FigureName> figures;
  int replications = 1;  ///< of each set
  int threads = 1;
  models::StopQuestion stop{};  ///< as `RunOptions::stop`
  double free_memory = 0;       ///< as `RunOptions::free_memory`
  /// Told each time that a set has ended, by one thread at a time; may be empty.
  std::function<void()> ended{};
};

/// Blocks of replications begin below this, which pilots and explorations do not reach.
inline constexpr double most_set_replications = 1e9;

/// Simulates sets of parameters: those of block b with replications b n, b n + 1, ..., n of each.
/// Nothing depends on the number of threads.
/// @returns nothing when it was stopped
/// @throws as `run_points` and `PointModels::make`
/// @pre (largest block + 1) n is at most `most_set_replications`
[[nodiscard]] std::optional<FiguresOfSets> simulate_sets(const SetRuns& runs,
                                                         const std::vector<SetInBlock>& sets);

}  // namespace stepdown::analysis
