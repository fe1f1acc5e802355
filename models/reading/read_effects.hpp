#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section effects_section;
extern const Section effect_section;
}  // namespace schema

/// One of `effects`.
[[nodiscard]] Effect read_one_effect(Reading& reading, const Field& field);
/// `effects`; the states of the scenario are read already.
void read_effects(Reading& reading, const Field& field, Scenario& scenario);

}  // namespace stepdown::models
