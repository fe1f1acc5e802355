#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section run_section;
}

[[nodiscard]] RunPlan read_run(Reading& reading, const Field& field);

}  // namespace stepdown::models
