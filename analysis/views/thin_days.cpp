#include "analysis/views/thin_days.hpp"

#include "analysis/views/thin_figures.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::size_t least_days = 40;
constexpr std::array<std::string_view, 8> asked_for{"0", "7", "14", "30", "60", "90", "180", "365"};

/// The days of a column in their order: dates as they are written, days by their number.
std::vector<std::string_view> days_of(const ResultTable& table, std::size_t column, bool is_date) {
  std::set<std::string_view> distinct;
  for (const std::vector<std::string>& row : table.rows)
    distinct.insert(row[column]);
  std::vector<std::string_view> days(distinct.begin(), distinct.end());
  if (!is_date)
    std::ranges::stable_sort(
        days, {}, [](std::string_view day) { return number_of(day).value_or(0); });
  return days;
}

}  // namespace

ResultTable with_fewer_days(ResultTable table, std::size_t most_bytes) {
  const std::size_t date = table.column("date");
  const bool is_date = date < table.columns.size();
  const std::size_t column = is_date ? date : table.column("day");
  if (column == table.columns.size()) return table;
  const std::size_t bytes = text_size(table);
  if (bytes <= most_bytes) return table;
  const std::vector<std::string_view> days = days_of(table, column, is_date);
  const std::size_t most_days = std::max(least_days, days.size() * most_bytes / bytes);
  const std::size_t step = (days.size() + most_days - 1) / most_days;
  std::set<std::string> kept(asked_for.begin(), asked_for.end());
  for (std::size_t i = 0; i < days.size(); i += step)
    kept.emplace(days[i]);
  kept.emplace(days.back());
  table.rows_left_out += std::erase_if(
      table.rows, [&](const std::vector<std::string>& row) { return !kept.contains(row[column]); });
  return table;
}

}  // namespace stepdown::analysis
