#include "models/reading/read_season.hpp"

#include "models/reading/date_text.hpp"
#include "models/reading/key_table.hpp"
#include "models/text/letters.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

std::optional<double> read_amplitude(Reading& reading, const Field& field) {
  const std::string_view expected = schema::expected_of("amplitude");
  const auto amplitude = read_number(reading, field, expected);
  if (!amplitude) return std::nullopt;
  if (amplitude->value >= 0 && amplitude->value <= 1) return amplitude->value;
  reading.expected(field, expected, Rule::OutOfRange);
  return std::nullopt;
}

/// `05-01`, a day that every year has.
std::optional<std::chrono::month_day> read_peak(Reading& reading, const Field& field) {
  constexpr std::string_view common_year = "2026-";
  const std::string_view expected = schema::expected_of("day_of_year");
  const std::string text = field.is_scalar() ? field.node->text : std::string{};
  const bool is_shaped = text.size() == 5 && text[2] == '-' && is_digit(text[0]) &&
                         is_digit(text[1]) && is_digit(text[3]) && is_digit(text[4]);
  if (!is_shaped) {
    reading.expected(field, expected);
    return std::nullopt;
  }
  const Parsed<Date> date = parse_date(std::string(common_year) + text);
  if (date.value) return date.value->month() / date.value->day();
  reading.error(
      Rule::NoSuchDay,
      field,
      fmt::format("expected {}, got '{}'; not every year has such a day", expected, text));
  return std::nullopt;
}

// clang-format off
constexpr auto seasonal_keys = key_table<Season>({
    {"amplitude", value::into<&Season::amplitude, read_amplitude>("amplitude"), required, "",
     "how far the rate rises above its mean, and falls below it: 0.2 is 20 %", "0.2"},
    {"peak", value::into<&Season::peak, read_peak>("day_of_year"), required, "",
     "the day of the year with most referrals; half a year later are fewest", "05-01"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::seasonal_section{
    "seasonal",
    "arrivals.<source>.poisson.seasonal",
    "A smooth season, day by day: the k-th day after the peak has the rate times 1 + amplitude x "
    "cos(2 pi k / n), with n days from one peak to the next. It averages 1 over a year.",
    seasonal_keys.rows,
    ""};

Season read_season(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::seasonal_section, seasonal_keys);
}

}  // namespace stepdown::models
