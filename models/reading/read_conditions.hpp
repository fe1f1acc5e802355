#pragma once

#include "models/reading/reading.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

/// `when` of an effect: attributes, medications and history, each with its value or a comparison.
void read_conditions(Reading& reading, const Field& field, Effect& effect);

}  // namespace stepdown::models
