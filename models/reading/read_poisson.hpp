#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section poisson_section;
extern const Section weekday_section;
extern const Section month_section;
}  // namespace schema

/// `poisson` of a source of referrals.
[[nodiscard]] PoissonArrivals read_poisson(Reading& reading, const Field& field);

}  // namespace stepdown::models
