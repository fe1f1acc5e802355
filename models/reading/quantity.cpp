#include "models/reading/quantity.hpp"

#include "models/reading/number_text.hpp"
#include "models/text/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

struct Unit {
  std::string_view name;
  double days;
};
constexpr std::array<Unit, 5> units{
    {{"min", 1.0 / 1440}, {"h", 1.0 / 24}, {"d", 1}, {"wk", 7}, {"y", 365}}};
constexpr std::string_view program_day = "pd";
constexpr double longest_days = 365e6;
constexpr double largest_rate = 1e6;

constexpr std::string_view a_duration = "a duration with a unit (such as '24 d')";
constexpr std::string_view a_rate = "a rate with a unit (such as '42 /wk')";
constexpr std::string_view a_signed_rate =
    "a rate with a unit, perhaps below 0 (such as '-0.02 /d')";
constexpr std::string_view a_growth = "a yearly growth (such as '2 %/y')";

bool is_month(std::string_view unit) {
  constexpr std::array<std::string_view, 6> months{"mo", "mos", "month", "months", "M", "m"};
  return std::ranges::find(months, unit) != months.end();
}

/// Our name of a unit, or nothing.
std::string_view unit_meant(std::string_view unit) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 21> known{
      {{"min", "min"}, {"mins", "min"}, {"minute", "min"}, {"minutes", "min"}, {"h", "h"},
       {"hr", "h"},    {"hrs", "h"},    {"hour", "h"},     {"hours", "h"},     {"d", "d"},
       {"day", "d"},   {"days", "d"},   {"w", "wk"},       {"wk", "wk"},       {"wks", "wk"},
       {"week", "wk"}, {"weeks", "wk"}, {"y", "y"},        {"yr", "y"},        {"year", "y"},
       {"years", "y"}}};
  const std::string lower = in_lower_case(unit);
  for (const auto& [written, ours] : known)
    if (lower == written) return ours;
  return {};
}

constexpr double days_of_month = 365.0 / 12;
constexpr double days_of_week = 7;

/// What is wrong with a unit that is neither known nor a month. `before` stands before the one to
/// be written: " ", or " /" of rates.
Parsed<double> other_unit(std::string_view expected,
                          std::string_view text,
                          double number,
                          std::string_view before,
                          std::string_view unit) {
  if (const std::string_view ours = unit_meant(unit); !ours.empty())
    return failure<double>(
        expected,
        text,
        {Rule::UnitMisspelled, fmt::format("write {:.10g}{}{}", number, before, ours)});
  return failure<double>(expected, text, {Rule::UnknownUnit, "units are min, h, d, wk and y"});
}

/// What is wrong with a time in program days that may not be.
Parsed<double> program_days_failure(std::string_view text,
                                    double number,
                                    ProgramDays program_days) {
  constexpr double usual = 5;
  if (program_days.is_treatment)
    return failure<double>(
        a_duration,
        text,
        {Rule::UnknownUnit, "program days need 'program_days_a_week: 5' in their level"});
  const bool is_known = program_days.a_week > 0;
  const double days = number * days_of_week / (is_known ? program_days.a_week : usual);
  return failure<double>(
      a_duration,
      text,
      {Rule::ProgramDaysElsewhere,
       fmt::format("program days are for times of treatment in a level (treatment_time, exits, "
                   "reviews, drug_tests): write {:.4g} d{}",
                   days,
                   is_known ? "" : ", if there are 5 of them a week")});
}

/// What is wrong with the unit of a time that is none.
Parsed<double> unit_failure(std::string_view text,
                            double number,
                            std::string_view unit,
                            ProgramDays program_days) {
  if (unit == "m" || unit == "M")
    return failure<double>(a_duration,
                           text,
                           {Rule::MonthAsUnit,
                            fmt::format("write {:.10g} min, or {:.0f} d if months are meant",
                                        number,
                                        number * days_of_month)});
  if (is_month(unit))
    return failure<double>(
        a_duration,
        text,
        {Rule::MonthAsUnit,
         fmt::format("months differ in length: write {:.0f} d", number * days_of_month)});
  if (unit == program_day) return program_days_failure(text, number, program_days);
  return other_unit(a_duration, text, number, " ", unit);
}

/// What is wrong with the unit of a rate that is none.
Parsed<double> per_failure(std::string_view expected,
                           std::string_view text,
                           double number,
                           std::string_view unit) {
  if (is_month(unit))
    return failure<double>(
        expected,
        text,
        {Rule::MonthAsUnit, fmt::format("months differ in length: write {:.10g} /y", number * 12)});
  if (unit == program_day)
    return failure<double>(
        expected,
        text,
        {Rule::ProgramDaysElsewhere,
         fmt::format("a rate is for days of the calendar: write {:.4g} /d, if there are 5 program "
                     "days a week",
                     number * 5 / days_of_week)});
  return other_unit(expected, text, number, " /", unit);
}

/// What is wrong with a rate that has no slash: `3.5 per week`, `3.5 d`.
Parsed<double> slash_failure(std::string_view expected,
                             std::string_view text,
                             double number,
                             std::string_view rest) {
  for (const std::string_view word : {"per ", "a ", "an ", "each ", "every "})
    if (rest.starts_with(word)) {
      const std::string_view unit = without_spaces(rest.substr(word.size()));
      const std::string_view ours = unit_meant(unit);
      if (is_month(unit)) return per_failure(expected, text, number, unit);
      if (!ours.empty())
        return failure<double>(
            expected, text, {Rule::RateInWords, fmt::format("write {:.10g} /{}", number, ours)});
    }
  if (const std::string_view ours = unit_meant(rest); !ours.empty())
    return failure<double>(
        expected,
        text,
        {Rule::TimeAsRate,
         fmt::format("write {0:.10g} /{1}, or 1 /{0:.10g}{1} for one in that time", number, ours)});
  if (rest.empty())
    return failure<double>(
        expected,
        text,
        {Rule::MissingUnit, fmt::format("write {0:.10g} /d or {0:.10g} /wk", number)});
  return failure<double>(expected, text, {Rule::MissingUnit, {}});
}

/// `20-30 d`, `20 d to 30 d`, `20 to 30 d` as "20 d" and "30 d": `rest` is what follows the 20.
std::optional<std::pair<std::string, std::string>> range_in(double low, std::string_view rest) {
  for (const std::string_view between : {"-", "to ", "\u2013", "\u2014"}) {
    const std::size_t at = rest.find(between);
    if (at == std::string_view::npos) continue;
    const std::string_view own_unit = without_spaces(rest.substr(0, at));
    const Leading high = leading_number(without_spaces(rest.substr(at + between.size())));
    if (!high.number) continue;
    const std::string_view last = unit_meant(without_spaces(high.rest));
    const std::string_view first = own_unit.empty() ? last : unit_meant(own_unit);
    if (first.empty() || last.empty()) continue;
    return std::pair{fmt::format("{:.10g} {}", low, first),
                     fmt::format("{:.10g} {}", *high.number, last)};
  }
  return std::nullopt;
}

/// A range is no time; what is meant may stand where a distribution does.
Parsed<double> range_failure(std::string_view text,
                             const std::pair<std::string, std::string>& range) {
  const std::string hint =
      fmt::format("; write one time, or {{uniform: {{min: {}, max: {}}}}} where times are drawn",
                  range.first,
                  range.second);
  return {std::nullopt,
          fmt::format("expected {}, got {}{}", a_duration, in_quotes(text), hint),
          Rule::RangeAsTime,
          hint};
}

/// `three weeks` as 3 wk, `a week` as 1 wk.
std::optional<std::string> time_in_words(std::string_view text) {
  constexpr std::array<std::string_view, 13> numbers{"a",
                                                     "one",
                                                     "two",
                                                     "three",
                                                     "four",
                                                     "five",
                                                     "six",
                                                     "seven",
                                                     "eight",
                                                     "nine",
                                                     "ten",
                                                     "eleven",
                                                     "twelve"};
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string word = in_lower_case(text.substr(0, space));
  const auto* const found = std::ranges::find(numbers, word == "an" ? "a" : word);
  const std::string_view rest = without_spaces(text.substr(space));
  if (found == numbers.end()) return std::nullopt;
  const auto number = std::max<std::ptrdiff_t>(1, found - numbers.begin());
  if (is_month(rest)) return fmt::format("{:.0f} d", static_cast<double>(number) * days_of_month);
  const std::string_view unit = unit_meant(rest);
  if (unit.empty()) return std::nullopt;
  return fmt::format("{} {}", number, unit);
}

std::optional<double> days_of(std::string_view unit) {
  for (const Unit& known : units)
    if (known.name == unit) return known.days;
  return std::nullopt;
}

/// In days. Program days are whole weeks over the days that they have: multiplied first, 15 of 5 a
/// week are 21 days to the last digit.
std::optional<double> time_in_days(double number, std::string_view unit, ProgramDays days) {
  if (unit == program_day && days.is_treatment && days.a_week > 0)
    return number * days_of_week / days.a_week;
  const auto each = days_of(unit);
  return each ? std::optional{number * *each} : std::nullopt;
}

}  // namespace

Parsed<double> parse_duration(std::string_view text, ProgramDays program_days) {
  const Leading leading = leading_number(text);
  if (!leading.number) {
    if (const auto meant = time_in_words(text))
      return failure<double>(
          a_duration, text, {Rule::NumberInWords, fmt::format("write {}", *meant)});
    return failure<double>(a_duration, text, leading.mistake);
  }
  const std::string_view unit = without_spaces(leading.rest);
  if (unit.empty())
    return failure<double>(
        a_duration,
        text,
        {Rule::MissingUnit, fmt::format("write {:.10g} d if days are meant", *leading.number)});
  const auto days = time_in_days(*leading.number, unit, program_days);
  if (const auto range = days ? std::nullopt : range_in(*leading.number, unit))
    return range_failure(text, *range);
  if (!days) return unit_failure(text, *leading.number, unit, program_days);
  if (*leading.number < 0) return out_of_range<double>("a duration of at least 0 d", text);
  if (!(*days <= longest_days)) return out_of_range<double>("a duration of at most 1e6 y", text);
  return {*days, {}};
}

namespace {

Parsed<double> rate_in(std::string_view text, std::string_view expected, bool is_signed) {
  const Leading leading = leading_number(text);
  if (!leading.number) return failure<double>(expected, text, leading.mistake);
  std::string_view per = without_spaces(leading.rest);
  if (!per.starts_with('/')) return slash_failure(expected, text, *leading.number, per);
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
  if (!days) return per_failure(expected, text, *leading.number / count, per);
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

}  // namespace stepdown::models
