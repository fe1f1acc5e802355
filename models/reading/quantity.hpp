#pragma once

#include "models/reading/parsed.hpp"

#include <string_view>

namespace stepdown::models {

/// Whether a time may be in program days: `15 pd` of 5 a week are 21 d.
struct ProgramDays {
  double a_week = 0;          ///< of the level; 0: it has none, or there is no level
  bool is_treatment = false;  ///< the time is one of treatment in a level; no other may
};

/// A length of time with its unit, in days: `24 d`, `6 h`, `30 min`, `26 wk`, `3 y` (365 d each).
/// Not negative, at most a million years.
[[nodiscard]] Parsed<double> parse_duration(std::string_view text, ProgramDays program_days = {});

/// A rate with its unit, per day: `42 /wk`, `0.5 /h`, `10 /1000y` (per 1000 person-years).
[[nodiscard]] Parsed<double> parse_rate(std::string_view text);

/// The same, perhaps below 0: `-0.02 /d`.
[[nodiscard]] Parsed<double> parse_signed_rate(std::string_view text);

/// A yearly growth, as a fraction: `2 %/y` is 0.02. Above -100 %.
[[nodiscard]] Parsed<double> parse_growth(std::string_view text);

}  // namespace stepdown::models
