#pragma once

#include "analysis/theory/offered_pattern.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <cstddef>

namespace stepdown::analysis {

/// What is asked of a level to which all come at given moments, one interval for all sources, in
/// the long run: D/G/infinity. Those who came k intervals ago are there with chance
/// P(T > k interval), independently of each other; the parts are the moments at which people ask,
/// and times between them.
/// @returns `NoAnswer` where sources differ in their interval or are Poisson, batches differ in
/// size, people come by way of other states or back, or have transfers.
[[nodiscard]] OfferedPattern scheduled_pattern(const models::Model& model,
                                               std::size_t level,
                                               const StateDemand& demand);

}  // namespace stepdown::analysis
