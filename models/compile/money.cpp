#include "models/compile/money.hpp"

#include "models/compile/given.hpp"
#include "models/compile/list_of_period.hpp"
#include "sim/distributions/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using Price = Given<Located<double>>;
using MaybePrice = std::optional<Price>;

/// An attribute that a price is `given`, and the key of that price.
struct Asked {
  Located<std::string> attribute;
  std::string key;
};

void collect(const Price& price, const std::string& key, std::vector<Asked>& asked) {
  if (price.attribute) asked.push_back({*price.attribute, key + ".given"});
  for (const auto& one : price.cases)
    collect(one.value, key + "." + one.attribute_value.value, asked);
}

/// All that may depend on who pays, by key.
std::vector<std::pair<const Price*, std::string>> prices_of(const State& level) {
  std::vector<std::pair<const Price*, std::string>> prices;
  const auto add = [&prices](const MaybePrice& price, const char* key) {
    if (price) prices.emplace_back(&*price, key);
  };
  add(level.prices->a_day, "a_day");
  add(level.prices->an_admission, "an_admission");
  for (const SessionPrice& session : level.prices->sessions)
    prices.emplace_back(&session.price, "sessions." + session.service.value);
  add(level.prices->denied, "denied");
  return prices;
}

/// All attributes that prices depend on, as often as they are written.
std::vector<Asked> asked_in(const Scenario& scenario) {
  std::vector<Asked> asked;
  for (const State& state : scenario.states) {
    if (!state.prices) continue;
    for (const auto& [price, key] : prices_of(state))
      collect(*price, fmt::format("{}.prices.{}", state_key(state), key), asked);
  }
  return asked;
}

void check_prices(const State& level, const Names& names, Problems& problems) {
  for (const auto& [price, key] : prices_of(level)) {
    check_given({&names,
                 &problems,
                 level.name.at,
                 fmt::format("{}.prices.{}", state_key(level), key),
                 names.attributes.size()},
                *price);
  }
}

/// Sessions that are paid are of services that there are.
void check_sessions(const State& level, Problems& problems) {
  std::vector<std::string> services;
  for (const Service& service : level.services)
    services.push_back(service.name.value);
  for (const SessionPrice& session : level.prices->sessions) {
    const Located<std::string>& name = session.service;
    const std::string key = fmt::format("{}.prices.sessions.{}", state_key(level), name.value);
    const auto service = std::ranges::find_if(
        level.services, [&](const Service& one) { return one.name.value == name.value; });
    if (service != level.services.end()) {
      if (service->weeks || !service->by_week.value.empty())
        problems.report(Rule::UnknownService,
                        name.at,
                        key,
                        "expected a service that is the same in all weeks of a stay, so that the "
                        "time of those who pay tells its sessions");
      continue;
    }
    problems.report(Rule::UnknownService,
                    name.at,
                    key,
                    fmt::format("expected one of 'services' of the level, got {}{}",
                                in_quotes(name.value),
                                problems.suggestion(name.value, services)));
  }
}

/// What is paid follows from the time of those with each value of the attribute, which is observed
/// for attributes of `report_by`, one by one.
void check_attribute(const Scenario& scenario, const Names& names, Problems& problems) {
  const std::vector<Asked> asked = asked_in(scenario);
  const auto first = std::ranges::find_if(asked, [&names](const Asked& one) {
    return names.attributes.find(one.attribute.value).has_value();
  });
  if (first == asked.end()) return;
  const std::string& attribute = first->attribute.value;
  for (const Asked& one : asked) {
    if (one.attribute.value == attribute || !names.attributes.find(one.attribute.value)) continue;
    problems.report(Rule::PricesOfTwoAttributes,
                    one.attribute.at,
                    one.key,
                    fmt::format("expected '{}', as other prices are given, got '{}'; all prices "
                                "depend on one attribute",
                                attribute,
                                one.attribute.value));
  }
  if (std::ranges::any_of(scenario.report_by, [&](const Located<std::string>& reported) {
        return reported.value == attribute;
      }))
    return;
  problems.report(
      Rule::PriceNotReported,
      first->attribute.at,
      first->key,
      fmt::format("expected an attribute of 'report_by', got '{0}'; add '{0}' there, so "
                  "that those who pay different prices are told apart",
                  attribute));
}

void check_place_costs(const State& level, Problems& problems) {
  if (!(level.costs->a_place_day.value > 0)) return;
  const bool is_of_pool = level.places.kind == Places::Kind::Pool;
  const bool is_unlimited = level.places.kind == Places::Kind::Unlimited && level.tracks.empty();
  if (!is_of_pool && !is_unlimited && !level.places.shares_hours) return;
  problems.report(Rule::PlaceCostWithoutPlaces,
                  place_of(level.costs->a_place_day.at, level.name.at),
                  state_key(level) + ".costs.a_place_day",
                  fmt::format("expected a level with places of its own, got {}; use 'a_year' or "
                              "'a_day'",
                              is_unlimited                 ? "unlimited places"
                              : level.places.staff.empty() ? "one that draws on a pool"
                                                           : "one that shares staff"));
}

/// The price for each kind of people that are told apart.
std::vector<double> amounts_of(const Price& price,
                               const Names& names,
                               std::optional<std::size_t> attribute,
                               std::size_t count) {
  std::vector<double> amounts(count, 0.0);
  ClassValues who(names.attributes.size(), 0);
  for (std::size_t i = 0; i < count; ++i) {
    if (attribute) who[*attribute] = static_cast<std::uint16_t>(i);
    amounts[i] = value_for(price, names, who).value;
  }
  return amounts;
}

/// Its place in `services` of the level.
std::size_t service_number(const State& level, const std::string& name) {
  const auto found = std::ranges::find_if(
      level.services, [&](const Service& service) { return service.name.value == name; });
  return static_cast<std::size_t>(found - level.services.begin());
}

/// The mean share of sessions that people of one kind attend in a level, whatever their history.
double attendance_of(const Model& model, std::size_t period, StateId level, ClassId who) {
  const StateModel& then = model.states_in(period)[index_of(level)];
  const Behavior& behavior = model.behaviors[Model::behavior_number(then, who, 0)];
  if (!behavior.attendance) return 1;
  const double mean = sim::mean(model.distributions[index_of(*behavior.attendance)]);
  return std::min(mean * behavior.attendance_factor, 1.0);
}

/// The same of all who pay the same price, as they come from the sources taken together.
std::vector<double> attended_in(const Model& model,
                                std::size_t period,
                                StateId level,
                                std::optional<std::size_t> attribute,
                                std::size_t count) {
  std::vector<double> sum(count, 0.0);
  std::vector<double> people(count, 0.0);
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const std::size_t price = attribute ? model.classes[c][*attribute] : 0;
    double share = std::numeric_limits<double>::min();  // who is not known to come counts, too
    for (const SourceModel& source : model.sources_in(period))
      share += source.class_share[c];
    people[price] += share;
    sum[price] +=
        share * attendance_of(model, period, level, ClassId{static_cast<std::uint32_t>(c)});
  }
  for (std::size_t price = 0; price < count; ++price)
    sum[price] = people[price] > 0 ? sum[price] / people[price] : 1;
  return sum;
}

/// What prices depend on.
struct Payers {
  std::optional<std::size_t> attribute;
  std::size_t count = 1;  ///< of its values
};

/// Of all states in a period.
std::vector<StateMoney> build_states(const Scenario& scenario,
                                     const Names& names,
                                     const Model& model,
                                     std::size_t period,
                                     const Payers& payers) {
  const auto& [attribute, count] = payers;
  const auto amounts = [&, attribute = attribute, count = count](const MaybePrice& price) {
    return price ? amounts_of(*price, names, attribute, count) : std::vector<double>(count, 0.0);
  };
  std::vector<StateMoney> states;
  for (const State& state : scenario.states) {
    StateMoney& here = states.emplace_back();
    const Prices prices = state.prices.value_or(Prices{});
    here.price_a_day = amounts(prices.a_day);
    for (double& price : here.price_a_day)
      price *= prices.paid_share();
    here.price_an_admission = amounts(prices.an_admission);
    for (const SessionPrice& session : prices.sessions)
      here.sessions.push_back({service_number(state, session.service.value),
                               amounts_of(session.price, names, attribute, count)});
    here.denied = amounts(prices.denied);
    if (!here.sessions.empty()) {
      const StateId level{static_cast<std::uint16_t>(states.size() - 1)};
      here.attended = attended_in(model, period, level, attribute, count);
    }
    const Costs costs = state.costs.value_or(Costs{});
    here.cost_a_year = costs.a_year;
    here.cost_a_place_day = costs.a_place_day.value;
    here.cost_a_day = costs.a_day;
    here.cost_an_admission = costs.an_admission;
  }
  return states;
}

/// Whether something may have changed of which amounts are made.
bool is_otherwise(const Scenario& before,
                  const Scenario& now,
                  const Model& model,
                  std::size_t period) {
  return !now.states.shares_all(before.states) ||
         &model.states_in(period) != &model.states_in(period - 1) ||
         &model.sources_in(period) != &model.sources_in(period - 1);
}

/// Whether any of the states that differ has prices.
bool some_have_prices(const Scenario& now, const Differences& since) {
  return std::ranges::any_of(since.states,
                             [&now](std::size_t s) { return now.states[s].prices.has_value(); });
}

bool pays_staff(const Scenario& scenario) {
  return std::ranges::any_of(scenario.staff,
                             [](const Role& role) { return role.salary.has_value(); });
}

bool some_is_denied(const Scenario& scenario) {
  return std::ranges::any_of(scenario.states, [](const State& state) {
    return state.prices && state.prices->denied.has_value();
  });
}

bool has_money(const Scenario& scenario) {
  return pays_staff(scenario) || std::ranges::any_of(scenario.states, [](const State& state) {
           return state.prices || state.costs;
         });
}

}  // namespace

void check_money(const Scenario& scenario,
                 const Names& names,
                 Problems& problems,
                 const Differences* since) {
  for (std::size_t s = 0; s < scenario.states.size(); ++s) {
    const State& state = scenario.states[s];
    if (since != nullptr && !since->is_state_other(s)) continue;
    if (state.prices) check_prices(state, names, problems);
    if (state.prices) check_sessions(state, problems);
    if (state.costs && state.kind == StateKind::Level) check_place_costs(state, problems);
  }
  if (since == nullptr || some_have_prices(scenario, *since))
    check_attribute(scenario, names, problems);
}

void check_same_payers(const Scenario& first,
                       const Scenario& later,
                       const Differences& since,
                       Problems& problems) {
  if (!some_have_prices(later, since)) return;
  const std::vector<Asked> asked = asked_in(later);
  if (asked.empty()) return;
  const std::vector<Asked> asked_first = asked_in(first);
  if (!asked_first.empty() && asked_first.front().attribute.value == asked.front().attribute.value)
    return;
  problems.report(Rule::FixedOnDates,
                  asked.front().attribute.at,
                  asked.front().key,
                  "cannot change on a date; what prices are `given` is the same from the start on, "
                  "where they may be the same for all");
}

void build_money(const Scenario& scenario, const Names& names, Model& model) {
  const auto later = std::span(scenario.later_periods).first(model.later_periods.size());
  if (!has_money(scenario) && std::ranges::none_of(later, has_money, &ScenarioPeriod::scenario))
    return;
  MoneyModel money;
  std::optional<std::size_t> attribute;
  if (const std::vector<Asked> asked = asked_in(scenario); !asked.empty()) {
    attribute = names.attributes.position(asked.front().attribute.value);
    for (const std::size_t reported : model.report_by) {
      if (reported == *attribute) break;
      money.first_group += model.attributes[reported].values.size();
    }
    money.group_count = model.attributes[*attribute].values.size();
  }
  const Payers payers{attribute, std::max<std::size_t>(money.group_count, 1)};
  money.states = build_states(scenario, names, model, 0, payers);
  money.some_is_denied = some_is_denied(scenario);
  money.staff_is_paid = pays_staff(scenario);
  for (std::size_t p = 0; p < later.size(); ++p) {
    const Scenario& now = later[p].scenario;
    std::size_t list = p == 0 ? 0 : money.list_in.back();
    if (is_otherwise(scenario_before(scenario, p), now, model, p + 1))
      list = number_of(
          build_states(now, names, model, p + 1, payers), money.states_in(p), list, money.later);
    money.list_in.push_back(list);
    money.some_is_denied = money.some_is_denied || some_is_denied(now);
    money.staff_is_paid = money.staff_is_paid || pays_staff(now);
  }
  if (money.later.empty() && std::ranges::all_of(model.later_periods, [](const Period& period) {
        return period.staff == 0;
      }))
    money.list_in.clear();
  model.money = std::move(money);
}

}  // namespace stepdown::models
