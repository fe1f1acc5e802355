#include "analysis/views/table_sheets.hpp"

#include "analysis/report/csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Names that say more than those of their files.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> named{{
    {"census_monthly.csv", "Census by month"},
    {"census_weekly.csv", "Census by week"},
    {"census_distribution.csv", "Census distribution"},
    {"staffing.csv", "Staff"},
    {"staffing_weekly.csv", "Staff by week"},
    {"money_monthly.csv", "Money by month"},
    {"compare.csv", "Comparison"},
    {"sweep_wide.csv", "Sweep, a row a point"},
}};

/// Of a column: as wide as its words and what is in it, within reason.
double width_of(const ResultTable& table, std::size_t column) {
  constexpr std::size_t rows_seen = 200;
  constexpr std::size_t narrowest = 9;
  constexpr std::size_t widest = 42;
  constexpr std::size_t digits_shown = 10;
  std::size_t most = std::min(table.columns[column].size() / 2 + 3, std::size_t{16});
  for (std::size_t row = 0; row < std::min(rows_seen, table.rows.size()); ++row) {
    const std::string& cell = table.rows[row][column];
    most = std::max(most, number_of(cell) ? std::min(cell.size(), digits_shown) : cell.size() + 1);
  }
  return static_cast<double>(std::clamp(most, narrowest, widest));
}

void write_cell(ExcelSheet& sheet,
                std::pair<std::uint32_t, std::uint16_t> where,
                const std::string& cell,
                NumberForm form) {
  if (cell.empty()) return;
  if (const auto number = number_of(cell))
    sheet.number(where.first, where.second, *number, form);
  else
    sheet.text(where.first, where.second, text_of_field(cell));
}

}  // namespace

std::string sheet_name(std::string_view file) {
  const auto* const found =
      std::ranges::find(named, file, [](const auto& one) { return one.first; });
  if (found != named.end()) return std::string(found->second);
  std::string name(file.substr(0, file.rfind('.')));
  std::ranges::replace(name, '_', ' ');
  if (!name.empty())
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

NumberForm form_of(std::string_view unit) {
  if (unit == "fraction") return NumberForm::Percent;
  if (unit == "days") return NumberForm::Days;
  if (unit.starts_with("money")) return NumberForm::Money;
  for (const std::string_view whole : {"clocks", "stays", "replications", "people or clocks"})
    if (unit == whole) return NumberForm::Count;
  return NumberForm::Plain;
}

std::string add_table_sheet(ExcelFile& file, const ResultTable& table, const ColumnNotes& notes) {
  ExcelSheet sheet = file.add_sheet(sheet_name(table.file));
  std::vector<NumberForm> forms;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const auto note = notes.find({table.file, table.columns[column]});
    const auto at = static_cast<std::uint16_t>(column);
    forms.push_back(note == notes.end() ? NumberForm::Plain : form_of(note->second.unit));
    sheet.head(at,
               table.columns[column],
               note == notes.end() ? std::string()
               : note->second.unit.empty()
                   ? note->second.meaning
                   : fmt::format("{} ({})", note->second.meaning, note->second.unit));
    sheet.width(at, width_of(table, column));
  }
  std::uint32_t row = 0;
  for (const std::vector<std::string>& cells : table.rows) {
    ++row;
    for (std::size_t column = 0; column < cells.size(); ++column)
      write_cell(sheet, {row, static_cast<std::uint16_t>(column)}, cells[column], forms[column]);
  }
  sheet.freeze(std::max(row, std::uint32_t{1}),
               static_cast<std::uint16_t>(table.columns.size() - 1));
  sheet.print_across();
  return sheet.name();
}

}  // namespace stepdown::analysis
