#include "tests/support/random/data_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <system_error>

namespace stepdown::tests {
namespace {

std::string text_at(const Written& map, std::string_view key) {
  const Written* value = map.find(key);
  return value == nullptr ? std::string{} : value->text;
}

/// A day of the calendar in the format, of which an empty one is `y-m-d` with all zeros.
std::string date_in(const std::string& format, std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  const auto number = [](unsigned value, bool has_zeros) {
    return has_zeros ? fmt::format("{:02}", value) : fmt::format("{}", value);
  };
  std::string text;
  for (const char c : format.empty() ? std::string{"y-m-d"} : format) {
    if (c == 'y')
      text += fmt::format("{:04}", static_cast<int>(date.year()));
    else if (c == 'm')
      text += number(static_cast<unsigned>(date.month()), format.empty());
    else if (c == 'd')
      text += number(static_cast<unsigned>(date.day()), format.empty());
    else
      text += c;
  }
  return text;
}

bool has_decimal_comma(const Written& map) {
  return text_at(map, "decimal") == ",";
}

/// What stands between the cells of a file; where a comma is decimal, it is none.
std::string separator_of(Written& map) {
  const bool has_comma = has_decimal_comma(map);
  if (has_comma && text_at(map, "separator") == ",") *map.find("separator") = scalar(";");
  const std::string named = text_at(map, "separator");
  if (named == "tab") return "\t";
  return named.empty() ? (has_comma ? ";" : ",") : named;
}

}  // namespace

void add_data_file(Writer& writer, Written& map) {
  constexpr int longest_gap = 12;
  const bool is_of_dates = map.section == "dates";
  const std::string separator = separator_of(map);
  *map.find("column") = scalar("when");
  if (Written* count = map.find("count")) *count = scalar("n");

  std::string text = "id" + separator + "when" + separator + "n\n";
  std::chrono::sys_days day = writer.start;
  const int rows = 3 + writer.choices.below(5);
  for (int row = 0; row < rows; ++row) {
    day += std::chrono::days{writer.choices.below(longest_gap)};
    std::string cell = fmt::format("{:.2f}", 0.25 + writer.choices.below(120) / 4.0);
    if (has_decimal_comma(map)) std::ranges::replace(cell, '.', ',');
    if (is_of_dates) cell = date_in(text_at(map, "date_format"), day);
    text += fmt::format("{}{}{}{}{}\n", row, separator, cell, separator, writer.choices.below(4));
  }
  const std::string name = fmt::format("file{}.csv", writer.files.size());
  writer.files[name] = std::move(text);
  *map.find("csv") = scalar(name);
}

void add_start_file(Writer& writer, Written& map) {
  constexpr int longest_ago = 60;
  Choices& choices = writer.choices;
  const std::string separator = separator_of(map);
  const bool has_dates = choices.one_in(2) || map.find("date_format") != nullptr;
  std::vector<std::string> header{"state", "status", has_dates ? "since" : "days", "count"};
  for (const ScenarioNames::Attribute& attribute : writer.names.attributes)
    header.push_back(attribute.name);
  std::vector<std::string> states = writer.names.levels;
  states.insert(states.end(), writer.names.communities.begin(), writer.names.communities.end());
  std::string text = fmt::format("{}\n", fmt::join(header, separator));
  const int rows = 1 + choices.below(6);
  for (int row = 0; row < rows; ++row) {
    std::vector<std::string> cells{choices.pick(states), "in place", "", ""};
    const bool is_limited = std::ranges::find(writer.facts.limited_levels, cells[0]) !=
                            writer.facts.limited_levels.end();
    if (is_limited && choices.one_in(3)) cells[1] = "waiting";
    const int ago = choices.below(longest_ago);
    cells[2] = has_dates
                   ? date_in(text_at(map, "date_format"), writer.start - std::chrono::days{ago})
                   : fmt::format("{}{}5", ago, has_decimal_comma(map) ? ',' : '.');
    cells[3] = fmt::format("{}", choices.below(4));
    for (const ScenarioNames::Attribute& attribute : writer.names.attributes)
      cells.push_back(choices.one_in(2) ? choices.pick(attribute.values) : "");
    text += fmt::format("{}\n", fmt::join(cells, separator));
  }
  const std::string name = fmt::format("file{}.csv", writer.files.size());
  writer.files[name] = std::move(text);
  *map.find("csv") = scalar(name);
}

models::FileLoader loader_of(const std::map<std::string, std::string>& files) {
  return [&files](const std::string& path, std::size_t) -> models::FileText {
    const auto found = files.find(path);
    if (found == files.end())
      return {{}, std::make_error_code(std::errc::no_such_file_or_directory)};
    return {found->second, {}};
  };
}

}  // namespace stepdown::tests
