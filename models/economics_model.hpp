#pragma once

#include <cstddef>
#include <vector>

/// What people's time is worth and costs: it says nothing to the rules of care. Amounts are of one
/// currency.
namespace stepdown::models {

/// Of one state, or of waiting outside. By ClassId.
struct StateEconomics {
  std::vector<double> utility;
  std::vector<double> cost_a_day;
  std::vector<double> cost_an_admission;
  bool is_death = false;  ///< an outcome of the dead

  friend bool operator==(const StateEconomics&, const StateEconomics&) = default;
};

struct EconomicsModel {
  double followed_for = 0;             ///< days, from arrival
  double discount_costs = 0;           ///< a year of 365 days, as a fraction
  double discount_health = 0;          ///< of life years, whatever they are worth
  std::vector<StateEconomics> states;  ///< by StateId
  /// Others that hold later, each once; empty: as ever.
  std::vector<std::vector<StateEconomics>> later;
  /// Which of them each of `Model::later_periods` has, from 1 on; 0: `states`.
  std::vector<std::size_t> list_in;
  StateEconomics waiting;           ///< outside
  std::vector<double> willingness;  ///< to pay for a year in full health; never empty
  bool has_utilities = false;       ///< otherwise each year alive counts as one

  [[nodiscard]] const std::vector<StateEconomics>& states_in(std::size_t period) const {
    const std::size_t list = period == 0 || list_in.empty() ? 0 : list_in[period - 1];
    return list == 0 ? states : later[list - 1];
  }
};

}  // namespace stepdown::models
