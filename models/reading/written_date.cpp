#include "models/reading/written_date.hpp"

#include "models/text/letters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace stepdown::models {
namespace {

std::optional<int> number_of(std::string_view digits, std::size_t fewest, std::size_t most) {
  if (digits.size() < fewest || digits.size() > most || !are_digits(digits)) return std::nullopt;
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::optional<Date> date_of(std::optional<int> year,
                            std::optional<int> month,
                            std::optional<int> day) {
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year < 100 ? 2000 + *year : *year},
                  std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || date.year() < std::chrono::year{1900}) return std::nullopt;
  return date;
}

std::optional<int> year_of(std::string_view digits) {
  return digits.size() == 3 ? std::nullopt : number_of(digits, 2, 4);
}

/// The words and numbers of a text, whatever stands between them.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < text.size();) {
    const auto is_same = is_digit(text[i]) ? is_digit : is_letter;
    std::size_t end = i;
    while (end < text.size() && is_same(text[end]))
      ++end;
    if (end > i) parts.push_back(text.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  return parts;
}

/// 1 to 12 for `March`, `mar` ...
std::optional<int> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> names{"january",
                                                   "february",
                                                   "march",
                                                   "april",
                                                   "may",
                                                   "june",
                                                   "july",
                                                   "august",
                                                   "september",
                                                   "october",
                                                   "november",
                                                   "december"};
  if (word.size() < 3) return std::nullopt;
  const std::string lower = in_lower_case(word);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].starts_with(lower)) return static_cast<int>(i) + 1;
  return std::nullopt;
}

/// `March 1, 2026` or `1st of March 2026`
std::optional<Date> date_in_words(std::string_view text) {
  std::optional<int> month;
  std::vector<std::string_view> numbers;
  for (const std::string_view part : parts_of(text)) {
    if (is_digit(part.front()))
      numbers.push_back(part);
    else if (const auto named = month_named(part))
      month = named;
    else if (part != "of" && part != "st" && part != "nd" && part != "rd" && part != "th")
      return std::nullopt;
  }
  if (numbers.size() != 2) return std::nullopt;
  if (numbers[0].size() == 4) std::swap(numbers[0], numbers[1]);
  return date_of(year_of(numbers[1]), month, number_of(numbers[0], 1, 2));
}

}  // namespace

std::optional<Date> date_in_order(std::string_view text, std::string_view order, char separator) {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t end = i + 1 < order.size() ? text.find(separator) : text.size();
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(0, end);
    if (order[i] == 'y')
      year = year_of(part);
    else
      (order[i] == 'm' ? month : day) = number_of(part, 1, 2);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return date_of(year, month, day);
}

std::vector<std::string> dates_meant(std::string_view text) {
  std::vector<std::string> meant;
  const auto add = [&meant](const std::optional<Date>& date) {
    if (!date) return;
    std::string iso = iso_text(*date);
    if (std::ranges::find(meant, iso) == meant.end()) meant.push_back(std::move(iso));
  };
  const std::size_t separator = text.find_first_of("/.-");
  if (separator == 4) {
    add(date_in_order(text, "ymd", text[separator]));
  } else if (separator != std::string_view::npos) {
    if (text[separator] == '-') add(date_in_order(text, "ymd", '-'));
    if (text[separator] != '.') add(date_in_order(text, "mdy", text[separator]));
    add(date_in_order(text, "dmy", text[separator]));
  }
  if (meant.empty()) add(date_in_words(text));
  return meant;
}

}  // namespace stepdown::models
