#pragma once

#include "models/economics.hpp"
#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"

namespace stepdown::models {

namespace schema {
extern const Section economics_section;
}  // namespace schema

/// `economics` of a scenario.
[[nodiscard]] Economics read_economics(Reading& reading, const Field& field);
/// `utility` of a state.
[[nodiscard]] Given<Located<double>> read_utility_by_attribute(Reading& reading,
                                                               const Field& field);

}  // namespace stepdown::models
