#pragma once

#include "models/reading/schema.hpp"
#include "models/reading/schema_types.hpp"

#include <span>
#include <string_view>

/// What the plan of a sweep may say, beside the scenarios: their sections and types are not among
/// those of scenarios.
namespace stepdown::models::schema {

extern const Section sweep_plan_section;
extern const Section sweep_precision_section;
extern const Section sweep_sampling_section;
extern const Section sweep_hypercube_section;
extern const Section sweep_sobol_section;

/// Of a factor and of an uncertain input: their own keys, and all families of distributions.
[[nodiscard]] const Section& sweep_factor_section();
[[nodiscard]] const Section& uncertain_input_section();

/// All of them, in the order of the reference.
[[nodiscard]] std::span<const Section> sweep_sections();

/// Kinds of values that only plans have.
[[nodiscard]] std::span<const Type> sweep_types();

[[nodiscard]] bool is_of_sweeps(const Section& section);

}  // namespace stepdown::models::schema
