#pragma once

#include "sim/distributions/family.hpp"

namespace stepdown::sim {

/// Moments from the tails, by integration:
/// mean = low + integral of S; variance = 2 integral of (m - x) F below m + 2 integral of (x - m) S
/// above m, which loses no digits by subtraction. Relative error below 1e-9.
/// @param largest  what is known of them: infinite ones are not integrated
[[nodiscard]] Moments integrated_moments(const Distribution& law, const Moments& largest = {});

}  // namespace stepdown::sim
