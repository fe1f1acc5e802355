#pragma once

#include "models/pricing.hpp"
#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"

namespace stepdown::models {

namespace schema {
extern const Section prices_section;
extern const Section costs_section;
extern const Section community_costs_section;
}  // namespace schema

/// `prices` of a level.
[[nodiscard]] Prices read_prices(Reading& reading, const Field& field);
/// `costs` of a level.
[[nodiscard]] Costs read_costs(Reading& reading, const Field& field);
/// `costs` of a community state.
[[nodiscard]] Costs read_community_costs(Reading& reading, const Field& field);

}  // namespace stepdown::models
