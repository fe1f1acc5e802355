#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/season.hpp"

namespace stepdown::models {

namespace schema {
extern const Section seasonal_section;
}  // namespace schema

/// `seasonal` of referrals at random moments.
[[nodiscard]] Season read_season(Reading& reading, const Field& field);

}  // namespace stepdown::models
