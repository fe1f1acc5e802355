#include "models/reading/date_text.hpp"

#include "models/reading/written_date.hpp"
#include "models/text/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace stepdown::models {
namespace {

constexpr std::string_view a_date = "a date (such as '2026-01-05')";

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

Parsed<Date> parse_date(std::string_view text) {
  const bool is_shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto century = is_shaped ? two_digits(text, 0) : std::nullopt;
  const auto year = is_shaped ? two_digits(text, 2) : std::nullopt;
  const auto month = is_shaped ? two_digits(text, 5) : std::nullopt;
  const auto day = is_shaped ? two_digits(text, 8) : std::nullopt;
  if (!century || !year || !month || !day) {
    const std::vector<std::string> meant = dates_meant(text);
    if (meant.empty()) return failure<Date>(a_date, text, {Rule::BadDate, {}});
    return failure<Date>(
        a_date, text, {Rule::DateOtherwise, fmt::format("write {}", fmt::join(meant, " or "))});
  }
  const Date date{std::chrono::year{*century * 100 + *year},
                  std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return failure<Date>(a_date, text, {Rule::NoSuchDay, "there is no such day"});
  if (*century < 19) return out_of_range<Date>("a date from 1900-01-01 on", text);
  return {date, {}};
}

std::vector<std::string> formats_of_date(std::string_view text) {
  std::vector<std::string> formats;
  const std::size_t separator = text.find_first_of("/.-");
  if (separator == std::string_view::npos) return formats;
  for (const std::string_view order : {"mdy", "dmy", "ymd"}) {
    const DateFormat format{std::string{order}, text[separator]};
    if (parse_date_time(text, format).value)
      formats.push_back(
          fmt::format("{1}{0}{2}{0}{3}", format.separator, order[0], order[1], order[2]));
  }
  return formats;
}

std::optional<DateFormat> parse_date_format(std::string_view text) {
  if (text.size() != 5 || text[1] != text[3] ||
      std::string_view{"/.-"}.find(text[1]) == std::string_view::npos)
    return std::nullopt;
  const std::string order{text[0], text[2], text[4]};
  for (const std::string_view known : {"mdy", "dmy", "ymd"})
    if (order == known) return DateFormat{order, text[1]};
  return std::nullopt;
}

namespace {

/// The date at the front of a text, in a format of its file.
Parsed<double> date_time_in(const DateFormat& format, std::string_view text) {
  const std::string expected = fmt::format("a date written {1}{0}{2}{0}{3}",
                                           format.separator,
                                           format.order[0],
                                           format.order[1],
                                           format.order[2]);
  const std::size_t space = std::min(text.find_first_of(" T"), text.size());
  const auto date = date_in_order(text.substr(0, space), format.order, format.separator);
  if (!date) return failure<double>(expected, text, {Rule::CsvDateFormat, {}});
  double seconds = 0;
  if (space < text.size()) {
    std::string clock{text.substr(std::min(text.find_first_not_of(' ', space + 1), text.size()))};
    if (clock.size() > 1 && clock[1] == ':') clock.insert(0, "0");
    const auto time = seconds_of_day(clock);
    if (!time) return failure<double>(expected, text, {Rule::CsvDateFormat, {}});
    seconds = *time;
  }
  const auto days = std::chrono::sys_days{*date}.time_since_epoch().count();
  return {static_cast<double>(days) + seconds / 86400, {}};
}

}  // namespace

Parsed<double> parse_date_time(std::string_view text, const DateFormat& format) {
  if (format.separator != 0) return date_time_in(format, text);
  constexpr std::string_view expected = "a date or a date with a time (such as '2026-01-05T13:45')";
  const Parsed<Date> date = parse_date(text.substr(0, 10));
  if (!date.value)
    return text.size() == 10 ? Parsed<double>{std::nullopt, date.problem, date.rule, date.hint}
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
