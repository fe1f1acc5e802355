#include "models/reading/number_text.hpp"

#include "models/text/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <system_error>

namespace stepdown::models {
namespace {

constexpr Mistake leading_zero{Rule::LeadingZero, "a number has no leading zero"};

}  // namespace

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

Leading leading_number(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return {{}, text, leading_zero};
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number, std::chars_format::general);
  if (error == std::errc::result_out_of_range)
    return {{}, text, {Rule::NumberTooExtreme, "too large or too small"}};
  if (error != std::errc{} || (!digits.empty() && !is_digit(digits[0]) && digits[0] != '.'))
    return {{}, text, {}};  // also "inf" and "nan", which from_chars knows
  const std::string_view after{rest, static_cast<std::size_t>(end - rest)};
  if (!after.empty() && (after[0] == ',' || after[0] == '_') && after.size() > 1 &&
      is_digit(after[1]))
    return {
        {}, text, {Rule::DecimalComma, "a decimal point is '.', and thousands are not separated"}};
  return {number, after, {}};
}

namespace {

/// `1,800` as 1800, when the commas stand where thousands end.
std::optional<std::string> without_thousands(std::string_view text) {
  std::string digits;
  std::size_t since_comma = 0;
  bool has_comma = false;
  for (const char c : text) {
    if (c == ',') {
      if (digits.empty() || (has_comma ? since_comma != 3 : since_comma > 3)) return std::nullopt;
      has_comma = true;
      since_comma = 0;
    } else if (is_digit(c)) {
      digits += c;
      ++since_comma;
    } else {
      return std::nullopt;
    }
  }
  if (!has_comma || since_comma != 3 || digits[0] == '0') return std::nullopt;
  return digits;
}

struct OwnedMistake {
  Rule rule = Rule::BadNumber;
  std::string hint;
};

/// Why a text is no whole number although it begins like one.
OwnedMistake mistake_of_whole(std::string_view text) {
  if (const auto digits = without_thousands(text))
    return {Rule::DecimalComma, fmt::format("thousands are not separated: write {}", *digits)};
  const Leading leading = leading_number(text);
  if (!leading.number) return {leading.mistake.rule, std::string{leading.mistake.hint}};
  const double number = *leading.number;
  const std::string_view word = without_spaces(leading.rest);
  if (number < 0 || number != std::floor(number) || number > 1e15) return {};
  const bool is_word = std::ranges::all_of(word, [](char c) { return is_letter(c) || c == ' '; });
  if (is_word) return {Rule::WordAfterNumber, fmt::format("write {:.0f}", number)};
  return {};
}

}  // namespace

Parsed<double> parse_number(std::string_view text, std::string_view expected) {
  const Leading leading = leading_number(text);
  if (leading.number && leading.rest.empty()) return {leading.number, {}};
  return failure<double>(expected, text, leading.mistake);
}

Parsed<std::uint64_t> parse_whole(std::string_view text, std::uint64_t low, std::uint64_t high) {
  const bool is_open = high >= UINT64_MAX / 2 && low <= 1;
  const std::string expected = is_open ? fmt::format("a whole number of at least {}", low)
                                       : fmt::format("a whole number from {} to {}", low, high);
  if (text.size() > 1 && text[0] == '0' && is_digit(text[1]))
    return failure<std::uint64_t>(expected, text, leading_zero);
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (is_open && error == std::errc::result_out_of_range && rest == end)
    return failure<std::uint64_t>(
        expected, text, {Rule::NumberTooLarge, fmt::format("the largest is {}", high)});
  if (error == std::errc::invalid_argument || rest != end) {
    const OwnedMistake mistake = mistake_of_whole(text);
    return failure<std::uint64_t>(expected, text, {mistake.rule, mistake.hint});
  }
  if (error != std::errc{} || number < low || number > high)
    return out_of_range<std::uint64_t>(expected, text);
  return {number, {}};
}

Parsed<double> parse_probability(std::string_view text) {
  constexpr std::string_view expected = "a probability from 0 to 1";
  const Leading leading = leading_number(text);
  if (leading.number && without_spaces(leading.rest) == "%")
    return failure<double>(
        expected, text, {Rule::Percent, fmt::format("write {:.10g}", *leading.number / 100)});
  if (!leading.number || !leading.rest.empty())
    return failure<double>(expected, text, leading.mistake);
  const double number = *leading.number;
  if (number > 1 && number <= 100)
    return failure<double>(
        expected,
        text,
        {Rule::Percent,
         number < 2 ? fmt::format("write {:.10g} if {:.10g} % is meant", number / 100, number)
                    : fmt::format("write {:.10g}", number / 100)});
  if (number < 0 || number > 1) return out_of_range<double>(expected, text);
  return {number, {}};
}

}  // namespace stepdown::models
