#pragma once

#include "models/given.hpp"

#include <optional>
#include <vector>

/// Health economics as the author of a scenario writes it.
namespace stepdown::models {

/// What each person costs and gains in the same span of time from their arrival.
struct Economics {
  Located<double> followed_for{0, {}};  ///< days
  double discount_costs = 0;            ///< a year, as a fraction
  double discount_health = 0;
  bool at_prices = false;  ///< care costs what is paid for it
  std::optional<Given<Located<double>>> waiting_utility;
  double waiting_cost_a_day = 0;                  ///< of whoever waits outside
  std::vector<double> willingness_to_pay{50000};  ///< for a quality-adjusted year of life
  SourceLocation at;
};

}  // namespace stepdown::models
