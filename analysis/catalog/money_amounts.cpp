#include "analysis/catalog/money_amounts.hpp"

#include "analysis/catalog/service_load.hpp"
#include "models/observed_months.hpp"
#include "sim/time.hpp"

#include <cstdint>

namespace stepdown::analysis {

namespace {

using models::Counter;
using models::Headcount;
using models::Observations;
using models::StateMoney;

/// What was given to some people in a state.
struct GivenTo {
  double days = 0;
  double admissions = 0;
  double open_place_days = 0;
};

GivenTo given_to(const Observations& people, std::size_t state, const MonthOrAll& month) {
  const models::StateObservations& o = people.states[state];
  if (!month)
    return {.days = o[Headcount::Census].integral().days(),
            .admissions = static_cast<double>(o[Counter::Admissions]),
            .open_place_days = o.open_place_time.days()};
  const models::GivenSoFar& until = o.months[month->index];
  const models::GivenSoFar before =
      month->index > 0 ? o.months[month->index - 1] : models::GivenSoFar{};
  return {.days = (until.people_time - before.people_time).days(),
          .admissions = static_cast<double>(until.admissions - before.admissions),
          .open_place_days = (until.open_place_time - before.open_place_time).days()};
}

/// Over the state that is meant, or over all.
template <class Amount>
double sum_over_states(const Seen& seen, const Amount& amount) {
  if (!seen.is_all) return amount(seen.index);
  double sum = 0;
  for (std::size_t state = 0; state < seen.model.states.size(); ++state)
    sum += amount(state);
  return sum;
}

/// Over people who all pay the same prices: their number, and what was seen of them.
template <class Amount>
double sum_over_prices(const Seen& seen, const Amount& amount) {
  const models::MoneyModel& money = *seen.model.money;
  if (seen.group) return amount(money.price_of(*seen.group), seen.all);
  if (money.group_count == 0) return amount(0, seen.all);
  double sum = 0;
  for (std::size_t price = 0; price < money.group_count; ++price)
    sum += amount(price, seen.all.groups[money.first_group + price]);
  return sum;
}

double billed_for(const Seen& seen, std::size_t state, std::size_t price, const GivenTo& given) {
  const StateMoney& here = seen.model.money->states[state];
  double sum =
      here.price_a_day[price] * given.days + here.price_an_admission[price] * given.admissions;
  for (const models::SessionMoney& session : here.sessions)
    sum += session.price[price] *
           attended_sessions(
               seen.model.states[state], session.service, given.days, here.attended[price]);
  return sum;
}

/// What is billed, of each state and payer some share.
template <class Share>
double share_of_billed(const Seen& seen, const MonthOrAll& month, const Share& share) {
  return sum_over_states(seen, [&](std::size_t state) {
    return sum_over_prices(seen, [&](std::size_t price, const Observations& people) {
      return share(seen.model.money->states[state].denied[price]) *
             billed_for(seen, state, price, given_to(people, state, month));
    });
  });
}

/// The length of that time.
double days_of(const Seen& seen, const MonthOrAll& month) {
  return month ? month->days : seen.all.window_days;
}

/// Midnights that tell how much staff is needed.
struct CountedDays {
  std::size_t first = 0;
  std::size_t count = 0;
};

CountedDays counted_days(const Seen& seen, const MonthOrAll& month) {
  if (month) return {.first = month->first_midnight, .count = month->midnights};
  if (seen.all.daily.empty()) return {};
  return {.first = 0, .count = seen.all.daily.front().census.size()};
}

double needed(Seen seen, std::size_t role, const CountedDays& days) {
  seen.subject = role;
  return staff_equivalents_over(seen, days.first, days.count);
}

double needed_in_all(Seen seen, std::size_t role, const CountedDays& days) {
  seen.is_all = true;
  return needed(seen, role, days);
}

}  // namespace

std::vector<MonthOfWindow> months_of_window(const models::Model& model) {
  const std::int64_t begin = sim::whole_days_up(sim::to_ticks(model.warm_up));
  std::vector<MonthOfWindow> months;
  for (const models::ObservedMonth& month : models::observed_months(model)) {
    const std::int64_t first = sim::whole_days_up(month.from);
    months.push_back({.month = month.month,
                      .index = months.size(),
                      .days = sim::to_days(month.to - month.from),
                      .first_midnight = static_cast<std::size_t>(first - begin),
                      .midnights = static_cast<std::size_t>(sim::whole_days_up(month.to) - first)});
  }
  return months;
}

double billed(const Seen& seen, const MonthOrAll& month) {
  return share_of_billed(seen, month, [](double /*denied*/) { return 1.0; });
}

double denied(const Seen& seen, const MonthOrAll& month) {
  return share_of_billed(seen, month, [](double denied) { return denied; });
}

double revenue(const Seen& seen, const MonthOrAll& month) {
  return share_of_billed(seen, month, [](double denied) { return 1 - denied; });
}

double variable_cost(const Seen& seen, const MonthOrAll& month) {
  return sum_over_states(seen, [&](std::size_t state) {
    const StateMoney& here = seen.model.money->states[state];
    const GivenTo given = given_to(seen.all, state, month);
    return here.cost_a_day * given.days + here.cost_an_admission * given.admissions;
  });
}

std::optional<double> role_cost(const Seen& seen, std::size_t role, const MonthOrAll& month) {
  const models::RoleModel& of = seen.model.staff[role];
  if (!of.salary || (!seen.is_all && !needs(seen.state, role))) return 0;
  const double salary = *of.salary * days_of(seen, month) / days_per_year;
  if (seen.is_all && of.at_hand) return salary * *of.at_hand;
  const CountedDays days = counted_days(seen, month);
  if (days.count == 0) return std::nullopt;
  const double here = needed(seen, role, days);
  if (!of.at_hand) return salary * here;
  const double together = needed_in_all(seen, role, days);
  return together > 0 ? salary * *of.at_hand * here / together : 0;
}

std::optional<double> staff_cost(const Seen& seen, const MonthOrAll& month) {
  double sum = 0;
  for (std::size_t role = 0; role < seen.model.staff.size(); ++role) {
    const std::optional<double> of_role = role_cost(seen, role, month);
    if (!of_role) return std::nullopt;
    sum += *of_role;
  }
  return sum;
}

std::optional<double> fixed_cost(const Seen& seen, const MonthOrAll& month) {
  const std::optional<double> staff = staff_cost(seen, month);
  if (!staff) return std::nullopt;
  const double years = days_of(seen, month) / days_per_year;
  return *staff + sum_over_states(seen, [&](std::size_t state) {
    const StateMoney& here = seen.model.money->states[state];
    return here.cost_a_year * years +
           here.cost_a_place_day * given_to(seen.all, state, month).open_place_days;
  });
}

std::optional<double> cost(const Seen& seen, const MonthOrAll& month) {
  const std::optional<double> fixed = fixed_cost(seen, month);
  if (!fixed) return std::nullopt;
  return variable_cost(seen, month) + *fixed;
}

double attended_sessions(const models::StateModel& level,
                         std::size_t service,
                         double person_days,
                         double attendance) {
  return level.services[service].sessions * person_days / double{days_a_week} * attendance;
}

}  // namespace stepdown::analysis
