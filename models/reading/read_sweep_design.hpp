#pragma once

#include "models/reading/reading.hpp"
#include "models/sweep_plan.hpp"

#include <optional>

namespace stepdown::models {

/// `design` of a plan: `grid`, `one_at_a_time`, `{latin_hypercube: {points: 100}}` or `{sobol:
/// {points: 128}}`. After an error a grid.
[[nodiscard]] SweepDesignKind read_sweep_design(Reading& reading, const Field& field);

/// `precision` of a plan.
[[nodiscard]] SweepPrecision read_sweep_precision(Reading& reading, const Field& field);

}  // namespace stepdown::models
