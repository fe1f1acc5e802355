#include "analysis/report/read_metrics.hpp"

#include "analysis/report/input_file.hpp"
#include "models/text/csv_scanner.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace stepdown::analysis {

namespace {

/// Beyond this no figure of ours is, and whole numbers are no longer exact.
constexpr double largest = 1e15;

/// A cell: nothing, or a number; no answer when it is something else.
using Cell = std::optional<std::optional<double>>;

Cell number(const std::string& cell) {
  if (cell.empty()) return std::optional<double>();
  double value = 0;
  const auto* const end = cell.data() + cell.size();
  const auto [at, error] = std::from_chars(cell.data(), end, value);
  // not a number is not above any, so that it is refused as well
  if (error != std::errc() || at != end || !(std::abs(value) <= largest)) return std::nullopt;
  return std::optional(value);
}

Cell count(const std::string& cell) {
  const Cell value = number(cell);
  const bool is_count = value && (!*value || (**value >= 0 && **value == std::floor(**value)));
  return is_count ? value : std::nullopt;
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

/// What the standard deviation of figures may be: nothing as small as this comes from doubles.
bool is_spread(double sd) {
  constexpr double smallest = 1e-100;
  return sd == 0 || sd >= smallest;
}

/// Takes a summary row into `figures`, if it has all that is needed.
/// @returns false when it is no row of ours
bool take(const std::vector<std::string>& row,
          const std::vector<std::size_t>& at,
          SimulatedFigures& figures) {
  const Cell mean = number(row[at[5]]);
  const Cell sd = number(row[at[6]]);
  const Cell replications = count(row[at[7]]);
  const Cell n = count(row[at[8]]);
  if (!mean || !sd || !replications || !n || !is_spread(sd->value_or(0))) return false;
  if (!*mean || !*sd || replications->value_or(0) < 2) return true;
  figures.emplace(
      FigureName{row[at[3]], row[at[4]], row[at[1]], row[at[2]]},
      SimulatedFigure{**mean,
                      **sd / std::sqrt(**replications),
                      static_cast<std::int64_t>(**replications),
                      *n ? std::optional(static_cast<std::int64_t>(**n)) : std::nullopt});
  return true;
}

}  // namespace

std::optional<SimulatedFigures> read_metrics(const std::filesystem::path& path) {
  // Summaries come first, so that the rest of a longer file is not needed.
  constexpr std::size_t most_bytes = 100'000'000;
  const FileBeginning file = read_plain_file(path, most_bytes);
  models::CsvScanner scanner(file.text);
  const std::vector<std::string> header = scanner.next_texts();
  const auto at = columns(header,
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
  while (!scanner.is_done()) {
    const std::vector<std::string> row = scanner.next_texts();
    const bool is_empty = row.size() == 1 && row.front().empty();
    if (is_empty && scanner.problem() == nullptr) continue;
    if (scanner.problem() != nullptr || row.size() != header.size()) return std::nullopt;
    if (row[at->front()] == "summary") {
      if (!take(row, *at, figures)) return std::nullopt;
    } else if (!file.is_whole) {
      return figures;
    }
  }
  if (!file.is_whole)
    throw std::system_error(std::make_error_code(std::errc::file_too_large), path.string());
  return figures;
}

}  // namespace stepdown::analysis
