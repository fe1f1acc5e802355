#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/sweep_plan.hpp"

#include <optional>
#include <string>

namespace stepdown::models {

/// `16..24`, `7..14 d`, `0.1..0.3`, and the step between its values. Without one, whole numbers
/// without a unit go by 1, and of others anything between the ends is meant.
///
/// @param unit  of numbers that have none, as the author says; empty: none
/// @returns nothing, after an error, when it is refused
[[nodiscard]] std::optional<SweepRange> read_sweep_range(Reading& reading,
                                                         const Field& range,
                                                         const std::optional<Field>& step,
                                                         const std::string& unit);

}  // namespace stepdown::models
