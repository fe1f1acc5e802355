#pragma once

#include "models/calendar.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Dates as people and spreadsheets write them, which a scenario does not take.
namespace stepdown::models {

/// `1/5/2026` in the order "mdy": numbers of one or two digits, the year of four, or of two for
/// those from 2000 on.
[[nodiscard]] std::optional<Date> date_in_order(std::string_view text,
                                                std::string_view order,
                                                char separator);

/// What `3/1/2026`, `2026-3-1`, `1.3.2026` or `March 1, 2026` may mean: no date, one, or two, as
/// `2026-03-01`.
[[nodiscard]] std::vector<std::string> dates_meant(std::string_view text);

}  // namespace stepdown::models
