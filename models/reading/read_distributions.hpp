#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/scenario.hpp"

#include <optional>

namespace stepdown::models {

/// Any time: nothing, and an error, when it is refused.
[[nodiscard]] std::optional<sim::Distribution> read_distribution(Reading& reading,
                                                                 const Field& field);
[[nodiscard]] Given<LocatedDistribution> read_distribution_by_attribute(Reading& reading,
                                                                        const Field& field);

/// The same of a time of treatment in a level.
[[nodiscard]] Given<LocatedDistribution> read_treatment_time(Reading& reading, const Field& field);

}  // namespace stepdown::models
