#pragma once

#include "analysis/catalog/figure.hpp"
#include "analysis/catalog/month_of_window.hpp"

#include <cstddef>
#include <optional>

/// Amounts of money, of the people that figures are of: in one state, or in all of them. In the
/// whole window, or in one of its months.
namespace stepdown::analysis {

using MonthOrAll = std::optional<MonthOfWindow>;

/// What is billed by `prices`, the part of it that is denied, and what is left.
[[nodiscard]] double billed(const Seen& seen, const MonthOrAll& month = {});
[[nodiscard]] double denied(const Seen& seen, const MonthOrAll& month = {});
[[nodiscard]] double revenue(const Seen& seen, const MonthOrAll& month = {});

/// Of people: `a_day` and `an_admission` of `costs`.
[[nodiscard]] double variable_cost(const Seen& seen, const MonthOrAll& month = {});

/// Salaries of one role: of all `at_hand`, each level bearing what it needs of their time; or,
/// where that is not given, of as many as are needed. Nothing where no midnight tells what is
/// needed.
[[nodiscard]] std::optional<double> role_cost(const Seen& seen,
                                              std::size_t role,
                                              const MonthOrAll& month = {});
/// The same of all roles.
[[nodiscard]] std::optional<double> staff_cost(const Seen& seen, const MonthOrAll& month = {});

/// Whoever is there: `a_year` and `a_place_day` of `costs`, and staff. Of everybody.
[[nodiscard]] std::optional<double> fixed_cost(const Seen& seen, const MonthOrAll& month = {});

/// variable_cost + fixed_cost. Of everybody.
[[nodiscard]] std::optional<double> cost(const Seen& seen, const MonthOrAll& month = {});

/// Sessions of a service of a level that people attended. @param person_days  of those people there
/// @pre the service is the same in all weeks of a stay
[[nodiscard]] double attended_sessions(const models::StateModel& level,
                                       std::size_t service,
                                       double person_days,
                                       double attendance);

}  // namespace stepdown::analysis
