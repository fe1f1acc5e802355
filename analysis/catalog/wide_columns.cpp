#include "analysis/catalog/wide_columns.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/in_order.hpp"

namespace stepdown::analysis {

namespace {

/// The column itself, and the ends of its interval if it has one.
void add(const Figure& figure, const WideColumn& column, std::vector<PlacedColumn>& to) {
  to.push_back({column.name,
                column.unit,
                column.meaning,
                figure.name,
                column.statistic,
                column.part,
                column.after});
  if (!column.has_interval) return;
  const auto add_end = [&](const std::string& ending, const char* meaning, Part part) {
    const std::string after = column.after.empty() ? "" : to.back().name;
    to.push_back(
        {column.name + ending, column.unit, meaning, figure.name, column.statistic, part, after});
  };
  add_end("_low", low_end_meaning, Part::Low);
  add_end("_high", high_end_meaning, Part::High);
}

}  // namespace

std::vector<PlacedColumn> wide_columns(WideTable table) {
  std::vector<PlacedColumn> columns;
  for (const FigureFamily& family : figure_families())
    for (const Figure& figure : family.figures)
      for (const WideColumn& column : figure.columns)
        if (column.table == table) add(figure, column, columns);
  return in_order(columns);
}

}  // namespace stepdown::analysis
