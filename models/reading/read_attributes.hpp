#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section attributes_section;
extern const Section source_attributes_section;
}  // namespace schema

[[nodiscard]] std::vector<Attribute> read_attributes(Reading& reading, const Field& field);

/// The attributes of one source of referrals.
[[nodiscard]] std::vector<Attribute> read_mix(Reading& reading, const Field& field);

}  // namespace stepdown::models
