#include "analysis/views/results.hpp"

#include "analysis/report/input_file.hpp"
#include "analysis/report/manifest.hpp"
#include "models/text/csv_scanner.hpp"
#include "models/text/visible.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// A row for each replication, event, person or draw: for programs, not to be looked at.
constexpr std::array<std::string_view, 5> for_programs{
    "metrics.csv", "events.csv", "people.csv", "sweep_replications.csv", "all_draws.csv"};

/// Beyond this a table is none that anybody looks at.
constexpr std::size_t most_bytes = 64'000'000;
constexpr std::size_t most_rows = 200'000;

constexpr const char* scenario_file = "scenario.yaml";

/// A manifest is data of somebody: what it names is only looked for in its own folder.
bool is_table(const std::string& name) {
  return name.ends_with(".csv") && fs::path(name).filename() == name &&
         std::ranges::find(for_programs, name) == for_programs.end();
}

/// Nothing when it is too long.
std::optional<std::string> whole_text(const fs::path& path) {
  FileBeginning file = read_plain_file(path, most_bytes);
  return file.is_whole ? std::optional(std::move(file.text)) : std::nullopt;
}

ResultTable table_of(const fs::path& folder, const std::string& name, const std::string& text) {
  models::CsvScanner scanner(text, ',');
  ResultTable table;
  table.file = name;
  table.columns = scanner.next_texts();
  while (!scanner.is_done()) {
    std::vector<std::string> row = scanner.next_texts();
    const bool is_empty = row.size() == 1 && row.front().empty();
    if (is_empty && table.columns.size() > 1) continue;
    if (scanner.problem() != nullptr || row.size() != table.columns.size())
      throw NoResults(fmt::format("{}: expected rows of {} cells, as its first line has",
                                  models::visible((folder / name).string()),
                                  table.columns.size()));
    if (table.rows.size() < most_rows)
      table.rows.push_back(std::move(row));
    else
      ++table.rows_left_out;
  }
  return table;
}

}  // namespace

std::size_t ResultTable::column(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin());
}

const ResultTable* Results::table(std::string_view file) const {
  const auto found = std::ranges::find(tables, file, &ResultTable::file);
  return found == tables.end() ? nullptr : &*found;
}

Results read_results(const fs::path& folder) {
  const auto files = files_named_by_manifest(folder / manifest_file);
  if (!files)
    throw NoResults(fmt::format("{}: expected a folder that stepdown wrote, with a {}",
                                models::visible(folder.string()),
                                manifest_file));
  Results results;
  results.manifest = whole_text(folder / manifest_file).value_or("{}");
  for (const std::string& name : *files) {
    if (!is_table(name) && name != scenario_file) continue;
    auto text = whole_text(folder / name);
    if (!text) continue;
    if (is_table(name))
      results.tables.push_back(table_of(folder, name, *text));
    else
      results.scenario = *std::move(text);
  }
  return results;
}

std::optional<double> number_of(std::string_view cell) {
  const auto is_digit = [&](std::size_t at) {
    return at < cell.size() && cell[at] >= '0' && cell[at] <= '9';
  };
  const std::size_t first = cell.starts_with('-') ? 1 : 0;
  if (!is_digit(first) || (cell[first] == '0' && is_digit(first + 1))) return std::nullopt;
  const std::size_t point = cell.find('.');
  if (point != std::string_view::npos && !is_digit(point + 1)) return std::nullopt;
  // exponents are written small and with their sign, so that "1e5" is the name of something
  const std::size_t exponent = cell.find_first_of("eE");
  if (exponent != std::string_view::npos && !cell.substr(exponent).starts_with("e+") &&
      !cell.substr(exponent).starts_with("e-"))
    return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool is_number = error == std::errc() && end == cell.data() + cell.size();
  return is_number ? std::optional(value) : std::nullopt;
}

}  // namespace stepdown::analysis
