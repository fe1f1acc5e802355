#pragma once

#include "models/hours_model.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <vector>

/// Levels that have hours of staff in common although their people do not take as many of them.
namespace stepdown::models {

/// Levels whose places follow from a role that the level names, too, or from one that such a level
/// names, and so on; it is one of them. Ascending.
[[nodiscard]] std::vector<std::size_t> levels_with_same_staff(const Scenario& scenario,
                                                              std::size_t level);

/// Whether hours of these levels can be counted together: their roles are known and counted, and no
/// other level needs them.
[[nodiscard]] bool can_have_hours_in_common(const Scenario& scenario,
                                            const std::vector<std::size_t>& levels);

/// The hours of the levels that have some in common. Exact where the hours of a role have a
/// common part of which those at hand have fewer than 2^36; else they are rounded to such parts.
[[nodiscard]] HoursPlan plan_hours(const Scenario& scenario);

}  // namespace stepdown::models
