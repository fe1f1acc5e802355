#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section dates_section;
}

/// The moments of `dates`, counted from the start that the reading knows.
[[nodiscard]] DatedArrivals read_dates(Reading& reading, const Field& field);

}  // namespace stepdown::models
