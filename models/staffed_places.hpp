#pragma once

#include "models/scenario.hpp"

#include <cstdint>

/// Places that follow from staff: as many people as those at hand can serve.
namespace stepdown::models {

/// Full-time equivalents of a role that the services, posts and crisis contacts of a level take
/// while so many people are there, all in the fullest week of their stay, as `fte` counts them.
[[nodiscard]] double equivalents_for(const State& level, const Role& role, std::int64_t people);

/// The most people, at most `most`, for whom the staff at hand of each of `level.places.staff` is
/// enough. Roles that are not known, or not counted, or not needed there, are no limit.
[[nodiscard]] std::int64_t people_served(const Scenario& scenario,
                                         const State& level,
                                         std::int64_t most);

}  // namespace stepdown::models
