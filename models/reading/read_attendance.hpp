#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section attendance_section;
}

/// `attendance` of a level: a share, or one that differs among stays.
[[nodiscard]] Given<LocatedDistribution> read_attendance(Reading& reading, const Field& field);

}  // namespace stepdown::models
