#pragma once

#include "models/reading/reading.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// For every kind of person, the probabilities of the split exits in `field` must sum to 1.
void check_exit_sums(Reading& reading, const Field& field, const std::vector<Exit>& exits);

}  // namespace stepdown::models
