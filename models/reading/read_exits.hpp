#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section level_exits_section;
extern const Section level_exit_section;
extern const Section transfer_section;
extern const Section community_exits_section;
extern const Section community_exit_section;
extern const Section waiting_exits_section;
extern const Section waiting_exit_section;
}  // namespace schema

/// `exits` of a level or a community state, whose kind and time are known already.
void read_exits(Reading& reading, const Field& field, State& state);

/// `exits` of those who wait for a level.
void read_waiting_exits(Reading& reading, const Field& field, Waiting& waiting);

/// `to: home`, short for one exit with probability 1.
void read_only_exit(Reading& reading, const Field& field, State& state);

}  // namespace stepdown::models
