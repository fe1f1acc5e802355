#pragma once

#include "models/pricing.hpp"
#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"

#include <optional>

namespace stepdown::models {

namespace schema {
extern const Section prices_section;
extern const Section session_prices_section;
extern const Section costs_section;
extern const Section community_costs_section;
}  // namespace schema

/// An amount of money.
[[nodiscard]] std::optional<Located<double>> read_amount(Reading& reading, const Field& field);
/// `prices` of a level.
[[nodiscard]] Prices read_prices(Reading& reading, const Field& field);
/// `costs` of a level.
[[nodiscard]] Costs read_costs(Reading& reading, const Field& field);
/// `costs` of a community state.
[[nodiscard]] Costs read_community_costs(Reading& reading, const Field& field);

}  // namespace stepdown::models
