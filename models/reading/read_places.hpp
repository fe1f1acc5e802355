#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section places_section;
extern const Section groups_section;
extern const Section caseload_section;
extern const Section reserved_section;
extern const Section reserved_attribute_section;
}  // namespace schema

/// `places` of a level, or `unlimited`.
[[nodiscard]] Places read_places(Reading& reading, const Field& field);

}  // namespace stepdown::models
