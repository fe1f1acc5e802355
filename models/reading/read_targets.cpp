#include "models/reading/read_targets.hpp"

#include "models/reading/comparison_text.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"
#include "models/text/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

constexpr std::string_view one_target =
    "a figure, a comparison and a number (such as 'residential.wait.p90 <= 7 d')";

/// What to write where there is no comparison that we know.
std::string hint_of(std::string_view text) {
  if (text.find("\u2264") != std::string_view::npos) return "; write <=";
  if (text.find("\u2265") != std::string_view::npos) return "; write >=";
  if (text.find('=') != std::string_view::npos) return "; write <= or >=";
  if (text.find('<') != std::string_view::npos || text.find('>') != std::string_view::npos)
    return "; the figure comes first";
  return "";
}

/// A length of time is written with a unit, which a number never has: `7 d`, `0.9`, `1e-3`.
bool is_time(std::string_view limit) {
  return std::ranges::any_of(limit, [](char c) { return is_letter(c) && c != 'e'; });
}

Parsed<double> parse_limit(std::string_view text) {
  if (text.ends_with('%')) return parse_probability(text);
  return is_time(text) ? parse_duration(text) : parse_number(text);
}

void read_target(Reading& reading, const Field& field, std::vector<FigureTarget>& targets) {
  if (!field.is_scalar()) return reading.expected(field, one_target);
  const std::string_view text = field.node->text;
  const std::size_t at = text.find_first_of("<>");
  const std::string_view figure = without_spaces(text.substr(0, at));
  const bool begins_with_number = !figure.empty() && is_digit(figure.front());
  if (at == std::string_view::npos || figure.empty() || begins_with_number)
    return reading.error(
        Rule::BadTarget,
        field,
        fmt::format("expected {}, got {}{}", one_target, in_quotes(text), hint_of(text)));
  const auto [comparison, rest] = leading_comparison(text.substr(at));
  const std::string_view amount = without_spaces(rest);
  const Parsed<double> limit = parse_limit(amount);
  if (!limit.value) return reading.error(limit.rule, field, limit.problem);
  targets.push_back({.text = {std::string(text), field.at()},
                     .key = field.path,
                     .figure = std::string(figure),
                     .comparison = comparison,
                     .limit = *limit.value,
                     .is_time = is_time(amount)});
}

}  // namespace

void read_targets(Reading& reading, const Field& field, std::vector<FigureTarget>& targets) {
  if (!field.is_list()) return reading.expected(field, schema::expected_of("targets"));
  for (std::size_t i = 0; i < field.node->items.size(); ++i)
    read_target(reading, field_of(field, i), targets);
}

}  // namespace stepdown::models
