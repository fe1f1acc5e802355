#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section start_from_section;
extern const Section start_state_section;
}  // namespace schema

/// Who is there at the start. Attributes are read before it: columns of the file are named so.
void read_start_from(Reading& reading, const Field& field, Scenario& scenario);

}  // namespace stepdown::models
