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

/// Groups of a service on one day: as few as so many people can be booked into.
[[nodiscard]] std::int64_t groups_for(const models::ServiceModel& service, std::int64_t people);

/// Groups of the service of which the figure is, by observed day.
[[nodiscard]] std::vector<double> groups_by_day(const Seen& seen);

/// Sessions a week of the service of which the figure is, as its groups meet; nothing without days.
[[nodiscard]] std::optional<double> sessions_held(const Seen& seen);

/// Hours of sessions a week of all people together.
struct PersonHours {
  double offered = 0;
  double attended = 0;
};
/// Of all services of the level of which the figure is; nothing without days.
[[nodiscard]] std::optional<PersonHours> person_hours(const Seen& seen);
/// Of that service of it.
[[nodiscard]] std::optional<PersonHours> person_hours(const Seen& seen, std::size_t service);

/// Sessions of people, by observed day.
struct SessionsByDay {
  std::vector<double> offered;
  std::vector<double> attended;
};
/// Of everybody in a level: a seventh of what each is offered in a week, and of that the share that
/// they attend; of one service, or of all together.
[[nodiscard]] SessionsByDay sessions_by_day(const models::Model& model,
                                            const models::Observations& seen,
                                            std::size_t level,
                                            std::optional<std::size_t> service = std::nullopt);

/// Share of the sessions of the service of which the figure is to which more people come than fit,
/// if people are spread evenly over the groups of a day and each comes with the mean attendance of
/// that day, whatever others do. Nothing when there were no sessions.
[[nodiscard]] std::optional<double> overfull_share(const Seen& seen);

/// What crisis contacts come to in a week.
struct CrisisLoad {
  double contacts = 0;
  double hours = 0;  ///< of the people, however many staff they take
};
/// In the level of which the figure is, as expected of the people who are there; nothing without
/// days. @pre the level has crisis contacts
[[nodiscard]] std::optional<CrisisLoad> crisis_load(const Seen& seen);

}  // namespace stepdown::analysis
