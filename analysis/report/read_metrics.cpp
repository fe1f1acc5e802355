#include "analysis/report/read_metrics.hpp"

#include "models/text/csv_scanner.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace stepdown::analysis {

namespace {

std::optional<double> number(const std::string& cell) {
  double value = 0;
  const auto* const end = cell.data() + cell.size();
  const auto [at, error] = std::from_chars(cell.data(), end, value);
  if (cell.empty() || error != std::errc() || at != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> whole(const std::string& cell) {
  const auto value = number(cell);
  return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

/// Where the named columns stand; nothing when one is missing.
std::optional<std::vector<std::size_t>> columns(const std::vector<std::string>& header,
                                                const std::vector<std::string_view>& names) {
  std::vector<std::size_t> found;
  for (const std::string_view name : names) {
    const auto at = std::find(header.begin(), header.end(), name);
    if (at == header.end()) return std::nullopt;
    found.push_back(static_cast<std::size_t>(at - header.begin()));
  }
  return found;
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::system_error(errno, std::generic_category(), path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::optional<SimulatedFigures> read_metrics(const std::filesystem::path& path) {
  const auto records = models::csv_records(read_text(path));
  if (!records || records->empty()) return std::nullopt;
  const auto& rows = *records;
  const auto at = columns(rows.front(),
                          {"replication",
                           "state",
                           "profile",
                           "metric",
                           "statistic",
                           "value",
                           "sd",
                           "replications",
                           "n"});
  if (!at) return std::nullopt;
  SimulatedFigures figures;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto& row = rows[r];
    if (row.size() != rows.front().size()) return std::nullopt;
    if (row[(*at)[0]] != "summary") continue;
    const auto mean = number(row[(*at)[5]]);
    const auto sd = number(row[(*at)[6]]);
    const auto count = number(row[(*at)[7]]);
    if (!mean || !sd || !count || *count < 2) continue;
    figures.emplace(FigureName{row[(*at)[3]], row[(*at)[4]], row[(*at)[1]], row[(*at)[2]]},
                    SimulatedFigure{*mean,
                                    *sd / std::sqrt(*count),
                                    static_cast<std::int64_t>(*count),
                                    whole(row[(*at)[8]])});
  }
  return figures;
}

}  // namespace stepdown::analysis
