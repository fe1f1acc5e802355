#include "analysis/views/thin_figures.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::array<std::string_view, 6> compared{
    "mean", "share", "per_year", "p90", "ratio", "median"};

bool is_compared(std::string_view metric, std::string_view statistic) {
  return metric.find('.') == std::string_view::npos &&
         std::ranges::find(compared, statistic) != compared.end();
}

}  // namespace

std::size_t text_size(const ResultTable& table) {
  std::size_t bytes = 0;
  for (const std::vector<std::string>& row : table.rows)
    for (const std::string& cell : row)
      bytes += cell.size() + 1;
  return bytes;
}

ResultTable with_fewer_figures(ResultTable table, std::size_t most_bytes) {
  const std::size_t metric = table.column("metric");
  const std::size_t statistic = table.column("statistic");
  if (std::max(metric, statistic) == table.columns.size() || text_size(table) <= most_bytes)
    return table;
  table.rows_left_out += std::erase_if(table.rows, [&](const std::vector<std::string>& row) {
    return !is_compared(row[metric], row[statistic]);
  });
  const std::size_t profile = table.column("profile");
  if (profile == table.columns.size() || text_size(table) <= most_bytes) return table;
  table.rows_left_out += std::erase_if(
      table.rows, [&](const std::vector<std::string>& row) { return row[profile] != "all"; });
  return table;
}

}  // namespace stepdown::analysis
