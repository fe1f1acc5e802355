#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section arrivals_section;
extern const Section source_section;
extern const Section scheduled_section;
}  // namespace schema

/// Adds one of `arrivals`.
void read_one_source(Reading& reading, const Field& field, std::vector<ArrivalSource>& sources);
[[nodiscard]] std::vector<ArrivalSource> read_arrivals(Reading& reading, const Field& field);

}  // namespace stepdown::models
