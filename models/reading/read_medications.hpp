#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section medications_section;
extern const Section medication_section;
extern const Section beginnings_section;
extern const Section beginning_section;
}  // namespace schema

/// `medications` of a scenario.
void read_medications(Reading& reading, const Field& field, std::vector<Medication>& medications);

}  // namespace stepdown::models
