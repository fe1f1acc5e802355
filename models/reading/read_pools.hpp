#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section pools_section;
extern const Section pool_section;
}  // namespace schema

/// `pools` of a scenario.
void read_pools(Reading& reading, const Field& field, std::vector<Pool>& pools);

}  // namespace stepdown::models
