#pragma once

#include "models/reading/schema.hpp"
#include "models/reading/schema_types.hpp"

#include <span>

/// What the plan of a calibration may say: its sections and types are not among those of scenarios.
namespace stepdown::models::schema {

extern const Section calibration_plan_section;
extern const Section observed_figure_section;

/// Its own keys, and all families of distributions.
[[nodiscard]] const Section& free_parameter_section();

/// All of them, in the order of the reference.
[[nodiscard]] std::span<const Section> calibration_sections();

/// Kinds of values that only these plans have.
[[nodiscard]] std::span<const Type> calibration_types();

}  // namespace stepdown::models::schema
