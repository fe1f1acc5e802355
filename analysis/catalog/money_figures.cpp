#include "analysis/catalog/families.hpp"
#include "analysis/statistics/ratio.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::Counter;
using models::Headcount;
using models::Model;
using models::Observations;
using models::StateMoney;

double days_in(const Observations& seen, std::size_t state) {
  return seen.states[state][Headcount::Census].integral().days();
}

/// All of the window.
models::MoneyBasis basis_of(const Observations& seen, std::size_t state) {
  const models::StateObservations& here = seen.states[state];
  return {.census = here[Headcount::Census].integral(),
          .admissions = here[Counter::Admissions],
          .open_places = here.open_place_time};
}

/// The days of the window that lie in a period.
double days_of_window(const Seen& seen, std::size_t period) {
  const Model& model = seen.model;
  if (model.period_count() == 1) return seen.all.window_days;
  const double until =
      period + 1 < model.period_count() ? model.period_from(period + 1) : model.horizon;
  const double from = std::max(model.period_from(period), model.warm_up);
  return std::max(0.0, std::min(until, model.horizon) - from);
}

/// What an amount comes to, by the prices and costs of each date: `amount(money, basis, days)`.
template <class Amount>
double by_date(const Seen& seen,
               const Observations& people,
               std::size_t state,
               const Amount& amount) {
  const models::MoneyModel& money = *seen.model.money;
  const models::MoneyBasis all = basis_of(people, state);
  if (money.later.empty()) return amount(money.states[state], all, seen.all.window_days);
  double sum = 0;
  models::MoneyBasis before;
  for (std::size_t period = 0; period < seen.model.period_count(); ++period) {
    const models::MoneyBasis& then =
        period < people.money_before.size() ? people.money_before[period][state] : all;
    const models::MoneyBasis here{.census = then.census - before.census,
                                  .admissions = then.admissions - before.admissions,
                                  .open_places = then.open_places - before.open_places};
    sum += amount(money.states_in(period)[state], here, days_of_window(seen, period));
    before = then;
  }
  return sum;
}

/// What was paid in a state for people who all pay the same prices.
double paid_for(const Seen& seen,
                std::size_t price,
                const Observations& people,
                std::size_t state) {
  return by_date(
      seen, people, state, [&](const StateMoney& money, const models::MoneyBasis& of, double) {
        return money.price_a_day[price] * of.census.days() +
               money.price_an_admission[price] * static_cast<double>(of.admissions);
      });
}

double revenue_of(const Seen& seen, std::size_t state) {
  const models::MoneyModel& money = *seen.model.money;
  if (seen.group) return paid_for(seen, money.price_of(*seen.group), seen.all, state);
  if (money.group_count == 0) return paid_for(seen, 0, seen.all, state);
  double sum = 0;
  for (std::size_t price = 0; price < money.group_count; ++price)
    sum += paid_for(seen, price, seen.all.groups[money.first_group + price], state);
  return sum;
}

double variable_cost_of(const Seen& seen, std::size_t state) {
  return by_date(
      seen, seen.all, state, [](const StateMoney& money, const models::MoneyBasis& of, double) {
        return money.cost_a_day * of.census.days() +
               money.cost_an_admission * static_cast<double>(of.admissions);
      });
}

/// Whoever is there.
double fixed_cost_of(const Seen& seen, std::size_t state) {
  return by_date(seen,
                 seen.all,
                 state,
                 [](const StateMoney& money, const models::MoneyBasis& of, double days) {
                   return money.cost_a_year * days / days_per_year +
                          money.cost_a_place_day * of.open_places.days();
                 });
}

double cost_of(const Seen& seen, std::size_t state) {
  return variable_cost_of(seen, state) + fixed_cost_of(seen, state);
}

double contribution_of(const Seen& seen, std::size_t state) {
  return revenue_of(seen, state) - variable_cost_of(seen, state);
}

double margin_of(const Seen& seen, std::size_t state) {
  return contribution_of(seen, state) - fixed_cost_of(seen, state);
}

/// In the window: in one state, or in all.
template <double (*amount)(const Seen&, std::size_t)>
double amount_in(const Seen& seen) {
  if (!seen.is_all) return amount(seen, seen.index);
  double sum = 0;
  for (std::size_t state = 0; state < seen.model.states.size(); ++state)
    sum += amount(seen, state);
  return sum;
}

template <double (*amount)(const Seen&, std::size_t)>
Number a_year(const Seen& seen) {
  return {seen.per_year(amount_in<amount>(seen))};
}

/// What people bring in over their own cost is in proportion to them; it has to carry the rest.
Number break_even(const Seen& seen) {
  const auto shares = ratio(fixed_cost_of(seen, seen.index), contribution_of(seen, seen.index));
  if (!shares) return {};
  return {*shares * days_in(seen.all, seen.index) / seen.all.window_days};
}

Number a_person(const Seen& seen) {
  std::int64_t people = 0;
  for (const models::OutcomeCell& cell : seen.all.outcomes.cells)
    people += cell.index_admissions;
  return {ratio(amount_in<cost_of>(seen), people), people};
}

/// People who came to an outcome called recovery in the window, whatever the way.
Number a_recovery(const Seen& seen) {
  std::int64_t people = 0;
  for (std::size_t to = 0; to < seen.model.states.size(); ++to) {
    if (seen.model.states[to].meaning != models::ReasonKind::Recovery) continue;
    for (const models::StateObservations& from : seen.all.states) {
      if (!from.flow_to.empty()) people += from.flow_to[to];
      for (const auto& refused : from.refused_to)
        if (!refused.empty()) people += refused[to];
    }
    for (const models::SourceObservations& source : seen.all.sources)
      if (!source.flow_to.empty()) people += source.flow_to[to];
  }
  return {ratio(amount_in<cost_of>(seen), people), people};
}

template <double (*amount)(const Seen&, std::size_t)>
Figure yearly(std::string_view name, Where where, std::string_view definition) {
  return {name,
          "money",
          where,
          definition,
          Numbers{{"per_year", a_year<amount>}},
          {{WideTable::Money,
            std::string(name) + "_per_year",
            "money / year",
            std::string(definition),
            "per_year",
            Part::Value,
            true}}};
}

template <Number (*number)(const Seen&)>
Figure single(std::string_view name,
              Where where,
              std::string_view unit,
              std::pair<std::string_view, About> statistic,
              std::string_view definition) {
  return {name,
          unit,
          where,
          definition,
          Numbers{{statistic.first, number, statistic.second}},
          {{WideTable::Money,
            std::string(name),
            std::string(unit),
            std::string(definition),
            std::string(statistic.first),
            Part::Value,
            true}}};
}

}  // namespace

std::vector<Figure> money_figures() {
  constexpr Where places = Where::Levels | Where::All;
  constexpr Where states = Where::Levels | Where::Community | Where::All;
  return {
      yearly<revenue_of>("revenue", places | Where::Groups, "what is paid by `prices`"),
      yearly<variable_cost_of>("variable_cost",
                               states | Where::Groups,
                               "costs of people: `a_day` and `an_admission` of `costs`"),
      yearly<contribution_of>("contribution",
                              states | Where::Groups,
                              "revenue - variable_cost: what people bring in towards the rest"),
      yearly<cost_of>("cost",
                      states,
                      "all of `costs`: variable_cost, and `a_year` and `a_place_day` whoever is "
                      "there"),
      yearly<margin_of>("margin", states, "revenue - cost; below 0 a loss"),
      single<break_even>(
          "break_even_census",
          Where::Levels,
          "people",
          {"mean", About::Time},
          "mean census at which revenue would equal cost: such people as come, at "
          "the places that there are. Empty: people cost what they bring in or more"),
      single<a_person>("cost_per_person",
                       Where::All,
                       "money / person",
                       {"ratio", About::People},
                       "cost in the window / people whose first admission after warm-up was in it"),
      single<a_recovery>(
          "cost_per_recovery",
          Where::All,
          "money / person",
          {"ratio", About::People},
          "cost in the window / people who came to an outcome called recovery in it; "
          "replications in which nobody did are left out"),
  };
}

}  // namespace stepdown::analysis
