#pragma once

#include "models/calibration_plan.hpp"
#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"

#include <vector>

namespace stepdown::models {

/// `observed` of a calibration. Figures that are refused are missing.
[[nodiscard]] std::vector<ObservedFigure> read_observed(Reading& reading, const Field& field);

}  // namespace stepdown::models
