#pragma once

#include "models/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// Places that follow from staff: as many people as those at hand can serve.
namespace stepdown::models {

/// Full-time equivalents of a role that the services, posts and crisis contacts of a level take
/// while so many people are there, all in the fullest week of their stay, as `fte` counts them.
[[nodiscard]] double equivalents_for(const State& level, const Role& role, std::int64_t people);

/// Of staff, a week, for the sessions that people have together.
[[nodiscard]] double hours_of_sessions(const Service& service);

/// Of a role, a week, for the crisis contacts of a person.
[[nodiscard]] double crisis_hours_of_a_person(const State& level, const std::string& role);

/// Whether services, posts or crisis contacts of the level are the role's.
[[nodiscard]] bool needs(const State& level, const std::string& role);

/// Hours of sessions and crisis contacts a week that the level takes of a role for each person, in
/// the fullest week of a stay; nothing: groups or posts take as much for one as for several.
[[nodiscard]] std::optional<double> hours_of_a_person(const State& level, const std::string& role);

/// Whether each person takes the same hours of the role at both levels.
[[nodiscard]] bool take_as_much(const State& a, const State& b, const std::string& role);

/// Whether `places.staff` of both are the same roles, in any order.
[[nodiscard]] bool name_same_roles(const State& a, const State& b);

/// The most people, at most `most`, for whom the staff at hand of each of `level.places.staff` is
/// enough. Roles that are not known, or not counted, or not needed there, are no limit.
[[nodiscard]] std::int64_t people_served(const Scenario& scenario,
                                         const State& level,
                                         std::int64_t most);

/// Finds the places that follow from staff, at most `most` for each level. Levels that name the
/// same roles share what these serve, where no other level needs them and each person takes as much
/// of them at one as at the other: they draw on a pool of the kind `Staff`, which is made for them.
/// Other levels whose roles are the same in part have hours in common, see `Places::shares_hours`.
void count_staffed_places(Scenario& scenario, std::int64_t most);

/// Sees to it that levels which have hours in common on one date, and would draw on a pool on
/// another, have them on all.
void share_hours_on_all_dates(Scenario& scenario, std::int64_t most);

/// Whether a pool was made so, and is not written by its author.
[[nodiscard]] bool is_of_staff(const Pool& pool);

/// Undoes that for levels that share, so that they can be counted again after a change.
void end_sharing_staff(Scenario& scenario);

}  // namespace stepdown::models
