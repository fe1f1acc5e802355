#pragma once

#include "models/reading/read_sweep_factor.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/sweep_plan.hpp"

#include <span>
#include <vector>

namespace stepdown::models {

namespace schema {
[[nodiscard]] std::span<const Key> uncertain_input_keys();
}  // namespace schema

/// `uncertain` of a plan. Inputs that are refused are missing.
[[nodiscard]] std::vector<UncertainInput> read_uncertain(Reading& reading,
                                                         const Field& field,
                                                         const BaseOf& base_of);

}  // namespace stepdown::models
