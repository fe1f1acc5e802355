#include "models/reading/read_economics.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/read_given.hpp"
#include "models/reading/read_money.hpp"
#include "models/reading/read_values.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// "3 %/y" as 0.03
std::optional<double> read_discount(Reading& reading, const Field& field) {
  const std::string_view expected = schema::expected_of("discount");
  const auto refuse = [&](Rule rule) {
    reading.expected(field, expected, rule);
    return std::nullopt;
  };
  if (!field.is_scalar()) return refuse(Rule::WrongType);
  const Parsed<double> discount = parse_growth(field.node->text);
  if (!discount.value) return refuse(discount.rule);
  if (*discount.value < 0 || *discount.value > 1) return refuse(Rule::OutOfRange);
  return discount.value;
}

std::optional<std::vector<double>> read_amounts(Reading& reading, const Field& field) {
  constexpr std::size_t most = 100;
  std::vector<double> amounts;
  if (!field.is_list()) {
    const auto amount = read_amount(reading, field);
    if (!amount) return std::nullopt;
    amounts.push_back(amount->value);
    return amounts;
  }
  const std::size_t size = field.node->items.size();
  if (size == 0 || size > most) {
    reading.expected(field, schema::expected_of("amounts"), Rule::OutOfRange);
    return std::nullopt;
  }
  for (std::size_t i = 0; i < size; ++i)
    if (const auto amount = read_amount(reading, field_of(field, i)))
      amounts.push_back(amount->value);
  if (amounts.size() != size) return std::nullopt;
  return amounts;
}

/// Longer than anybody lives, so that days stay exact.
std::optional<Located<double>> read_span(Reading& reading, const Field& field) {
  constexpr double most = 200 * 365.0;
  auto span = read_duration(reading, field);
  if (!span || (span->value > 0 && span->value <= most)) return span;
  reading.expected(field, "a duration above 0 d and up to 200 y", Rule::OutOfRange);
  return std::nullopt;
}

// clang-format off
constexpr auto economics_keys = key_table<Economics>({
    {"followed_for", value::into<&Economics::followed_for, read_span>("duration"), required, "",
     "how long from their arrival costs and health of each person count; those are followed whose "
     "whole time lies in the observed part of the run", "5 y"},
    {"discount_costs", value::into<&Economics::discount_costs, read_discount>("discount"), optional,
     "0 %/y", "how much less costs count for each 365 d that they come later after arrival",
     "3 %/y"},
    {"discount_health", value::into<&Economics::discount_health, read_discount>("discount"),
     optional, "0 %/y", "the same of life years and of what they are worth", "3 %/y"},
    {"at_prices", value::boolean<&Economics::at_prices>, optional, "false",
     "levels cost what is paid for people by `prices`, as a payer sees it; else `a_day` and "
     "`an_admission` of `costs`", "true"},
    {"waiting_utility",
     value::into<&Economics::waiting_utility, read_utility_by_attribute>("utility_by"), optional,
     "1, if no state has a utility", "what a year of waiting outside is worth to a person", "0.6"},
    {"waiting_cost_a_day",
     value::into<&Economics::waiting_cost_a_day, read_amount>("amount"), optional, "0",
     "of a person who waits outside", "12"},
    {"willingness_to_pay",
     value::into<&Economics::willingness_to_pay, read_amounts>("amounts"), optional, "50000",
     "for a year in full health; `net_benefit` is at the first, `compare` shows all",
     "[50000, 100000]"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::economics_section{
    "economics",
    "economics",
    "What each person costs and gains in the same time from their arrival on; see `utility` of "
    "states, `costs` and `prices`.",
    economics_keys.rows,
    ""};

Economics read_economics(Reading& reading, const Field& field) {
  Economics economics = read_section(reading, field, schema::economics_section, economics_keys);
  economics.at = field.at();
  return economics;
}

Given<Located<double>> read_utility_by_attribute(Reading& reading, const Field& field) {
  return read_by_attribute<Located<double>>(reading, field, [&](const Field& plain) {
    return read_within(reading, plain, "utility", -1, 1).value_or(Located<double>{});
  });
}

}  // namespace stepdown::models
