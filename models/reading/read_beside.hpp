#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <optional>
#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section bridge_section;
extern const Section alongside_section;
extern const Section companion_section;
}  // namespace schema

/// `waiting.bridge` of a level: a level, or more about it.
[[nodiscard]] std::optional<Bridge> read_bridge(Reading& reading, const Field& field);

/// `alongside` of a level.
[[nodiscard]] std::vector<Companion> read_alongside(Reading& reading, const Field& field);

}  // namespace stepdown::models
