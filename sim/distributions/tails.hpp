#pragma once

#include "sim/distributions/family.hpp"

#include <functional>

namespace stepdown::sim {

/// -log of the survival probability that belongs to a tail probability, and back again.
[[nodiscard]] double hazard_of(Tail side, double w);
[[nodiscard]] double tail_of_hazard(Tail side, double hazard);

/// Where a tail probability, as a function of the value, is `w`: by search between two finite
/// values, one of which is known to be at or below it and the other at or above it. For families
/// without a formula for their quantiles.
[[nodiscard]] double searched_quantile(const std::function<double(double)>& tail,
                                       Tail side,
                                       double w,
                                       Range between);

}  // namespace stepdown::sim
