#pragma once

#include "models/given.hpp"

#include <optional>
#include <string>
#include <vector>

/// Money as the author of a scenario writes it: amounts of one currency, none below 0.
namespace stepdown::models {

/// What is paid for a session of a service of the level that somebody attends.
struct SessionPrice {
  Located<std::string> service;
  Given<Located<double>> price;
};

/// What is paid for people in a level.
struct Prices {
  std::optional<Given<Located<double>>> a_day;  ///< that is paid
  std::optional<Given<Located<double>>> an_admission;
  double days_a_week = 7;  ///< that are paid

  /// Of all days those that are paid.
  [[nodiscard]] double paid_share() const {
    constexpr double days_of_week = 7;
    return days_a_week / days_of_week;
  }
  std::vector<SessionPrice> sessions;
  std::optional<Given<Located<double>>> denied;  ///< share of what is billed that is not paid
};

/// What a state costs.
struct Costs {
  double a_year = 0;                   ///< whoever is there
  Located<double> a_place_day{0, {}};  ///< of an open place, taken or not
  double a_day = 0;                    ///< of a person there
  double an_admission = 0;
};

}  // namespace stepdown::models
