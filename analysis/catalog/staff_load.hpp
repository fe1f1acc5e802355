#pragma once

#include "analysis/catalog/figure.hpp"

#include <cstddef>
#include <optional>
#include <vector>

/// Whom services, posts and crisis contacts take, by the people who are there at 00:00 of the
/// observed days.
namespace stepdown::analysis {

/// Whether a level has services, posts or crisis contacts of that role.
[[nodiscard]] bool needs(const models::StateModel& level, std::size_t role);

/// What a role is needed for in a week.
struct StaffLoad {
  double hours = 0;
  double equivalents = 0;  ///< full-time
};
/// Of the role of which the figure is: in the level, or in all together. A mean over all observed
/// days; nothing when there are none.
[[nodiscard]] std::optional<StaffLoad> staff_load(const Seen& seen);

/// Its full-time equivalents over some of the observed days only. @pre there are as many
[[nodiscard]] double staff_equivalents_over(const Seen& seen, std::size_t first, std::size_t days);

/// The same of each whole week from the first observed day on. Of windows so long that not every
/// day is counted there is none.
[[nodiscard]] std::vector<StaffLoad> staff_by_week(const Seen& seen);
/// Its full-time equivalents.
[[nodiscard]] std::vector<double> equivalents_by_week(const Seen& seen);
/// Those at hand in each of these weeks, on average; nothing where `at_hand` is not given.
[[nodiscard]] std::optional<std::vector<double>> at_hand_by_week(const Seen& seen);

}  // namespace stepdown::analysis
