#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section waiting_section;
extern const Section patience_section;  ///< by class
}  // namespace schema

/// `waiting` of a level.
[[nodiscard]] Waiting read_waiting(Reading& reading, const Field& field);

/// `hold` of a level.
[[nodiscard]] Hold read_hold(Reading& reading, const Field& field);

}  // namespace stepdown::models
