#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section levels_section;
extern const Section level_section;
extern const Section community_section;
extern const Section community_state_section;
extern const Section outcome_section;
}  // namespace schema

// Each adds to `states`.
/// One of `levels`.
void read_one_level(Reading& reading, const Field& field, std::vector<State>& states);
/// One of `community`.
void read_one_community_state(Reading& reading, const Field& field, std::vector<State>& states);
void read_levels(Reading& reading, const Field& field, std::vector<State>& states);
void read_community(Reading& reading, const Field& field, std::vector<State>& states);
void read_outcomes(Reading& reading, const Field& field, std::vector<State>& states);

}  // namespace stepdown::models
