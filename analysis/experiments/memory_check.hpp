#pragma once

#include "analysis/experiments/memory_needs.hpp"
#include "models/care/simulate.hpp"
#include "models/model.hpp"

namespace stepdown::analysis {

/// Refuses what would not fit, by a forecast, and names what takes most of it.
/// @param free_memory  bytes; 0: not known, and nothing is refused
/// @throws sim::LimitReached
void check_memory(const models::Model& model,
                  const models::Simulator& simulator,
                  const RunSize& size,
                  double free_memory);

}  // namespace stepdown::analysis
