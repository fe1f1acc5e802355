#include "analysis/views/chart_sheet.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/views/table_sheets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::uint32_t blue = 0x1F5FA8;
constexpr std::uint32_t pale_blue = 0x8FB3DA;
constexpr std::uint32_t red = 0xB3352B;
constexpr std::size_t most_levels = 40;
constexpr std::size_t most_differences = 30;

/// Where charts stand: two beside each other.
class ChartGrid {
 public:
  explicit ChartGrid(std::uint32_t first_row) : row_{first_row} {}

  void add(ExcelSheet& sheet, const ExcelChart& chart) {
    sheet.chart(row_, is_second_ ? second_column : std::uint16_t{0}, chart);
    if (is_second_) row_ += rows_of_chart;
    is_second_ = !is_second_;
  }

 private:
  static constexpr std::uint32_t rows_of_chart = 19;
  static constexpr std::uint16_t second_column = 10;
  std::uint32_t row_;
  bool is_second_ = false;
};

/// Rows of a table one after another.
struct RowSpan {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Where the rows are whose column says `value`; nothing when they are not together, or none.
std::optional<RowSpan> rows_with(const ResultTable& table,
                                 std::size_t column,
                                 std::string_view value) {
  const auto is_it = [&](const std::vector<std::string>& row) { return row[column] == value; };
  const auto first = std::ranges::find_if(table.rows, is_it);
  if (first == table.rows.end()) return std::nullopt;
  const auto end = std::find_if_not(first, table.rows.end(), is_it);
  if (std::any_of(end, table.rows.end(), is_it)) return std::nullopt;
  return RowSpan{static_cast<std::size_t>(first - table.rows.begin()),
                 static_cast<std::size_t>(end - table.rows.begin()) - 1};
}

CellRange range_of(const ResultTable& table, std::string_view column, RowSpan rows) {
  const auto at = static_cast<std::uint16_t>(table.column(column));
  return {sheet_name(table.file),
          static_cast<std::uint32_t>(rows.first) + 1,
          static_cast<std::uint32_t>(rows.last) + 1,
          at,
          at};
}

bool has_columns(const ResultTable* table, std::initializer_list<std::string_view> names) {
  return table != nullptr && std::ranges::all_of(names, [table](std::string_view name) {
           return table->column(name) < table->columns.size();
         });
}

/// Whether there is anything to draw.
bool has_numbers(const ResultTable& table, std::string_view column, RowSpan rows) {
  const std::size_t at = table.column(column);
  for (std::size_t row = rows.first; row <= rows.last; ++row)
    if (number_of(table.rows[row][at])) return true;
  return false;
}

/// What a column says, each value once, in their order.
std::vector<std::string> values_of(const ResultTable& table, std::size_t column) {
  std::vector<std::string> values;
  for (const std::vector<std::string>& row : table.rows)
    if (std::ranges::find(values, row[column]) == values.end()) values.push_back(row[column]);
  return values;
}

void add_census(ExcelSheet& sheet, ChartGrid& grid, const ResultTable& census) {
  const std::size_t level_column = census.column("level");
  std::vector<std::string> levels = values_of(census, level_column);
  if (levels.size() > most_levels) levels.resize(most_levels);
  for (const std::string& level : levels) {
    const auto rows = rows_with(census, level_column, level);
    if (!rows) continue;
    const auto line = [&](std::string_view name, std::string_view column, bool is_band) {
      return ChartSeries{.name = std::string(name),
                         .across = range_of(census, "month", *rows),
                         .values = range_of(census, column, *rows),
                         .color = is_band ? pale_blue : blue,
                         .is_dashed = is_band};
    };
    const std::string label(text_of_field(census.rows[rows->first][census.column("label")]));
    grid.add(sheet,
             {ChartKind::Lines,
              "Census: " + label,
              "month",
              "people",
              {line("95 % at most", "census_p95", true),
               line("mean", "census_mean", false),
               line("5 % at most", "census_p05", true)}});
  }
}

void add_waits(ExcelSheet& sheet, ChartGrid& grid, const ResultTable& levels) {
  const auto rows = rows_with(levels, levels.column("group"), "all");
  if (!rows) return;
  const auto bar = [&](std::string_view name, std::string_view column, std::uint32_t color) {
    return ChartSeries{.name = std::string(name),
                       .across = range_of(levels, "label", *rows),
                       .values = range_of(levels, column, *rows),
                       .color = color};
  };
  if (has_numbers(levels, "mean_wait_days", *rows) && has_numbers(levels, "wait_p90_days", *rows))
    grid.add(sheet,
             {ChartKind::Bars,
              "Waits",
              "days",
              "",
              {bar("mean", "mean_wait_days", blue),
               bar("90 % wait at most", "wait_p90_days", pale_blue)}});
  if (has_numbers(levels, "p_delay", *rows))
    grid.add(sheet,
             {ChartKind::Bars,
              "Who has to wait",
              "of the requests",
              "",
              {bar("have to wait", "p_delay", red)}});
}

/// A difference of a mean wait, for a chart of intervals.
struct Difference {
  std::string name;
  double value = 0;
  double low = 0;
  double high = 0;
};

/// Of the mean waits of all people in each level, which are in one unit.
std::vector<Difference> differences_of(const ResultTable& comparison) {
  const auto at = [&](std::string_view name) { return comparison.column(name); };
  std::vector<Difference> differences;
  for (const std::vector<std::string>& row : comparison.rows) {
    if (row[at("metric")] != "wait" || row[at("statistic")] != "mean" ||
        row[at("profile")] != "all")
      continue;
    const auto value = number_of(row[at("difference")]);
    const auto low = number_of(row[at("low")]);
    const auto high = number_of(row[at("high")]);
    if (!value || !low || !high || differences.size() == most_differences) continue;
    differences.push_back(
        {fmt::format(
             "{}, {}", text_of_field(row[at("state")]), text_of_field(row[at("alternative")])),
         *value,
         *low,
         *high});
  }
  return differences;
}

/// The numbers behind the chart of intervals: for each difference its two ends at its height, and
/// its value there.
void add_comparison(ExcelSheet& sheet, ChartGrid& grid, const ResultTable& comparison) {
  const std::vector<Difference> differences = differences_of(comparison);
  if (differences.empty()) return;
  constexpr std::uint16_t first = 22;
  sheet.bold(0, first, "Mean wait: difference, days");
  sheet.bold(0, first + 1, "from, to");
  sheet.bold(0, first + 2, "height");
  ExcelChart chart{ChartKind::Intervals,
                   "Mean wait: difference to the first scenario, 95 % interval",
                   "days",
                   "from the last (1) to the first of the list at the right",
                   {}};
  std::uint32_t row = 1;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const auto height = static_cast<double>(differences.size() - i);
    for (const double end : {differences[i].low, differences[i].value, differences[i].high}) {
      sheet.text(row, first, differences[i].name);
      sheet.number(row, first + 1, end, NumberForm::Plain);
      sheet.number(row, first + 2, height, NumberForm::Count);
      ++row;
    }
    chart.series.push_back({.name = differences[i].name,
                            .across = {sheet.name(), row - 3, row - 1, first + 1, first + 1},
                            .values = {sheet.name(), row - 3, row - 1, first + 2, first + 2},
                            .color = differences[i].low > 0 || differences[i].high < 0 ? red : blue,
                            .is_marked = true});
  }
  constexpr double name_width = 50;
  sheet.width(first, name_width);
  grid.add(sheet, chart);
}

}  // namespace

void add_chart_sheet(ExcelFile& file, const Results& results) {
  const ResultTable* const census = results.table("census_monthly.csv");
  const ResultTable* const levels = results.table("levels.csv");
  const ResultTable* const comparison = results.table("compare.csv");
  const bool has_census =
      has_columns(census, {"month", "level", "label", "census_mean", "census_p05", "census_p95"});
  const bool has_levels =
      has_columns(levels, {"label", "group", "mean_wait_days", "wait_p90_days", "p_delay"});
  const bool has_comparison = has_columns(
      comparison,
      {"alternative", "state", "profile", "metric", "statistic", "difference", "low", "high"});
  if (!has_census && !has_levels && !has_comparison) return;
  ExcelSheet sheet = file.add_sheet("Charts");
  ChartGrid grid(0);
  if (has_comparison) add_comparison(sheet, grid, *comparison);
  if (has_levels) add_waits(sheet, grid, *levels);
  if (has_census) add_census(sheet, grid, *census);
  sheet.print_across();
}

}  // namespace stepdown::analysis
