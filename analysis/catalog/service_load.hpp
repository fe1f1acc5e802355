#pragma once

#include "analysis/catalog/figure.hpp"
#include "models/service_model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// What services ask for, by the people who are there at 00:00 of the observed days, whoever has a
/// place: each day has a seventh of what they are offered in a week.
namespace stepdown::analysis {

inline constexpr std::size_t days_a_week = 7;
/// The share of days or weeks that a figure called p95 is enough for.
inline constexpr double usual_most = 0.95;

/// Whether a level has services or posts of that role.
[[nodiscard]] bool needs(const models::StateModel& level, std::size_t role);

/// Groups of a service on one day: as few as hold so many people.
[[nodiscard]] std::int64_t groups_for(const models::ServiceModel& service, std::int32_t people);

/// Groups of the service of which the figure is, by observed day.
[[nodiscard]] std::vector<double> groups_by_day(const Seen& seen);

/// Hours a week of the role of which the figure is: in the level, or in all together. A mean over
/// all observed days; nothing when there are none.
[[nodiscard]] std::optional<double> staff_hours(const Seen& seen);
/// The same in full-time equivalents.
[[nodiscard]] std::optional<double> staff_equivalents(const Seen& seen);

/// The same over some of the observed days only. @pre there are as many
[[nodiscard]] double staff_equivalents_over(const Seen& seen, std::size_t first, std::size_t days);

/// Full-time equivalents of each whole week from the first observed day on. Of windows so long
/// that not every day is counted there is none.
[[nodiscard]] std::vector<double> equivalents_by_week(const Seen& seen);

}  // namespace stepdown::analysis
