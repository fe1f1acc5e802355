#pragma once

#include <cstddef>
#include <vector>

/// Money for what is observed: it says nothing to the rules of care. Amounts are of one currency.
namespace stepdown::models {

/// What is billed for a session of a service of the level that somebody attends.
struct SessionMoney {
  std::size_t service = 0;    ///< of `StateModel::services`
  std::vector<double> price;  ///< as those of `StateMoney`

  friend bool operator==(const SessionMoney&, const SessionMoney&) = default;
};

/// What one state earns and costs.
struct StateMoney {
  /// What is billed for a person there, by value of the attribute that prices depend on; for
  /// everybody where they depend on none.
  std::vector<double> price_a_day;
  std::vector<double> price_an_admission;
  std::vector<SessionMoney> sessions;
  std::vector<double> denied;    ///< share of what is billed that is not paid, as the prices
  std::vector<double> attended;  ///< mean share of sessions, as the prices
  double cost_a_year = 0;        ///< of 365 days, whoever is there
  double cost_a_place_day = 0;
  double cost_a_day = 0;
  double cost_an_admission = 0;

  friend bool operator==(const StateMoney&, const StateMoney&) = default;
};

struct MoneyModel {
  std::vector<StateMoney> states;  ///< by StateId
  /// Others that hold later, each once; empty: as ever.
  std::vector<std::vector<StateMoney>> later;
  /// Which of them each of `Model::later_periods` has, from 1 on; 0: `states`. Empty: staff is as
  /// ever, too.
  std::vector<std::size_t> list_in;
  /// Into `Observations::groups`: people with each value of the attribute that prices depend on.
  std::size_t first_group = 0;
  std::size_t group_count = 0;  ///< 0: prices depend on nothing
  bool some_is_denied = false;  ///< of what is billed, anywhere
  bool staff_is_paid = false;   ///< salaries of roles are known

  [[nodiscard]] const std::vector<StateMoney>& states_in(std::size_t period) const {
    const std::size_t list = period == 0 || list_in.empty() ? 0 : list_in[period - 1];
    return list == 0 ? states : later[list - 1];
  }
  /// Whether what is paid for one of `Observations::groups` is known.
  [[nodiscard]] bool tells_of(std::size_t group) const {
    return group_count == 0 || (group >= first_group && group - first_group < group_count);
  }
  /// The index of the price for people of a group.
  [[nodiscard]] std::size_t price_of(std::size_t group) const {
    return group_count == 0 ? 0 : group - first_group;
  }
};

}  // namespace stepdown::models
