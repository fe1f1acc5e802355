#include "analysis/report/read_metrics.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

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

std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool is_quoted = false;
  bool has_cell = false;
  const auto end_cell = [&] {
    row.push_back(std::exchange(cell, {}));
    has_cell = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += '"';
        ++i;
      } else {
        is_quoted = false;
      }
    } else if (c == '"') {
      is_quoted = has_cell = true;
    } else if (c == ',') {
      end_cell();
      has_cell = true;
    } else if (c == '\n') {
      end_cell();
      rows.push_back(std::exchange(row, {}));
    } else if (c != '\r') {
      cell += c;
      has_cell = true;
    }
  }
  if (has_cell || !row.empty()) {
    end_cell();
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<SimulatedFigures> read_metrics(const std::filesystem::path& path) {
  const auto rows = csv_rows(read_text(path));
  if (rows.empty()) return std::nullopt;
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
