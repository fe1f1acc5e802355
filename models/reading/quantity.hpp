#pragma once

#include "models/calendar.hpp"
#include "models/diagnostics/rule.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stepdown::models {

/// A value read from text, or the reason why it is none: "expected a number, got 'x'; <hint>".
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string problem;
  Rule rule = Rule::BadNumber;  ///< that the text breaks
};

/// A decimal, finite number, as in `0.5`, `12` or `1e-3`; no octal, hexadecimal or `.inf`.
/// `expected` names what was wanted, for the message.
[[nodiscard]] Parsed<double> parse_number(std::string_view text,
                                          std::string_view expected = "a number");

/// A whole number from `low` to `high`, written in digits only.
[[nodiscard]] Parsed<std::uint64_t> parse_whole(std::string_view text,
                                                std::uint64_t low,
                                                std::uint64_t high);

/// A number from 0 to 1.
[[nodiscard]] Parsed<double> parse_probability(std::string_view text);

/// A length of time with its unit, in days: `24 d`, `6 h`, `30 min`, `26 wk`, `3 y` (365 d each).
/// Not negative, at most a million years.
[[nodiscard]] Parsed<double> parse_duration(std::string_view text);

/// A rate with its unit, per day: `42 /wk`, `0.5 /h`, `10 /1000y` (per 1000 person-years).
[[nodiscard]] Parsed<double> parse_rate(std::string_view text);

/// The same, perhaps below 0: `-0.02 /d`.
[[nodiscard]] Parsed<double> parse_signed_rate(std::string_view text);

/// A yearly growth, as a fraction: `2 %/y` is 0.02. Above -100 %.
[[nodiscard]] Parsed<double> parse_growth(std::string_view text);

/// A civil date that exists: `2026-01-05`.
[[nodiscard]] Parsed<Date> parse_date(std::string_view text);

/// A civil date, perhaps with a time of day (`2026-01-05T13:45`, `2026-01-05 13:45:30`), in days
/// since 1970-01-01.
[[nodiscard]] Parsed<double> parse_date_time(std::string_view text);

}  // namespace stepdown::models
