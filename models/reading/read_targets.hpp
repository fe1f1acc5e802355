#pragma once

#include "models/reading/reading.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// `targets` of a scenario: a list of figures and what they are to be.
void read_targets(Reading& reading, const Field& field, std::vector<FigureTarget>& targets);

}  // namespace stepdown::models
