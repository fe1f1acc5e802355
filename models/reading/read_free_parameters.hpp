#pragma once

#include "models/calibration_plan.hpp"
#include "models/reading/read_sweep_factor.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"

#include <span>
#include <vector>

namespace stepdown::models {

namespace schema {
[[nodiscard]] std::span<const Key> free_parameter_keys();
}  // namespace schema

/// `free` of a calibration. Parameters that are refused are missing.
[[nodiscard]] std::vector<FreeParameter> read_free_parameters(Reading& reading,
                                                              const Field& field,
                                                              const BaseOf& base_of);

}  // namespace stepdown::models
