#include "models/reading/read_money.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_given.hpp"
#include "models/reading/read_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// So large that nothing costs it, and so small that sums stay exact to the cent.
constexpr double largest_amount = 1e9;

std::optional<Located<double>> read_days_a_week(Reading& reading, const Field& field) {
  constexpr double most = 7;
  return read_within(reading, field, "program_days", 1, most);
}

Given<Located<double>> read_amount_by(Reading& reading, const Field& field) {
  return read_by_attribute<Located<double>>(reading, field, [&](const Field& plain) {
    return read_amount(reading, plain).value_or(Located<double>{});
  });
}

/// Whoever writes money and gives no amount may think that there is one.
void check_amounts(Reading& reading, const Field& field, std::string_view what) {
  const auto is_none = [](const YamlNode::Entry& entry) {
    return entry.key == "days_a_week" || entry.key == "denied";
  };
  if (!field.is_map() || !std::ranges::all_of(field.node->entries, is_none)) return;
  reading.error(Rule::NoneOfKeys, field, fmt::format("expected {}, got none", what));
}

void read_session_price(Reading& reading, const Field& field, std::vector<SessionPrice>& prices) {
  prices.push_back({field.key, read_amount_by(reading, field)});
}

// clang-format off
constexpr auto session_prices_keys = key_table<std::vector<SessionPrice>>({
    {"<service>", value::by<read_session_price>("amount_by"), optional, "",
     "of `services` of the level", "41.50"},
});
// clang-format on

std::vector<SessionPrice> read_session_prices(Reading& reading, const Field& field) {
  std::vector<SessionPrice> prices;
  SectionReader section{reading, field, schema::session_prices_section};
  read_keys(section, session_prices_keys, prices);
  return prices;
}

// clang-format off
constexpr auto prices_keys = key_table<Prices>({
    {"a_day", value::into<&Prices::a_day, read_amount_by>("amount_by"), optional, "0",
     "for each day of a person in a place, held places and second places too; parts of days count "
     "as such", "{given: payer, medicaid: 284.77, private: 410}"},
    {"days_a_week", value::into<&Prices::days_a_week, read_days_a_week>("program_days"), optional,
     "7", "how many days of a week are paid by `a_day`, those attended say", "3"},
    {"an_admission", value::into<&Prices::an_admission, read_amount_by>("amount_by"), optional,
     "0", "once for each admission; people there at the start are none", "192.57"},
    {"sessions", value::into<&Prices::sessions, read_session_prices>("session_prices"), optional, "0",
     "for each session that somebody attends, by service: those offered x mean `attendance`",
     "{group: 41.50, individual: {given: payer, medicaid: 98, private: 140}}"},
    {"denied", value::into<&Prices::denied, read_probability_by_attribute>("probability_by"), optional,
     "0", "share of what is billed that is not paid, as claims are denied",
     "{given: payer, medicaid: 0.08, private: 0.03}"},
});

constexpr auto costs_keys = key_table<Costs>({
    {"a_year", value::into<&Costs::a_year, read_amount>("amount"), optional, "0",
     "of 365 d, whoever is there: rent, management", "400000"},
    {"a_place_day", value::into<&Costs::a_place_day, read_amount>("amount"), optional, "0",
     "for each day of an open place, taken or not: staff kept ready", "60"},
    {"a_day", value::into<&Costs::a_day, read_amount>("amount"), optional, "0",
     "for each day of a person in a place", "120"},
    {"an_admission", value::into<&Costs::an_admission, read_amount>("amount"), optional, "0",
     "once for each admission", "300"},
});

constexpr auto community_costs_keys = key_table<Costs>({
    {"a_day", value::into<&Costs::a_day, read_amount>("amount"), required, "",
     "for each day of a person there", "12"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::prices_section{
    "prices",
    "levels.<level>.prices",
    "What is paid for people here. Those who pay different prices are told apart by one attribute "
    "of `report_by`.",
    prices_keys.rows,
    ""};

constinit const schema::Section schema::session_prices_section{
    "session_prices",
    "levels.<level>.prices.sessions",
    "What is paid for sessions, by service. Uninsured people and sliding fees are values of the "
    "attribute that prices depend on.",
    session_prices_keys.rows,
    ""};

constinit const schema::Section schema::costs_section{
    "costs", "levels.<level>.costs", "What the level costs.", costs_keys.rows, ""};

constinit const schema::Section schema::community_costs_section{
    "community_costs",
    "community.<state>.costs",
    "What people cost who are there: emergency care, custody.",
    community_costs_keys.rows,
    ""};

std::optional<Located<double>> read_amount(Reading& reading, const Field& field) {
  return read_within(reading, field, "amount", 0, largest_amount);
}

Prices read_prices(Reading& reading, const Field& field) {
  check_amounts(reading, field, "a price, 'a_day', 'an_admission' or 'sessions'");
  return read_section(reading, field, schema::prices_section, prices_keys);
}

Costs read_costs(Reading& reading, const Field& field) {
  check_amounts(reading, field, "a cost (such as 'a_day')");
  return read_section(reading, field, schema::costs_section, costs_keys);
}

Costs read_community_costs(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::community_costs_section, community_costs_keys);
}

}  // namespace stepdown::models
