#pragma once

#include <string>

namespace stepdown::models::schema {

/// A draft-07 JSON Schema, for editors that check and complete YAML as one types.
[[nodiscard]] std::string as_json_schema();

/// The same of plans of sweeps.
[[nodiscard]] std::string plans_as_json_schema();

/// The same of plans of calibrations.
[[nodiscard]] std::string calibrations_as_json_schema();

}  // namespace stepdown::models::schema
