#include "analysis/views/workbook.hpp"

#include "analysis/views/chart_sheet.hpp"
#include "analysis/views/column_notes.hpp"
#include "analysis/views/excel_file.hpp"
#include "analysis/views/summary_sheet.hpp"
#include "analysis/views/table_sheets.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

namespace {

/// In the order in which a reader asks; others follow as in the folder, the dictionary last.
constexpr std::array<std::string_view, 11> first_tables{"targets.csv",
                                                        "levels.csv",
                                                        "waits.csv",
                                                        "census_monthly.csv",
                                                        "flows.csv",
                                                        "exits.csv",
                                                        "outcomes.csv",
                                                        "staffing.csv",
                                                        "services.csv",
                                                        "money.csv",
                                                        "inputs.csv"};

/// Curves and distributions, which are long and looked at as pictures.
constexpr std::array<std::string_view, 4> left_to_csv{
    "census_daily.csv", "census_distribution.csv", "status.csv", "survival.csv"};

constexpr std::string_view dictionary = "dictionary.csv";

/// Excel's rows are a million; nobody looks at so many.
constexpr std::size_t most_rows_shown = 60'000;

bool is_shown(const ResultTable& table) {
  return std::ranges::find(left_to_csv, table.file) == left_to_csv.end() &&
         !table.columns.empty() && table.columns.size() <= UINT8_MAX * 4 &&
         table.rows.size() <= most_rows_shown;
}

std::vector<const ResultTable*> in_order(const Results& results) {
  std::vector<const ResultTable*> tables;
  for (const ResultTable& table : results.tables)
    if (is_shown(table)) tables.push_back(&table);
  std::ranges::stable_sort(tables, {}, [](const ResultTable* table) {
    const auto* const place = std::ranges::find(first_tables, table->file);
    return (place - first_tables.begin()) + (table->file == dictionary ? 1 : 0);
  });
  return tables;
}

}  // namespace

void write_workbook(const Results& results, const std::filesystem::path& path) {
  ExcelFile file(path);
  add_summary_sheet(file, results);
  add_chart_sheet(file, results);
  const ColumnNotes notes = column_notes(results);
  for (const ResultTable* table : in_order(results))
    add_table_sheet(file, *table, notes);
  file.close();
}

}  // namespace stepdown::analysis
