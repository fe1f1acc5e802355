#include "models/compile/money.hpp"

#include "models/compile/given.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

std::array<std::pair<const MaybePrice*, std::string_view>, 2> prices_of(const State& level) {
  return {{{&level.prices->a_day, "a_day"}, {&level.prices->an_admission, "an_admission"}}};
}

/// All attributes that prices depend on, as often as they are written.
std::vector<Asked> asked_in(const Scenario& scenario) {
  std::vector<Asked> asked;
  for (const State& state : scenario.states) {
    if (!state.prices) continue;
    for (const auto& [price, key] : prices_of(state))
      if (*price) collect(**price, fmt::format("{}.prices.{}", state_key(state), key), asked);
  }
  return asked;
}

void check_prices(const State& level, const Names& names, Problems& problems) {
  for (const auto& [price, key] : prices_of(level)) {
    if (!*price) continue;
    check_given({&names,
                 &problems,
                 level.name.at,
                 fmt::format("{}.prices.{}", state_key(level), key),
                 names.attributes.size()},
                **price);
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
  if (!is_of_pool && !is_unlimited) return;
  problems.report(Rule::PlaceCostWithoutPlaces,
                  place_of(level.costs->a_place_day.at, level.name.at),
                  state_key(level) + ".costs.a_place_day",
                  fmt::format("expected a level with places of its own, got {}; use 'a_year' or "
                              "'a_day'",
                              is_of_pool ? "one that draws on a pool" : "unlimited places"));
}

/// The price for each kind of people that are told apart.
std::vector<double> amounts_of(const MaybePrice& price,
                               const Names& names,
                               std::optional<std::size_t> attribute,
                               std::size_t count) {
  std::vector<double> amounts(count, 0.0);
  if (!price) return amounts;
  ClassValues who(names.attributes.size(), 0);
  for (std::size_t i = 0; i < count; ++i) {
    if (attribute) who[*attribute] = static_cast<std::uint16_t>(i);
    const Located<double>* const amount = find_for_class(*price, names, who);
    sim::expects(amount != nullptr, "there is a price for everybody");
    amounts[i] = amount->value;
  }
  return amounts;
}

bool is_same(const Price& a, const Price& b) {
  if (a.plain.has_value() != b.plain.has_value() || (a.plain && a.plain->value != b.plain->value))
    return false;
  if (a.attribute.has_value() != b.attribute.has_value() ||
      (a.attribute && a.attribute->value != b.attribute->value))
    return false;
  return std::ranges::equal(a.cases, b.cases, [](const auto& x, const auto& y) {
    return x.attribute_value.value == y.attribute_value.value && is_same(x.value, y.value);
  });
}

bool is_same(const MaybePrice& a, const MaybePrice& b) {
  return a && b ? is_same(*a, *b) : a.has_value() == b.has_value();
}

bool is_same(const Prices& a, const Prices& b) {
  return is_same(a.a_day, b.a_day) && is_same(a.an_admission, b.an_admission) &&
         a.days_a_week == b.days_a_week;
}

bool is_same(const Costs& a, const Costs& b) {
  return a.a_year == b.a_year && a.a_place_day.value == b.a_place_day.value && a.a_day == b.a_day &&
         a.an_admission == b.an_admission;
}

}  // namespace

void check_money(const Scenario& scenario, const Names& names, Problems& problems) {
  for (const State& state : scenario.states) {
    if (state.prices) check_prices(state, names, problems);
    if (state.costs && state.kind == StateKind::Level) check_place_costs(state, problems);
  }
  check_attribute(scenario, names, problems);
}

void build_money(const Scenario& scenario, const Names& names, Model& model) {
  if (std::ranges::none_of(scenario.states,
                           [](const State& state) { return state.prices || state.costs; }))
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
  const std::size_t count = std::max<std::size_t>(money.group_count, 1);
  constexpr double days_of_week = 7;
  for (const State& state : scenario.states) {
    StateMoney& here = money.states.emplace_back();
    const Prices prices = state.prices.value_or(Prices{});
    here.price_a_day = amounts_of(prices.a_day, names, attribute, count);
    for (double& price : here.price_a_day)
      price *= prices.days_a_week / days_of_week;
    here.price_an_admission = amounts_of(prices.an_admission, names, attribute, count);
    const Costs costs = state.costs.value_or(Costs{});
    here.cost_a_year = costs.a_year;
    here.cost_a_place_day = costs.a_place_day.value;
    here.cost_a_day = costs.a_day;
    here.cost_an_admission = costs.an_admission;
  }
  model.money = std::move(money);
}

bool has_same_money(const State& a, const State& b) {
  const bool same_prices = a.prices && b.prices ? is_same(*a.prices, *b.prices)
                                                : a.prices.has_value() == b.prices.has_value();
  const bool same_costs =
      a.costs && b.costs ? is_same(*a.costs, *b.costs) : a.costs.has_value() == b.costs.has_value();
  return same_prices && same_costs;
}

}  // namespace stepdown::models
