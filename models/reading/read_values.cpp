#include "models/reading/read_values.hpp"

#include "models/reading/date_text.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/origins.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/schema.hpp"
#include "models/text/look_alikes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stepdown::models {
namespace {

template <class T>
std::optional<Located<T>> located(Reading& reading, const Field& field, Parsed<T> parsed) {
  if (parsed.value) return Located<T>{*parsed.value, field.at()};
  reading.error(parsed.rule, field, std::move(parsed.problem));
  return std::nullopt;
}

/// Reads a scalar with `parse`; anything else is not what was `expected`.
template <class Parse>
auto read_scalar(Reading& reading, const Field& field, std::string_view expected, Parse parse)
    -> decltype(located(reading, field, parse(field.node->text))) {
  if (field.is_scalar()) return located(reading, field, parse(field.node->text));
  reading.expected(field, expected);
  return std::nullopt;
}

}  // namespace

Parsed<double> duration_in(Reading& reading, std::string_view text) {
  if (text.ends_with("pd")) reading.uses_program_days = true;
  return parse_duration(text, reading.program_days);
}

std::optional<Located<double>> read_duration(Reading& reading, const Field& field) {
  return read_scalar(
      reading, field, schema::expected_of("duration"), [&reading](std::string_view text) {
        return duration_in(reading, text);
      });
}

std::optional<Located<double>> read_rate(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("rate"), parse_rate);
}

std::optional<Located<double>> read_signed_rate(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("signed_rate"), parse_signed_rate);
}

std::optional<Located<double>> read_probability(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("probability"), parse_probability);
}

std::optional<Located<double>> read_number(Reading& reading,
                                           const Field& field,
                                           std::string_view expected) {
  return read_scalar(reading, field, expected, [expected](std::string_view text) {
    return parse_number(text, expected);
  });
}

std::optional<Located<double>> read_within(
    Reading& reading, const Field& field, std::string_view type, double low, double high) {
  const std::string_view expected = schema::expected_of(type);
  auto number = read_number(reading, field, expected);
  if (!number || (number->value >= low && number->value <= high)) return number;
  reading.expected(field, expected, Rule::OutOfRange);
  return std::nullopt;
}

std::optional<Located<Date>> read_date(Reading& reading, const Field& field) {
  return read_scalar(reading, field, schema::expected_of("date"), parse_date);
}

std::optional<Located<Date>> read_date_key(Reading& reading, const Field& field) {
  Parsed<Date> date = parse_date(field.key.value);
  if (date.value) return Located<Date>{*date.value, field.key.at};
  reading.error(date.rule, field.key.at, field.path, std::move(date.problem));
  return std::nullopt;
}

std::optional<Located<std::uint64_t>> read_whole(Reading& reading,
                                                 const Field& field,
                                                 std::uint64_t low,
                                                 std::uint64_t high) {
  return read_scalar(reading, field, "a whole number", [low, high](std::string_view text) {
    return parse_whole(text, low, high);
  });
}

std::optional<Located<double>> read_ratio(Reading& reading, const Field& field) {
  auto ratio = read_number(reading, field, schema::expected_of("ratio"));
  if (!ratio || ratio->value > 0) return ratio;
  reading.expected(field, schema::expected_of("ratio"), Rule::OutOfRange);
  return std::nullopt;
}

std::optional<Located<double>> read_weight(Reading& reading, const Field& field) {
  auto weight = read_number(reading, field, schema::expected_of("weight"));
  if (!weight || weight->value >= 0) return weight;
  reading.expected(field, schema::expected_of("weight"), Rule::OutOfRange);
  return std::nullopt;
}

std::optional<bool> read_boolean(Reading& reading, const Field& field) {
  if (field.is_scalar() && field.node->text == "true") return true;
  if (field.is_scalar() && field.node->text == "false") return false;
  reading.expected(field, schema::expected_of("boolean"));
  return std::nullopt;
}

std::optional<Located<std::string>> read_text(Reading& reading,
                                              const Field& field,
                                              std::string_view expected) {
  if (field.is_scalar() && !field.node->text.empty())
    return Located<std::string>{field.node->text, field.at()};
  reading.expected(field, expected);
  return std::nullopt;
}

std::optional<Located<std::string>> read_free_text(Reading& reading, const Field& field) {
  auto text = read_text(reading, field, "text");
  const auto odd = text ? first_look_alike(text->value) : std::nullopt;
  if (!odd || odd->at != 0 || (odd->plain != "\"" && odd->plain != "'")) return text;
  std::string plain = with_plain_characters(text->value);
  reading.add(
      {Rule::LookAlike,
       field.at(),
       field.path,
       fmt::format("expected text in plain quotes or none, got {}; write '{}'", odd->name, plain)});
  text->value = std::move(plain);
  return text;
}

std::vector<Located<std::string>> read_names(Reading& reading,
                                             const Field& field,
                                             std::string_view expected,
                                             std::string_view what) {
  std::vector<Located<std::string>> names;
  if (!field.is_list()) {
    reading.expected(field, expected);
    return names;
  }
  for (std::size_t i = 0; i < field.node->items.size(); ++i) {
    const Field item = field_of(field, i);
    auto name = read_text(reading, item, what);
    names.push_back(name ? *std::move(name) : Located<std::string>{{}, item.at()});
  }
  return names;
}

std::vector<Located<std::string>> read_name_or_names(Reading& reading,
                                                     const Field& field,
                                                     std::string_view what) {
  if (!field.is_scalar())
    return read_names(reading, field, schema::expected_of("name_or_names"), what);
  if (auto name = read_text(reading, field, what)) return {*std::move(name)};
  return {};
}

bool check_name(Reading& reading, const Field& field) {
  constexpr std::size_t longest = 64;
  const std::string& name = field.key.value;
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  const bool is_name = !name.empty() && name.size() <= longest && is_plain(name.front()) &&
                       std::ranges::all_of(name, [&is_plain](char c) {
                         return is_plain(c) || c == '_' || c == '-' || c == '+';
                       });
  if (is_name && name != "given" && !is_origin_key(name)) return true;
  const std::string hint = look_alike_hint(name);
  if (name == "given")
    reading.error(Rule::NameIsGiven,
                  field.key.at,
                  field.path,
                  "expected a name, got 'given', which has a meaning");
  else if (is_origin_key(name))
    reading.error(Rule::NameIsOrigin, field.key.at, field.path, no_name_text(name));
  else
    reading.error(Rule::BadName,
                  field.key.at,
                  field.path,
                  fmt::format("expected a name of at most {} letters, digits, '_', '-' and '+', "
                              "got {}{}",
                              longest,
                              in_quotes(name),
                              hint.empty() ? "; free text goes into a label" : hint));
  return false;
}

}  // namespace stepdown::models
