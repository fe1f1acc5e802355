#pragma once

#include "models/calendar.hpp"
#include "models/reading/parsed.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// How a file writes its dates: the order of year, month and day, and what stands between them.
/// Without a separator: `2026-01-05`.
struct DateFormat {
  std::string order;  ///< "mdy"
  char separator = 0;
};

/// `m/d/y`, `d.m.y`, `y-m-d` ...
[[nodiscard]] std::optional<DateFormat> parse_date_format(std::string_view text);

/// The formats, such as `m/d/y`, in which a text that is no date to us would be one.
[[nodiscard]] std::vector<std::string> formats_of_date(std::string_view text);

/// A civil date that exists: `2026-01-05`.
[[nodiscard]] Parsed<Date> parse_date(std::string_view text);

/// A civil date, perhaps with a time of day (`2026-01-05T13:45`, `2026-01-05 13:45:30`), in days
/// since 1970-01-01. With a `format`, dates are written in that: `1/5/2026 9:30`; years of two
/// digits are those from 2000 on.
[[nodiscard]] Parsed<double> parse_date_time(std::string_view text, const DateFormat& format = {});

}  // namespace stepdown::models
