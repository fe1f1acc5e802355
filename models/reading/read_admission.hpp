#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section admission_section;
extern const Section hours_section;
extern const Section cohort_section;
extern const Section discharge_section;
}  // namespace schema

/// When a level takes people up: `admission`.
[[nodiscard]] Admission read_admission(Reading& reading, const Field& field);
/// When it discharges them: `discharge`.
[[nodiscard]] WeekPlan read_discharge(Reading& reading, const Field& field);
/// `[2026-12-25, 2027-01-01]`
[[nodiscard]] std::vector<Located<Date>> read_holidays(Reading& reading, const Field& field);

}  // namespace stepdown::models
