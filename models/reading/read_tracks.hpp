#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section tracks_section;
extern const Section track_section;
extern const Section only_section;
}  // namespace schema

/// `tracks` of a level.
[[nodiscard]] std::vector<Track> read_tracks(Reading& reading, const Field& field);

}  // namespace stepdown::models
