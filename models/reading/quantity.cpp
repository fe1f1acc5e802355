#include "models/reading/quantity.hpp"

#include "models/diagnostics/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <system_error>
#include <utility>

namespace stepdown::models {
namespace {

struct Unit {
  std::string_view name;
  double days;
};
constexpr std::array<Unit, 5> units{
    {{"min", 1.0 / 1440}, {"h", 1.0 / 24}, {"d", 1}, {"wk", 7}, {"y", 365}}};
constexpr double longest_days = 365e6;
constexpr double largest_rate = 1e6;

constexpr std::string_view a_duration = "a duration with a unit (such as '24 d')";
constexpr std::string_view a_rate = "a rate with a unit (such as '42 /wk')";
constexpr std::string_view a_signed_rate =
    "a rate with a unit, perhaps below 0 (such as '-0.02 /d')";
constexpr std::string_view a_growth = "a yearly growth (such as '2 %/y')";
constexpr std::string_view a_date = "a date (such as '2026-01-05')";

/// What is wrong with a text, and what may help.
struct Mistake {
  Rule rule = Rule::BadNumber;
  std::string_view hint;
};
constexpr Mistake leading_zero{Rule::LeadingZero, "a number has no leading zero"};

template <class T>
Parsed<T> failure(std::string_view expected, std::string_view text, const Mistake& mistake) {
  return {std::nullopt,
          fmt::format("expected {}, got {}{}{}",
                      expected,
                      in_quotes(text),
                      mistake.hint.empty() ? "" : "; ",
                      mistake.hint),
          mistake.rule};
}

template <class T>
Parsed<T> out_of_range(std::string_view expected, std::string_view text) {
  return failure<T>(expected, text, {Rule::OutOfRange, {}});
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

/// A number at the front of a text, and what follows it; or why there is none.
struct Leading {
  std::optional<double> number;
  std::string_view rest;
  Mistake mistake;
};

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

/// What is wrong with a unit that is none.
template <class T>
Parsed<T> unit_failure(std::string_view expected, std::string_view text, std::string_view unit) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> others{
      {{"day", "d"},   {"days", "d"},     {"D", "d"},         {"week", "wk"},  {"weeks", "wk"},
       {"w", "wk"},    {"wks", "wk"},     {"hour", "h"},      {"hours", "h"},  {"hr", "h"},
       {"hrs", "h"},   {"minute", "min"}, {"minutes", "min"}, {"mins", "min"}, {"year", "y"},
       {"years", "y"}, {"yr", "y"},       {"yrs", "y"},       {"a", "y"},      {"H", "h"},
       {"W", "wk"},    {"Y", "y"}}};
  for (const std::string_view month : {"mo", "mos", "month", "months", "M", "m"})
    if (unit == month)
      return failure<T>(
          expected,
          text,
          {Rule::MonthAsUnit,
           "months differ in length: write days or weeks (such as '30 d'), or 'min' for minutes"});
  for (const auto& [other, ours] : others)
    if (unit == other)
      return failure<T>(expected, text, {Rule::UnitMisspelled, fmt::format("write '{}'", ours)});
  return failure<T>(expected, text, {Rule::UnknownUnit, "units are min, h, d, wk and y"});
}

std::optional<double> days_of(std::string_view unit) {
  for (const Unit& known : units)
    if (known.name == unit) return known.days;
  return std::nullopt;
}

std::optional<int> two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return std::nullopt;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// Seconds since midnight of `13:45` or `13:45:30`.
std::optional<int> seconds_of_day(std::string_view text) {
  const bool has_seconds = text.size() == 8;
  if ((text.size() != 5 && !has_seconds) || text[2] != ':' || (has_seconds && text[5] != ':'))
    return std::nullopt;
  const auto hours = two_digits(text, 0);
  const auto minutes = two_digits(text, 3);
  const auto seconds = has_seconds ? two_digits(text, 6) : 0;
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59)
    return std::nullopt;
  return *hours * 3600 + *minutes * 60 + *seconds;
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
  if (error == std::errc::invalid_argument || rest != end)
    return failure<std::uint64_t>(expected, text, {});
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
  if (*leading.number < 0 || *leading.number > 1) return out_of_range<double>(expected, text);
  return {leading.number, {}};
}

Parsed<double> parse_duration(std::string_view text) {
  const Leading leading = leading_number(text);
  if (!leading.number) return failure<double>(a_duration, text, leading.mistake);
  const std::string_view unit = without_spaces(leading.rest);
  if (unit.empty()) return failure<double>(a_duration, text, {Rule::MissingUnit, {}});
  const auto days = days_of(unit);
  if (!days) return unit_failure<double>(a_duration, text, unit);
  if (*leading.number < 0) return out_of_range<double>("a duration of at least 0 d", text);
  const double value = *leading.number * *days;
  if (!(value <= longest_days)) return out_of_range<double>("a duration of at most 1e6 y", text);
  return {value, {}};
}

namespace {

Parsed<double> rate_in(std::string_view text, std::string_view expected, bool is_signed) {
  const Leading leading = leading_number(text);
  if (!leading.number) return failure<double>(expected, text, leading.mistake);
  std::string_view per = without_spaces(leading.rest);
  if (!per.starts_with('/')) return failure<double>(expected, text, {Rule::MissingUnit, {}});
  per = without_spaces(per.substr(1));
  double count = 1;
  if (!per.empty() && is_digit(per[0])) {
    const Leading denominator = leading_number(per);
    if (!denominator.number || *denominator.number <= 0)
      return failure<double>(expected, text, denominator.mistake);
    count = *denominator.number;
    per = without_spaces(denominator.rest);
  }
  const auto days = days_of(per);
  if (!days) return unit_failure<double>(expected, text, per);
  if (!is_signed && *leading.number < 0) return out_of_range<double>("a rate of at least 0", text);
  const double value = *leading.number / (count * *days);
  if (!(value <= largest_rate)) return out_of_range<double>("a rate of at most 1e6 /d", text);
  if (!(value >= -largest_rate)) return out_of_range<double>("a rate of at least -1e6 /d", text);
  return {value, {}};
}

}  // namespace

Parsed<double> parse_rate(std::string_view text) {
  return rate_in(text, a_rate, false);
}

Parsed<double> parse_signed_rate(std::string_view text) {
  return rate_in(text, a_signed_rate, true);
}

Parsed<double> parse_growth(std::string_view text) {
  const Leading leading = leading_number(text);
  if (!leading.number) return failure<double>(a_growth, text, leading.mistake);
  std::string_view per = without_spaces(leading.rest);
  if (!per.starts_with('%')) return failure<double>(a_growth, text, {Rule::MissingUnit, {}});
  per = without_spaces(per.substr(1));
  if (!per.starts_with('/') || without_spaces(per.substr(1)) != "y")
    return failure<double>(a_growth, text, {Rule::MissingUnit, {}});
  if (*leading.number <= -100 || *leading.number > 1000)
    return out_of_range<double>("a growth above -100 %/y and up to 1000 %/y", text);
  return {*leading.number / 100, {}};
}

Parsed<Date> parse_date(std::string_view text) {
  const bool is_shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto century = is_shaped ? two_digits(text, 0) : std::nullopt;
  const auto year = is_shaped ? two_digits(text, 2) : std::nullopt;
  const auto month = is_shaped ? two_digits(text, 5) : std::nullopt;
  const auto day = is_shaped ? two_digits(text, 8) : std::nullopt;
  if (!century || !year || !month || !day) return failure<Date>(a_date, text, {Rule::BadDate, {}});
  const Date date{std::chrono::year{*century * 100 + *year},
                  std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return failure<Date>(a_date, text, {Rule::NoSuchDay, "there is no such day"});
  if (*century < 19) return out_of_range<Date>("a date from 1900-01-01 on", text);
  return {date, {}};
}

Parsed<double> parse_date_time(std::string_view text) {
  constexpr std::string_view expected = "a date or a date with a time (such as '2026-01-05T13:45')";
  const Parsed<Date> date = parse_date(text.substr(0, 10));
  if (!date.value)
    return text.size() == 10 ? Parsed<double>{std::nullopt, date.problem, date.rule}
                             : failure<double>(expected, text, {Rule::BadDate, {}});
  double seconds = 0;
  if (text.size() > 10) {
    const auto time = (text[10] == 'T' || text[10] == ' ') ? seconds_of_day(text.substr(11))
                                                           : std::optional<int>{};
    if (!time) return failure<double>(expected, text, {Rule::BadDate, {}});
    seconds = *time;
  }
  const auto days = std::chrono::sys_days{*date.value}.time_since_epoch().count();
  return {static_cast<double>(days) + seconds / 86400, {}};
}

}  // namespace stepdown::models
