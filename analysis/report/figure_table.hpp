#pragma once

#include "analysis/report/csv.hpp"
#include "analysis/summary/summary.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// Which number of a summary line goes into a cell.
enum class Part {
  Mean,
  Low,  ///< of the 95 % interval
  High,
  Pooled,  ///< all replications thrown together
  N,       ///< observations behind the figure, in all replications
  PerDay,  ///< mean / 365: turns place-days a year into places
  Replications
};

/// A column that holds one number of one figure. `{}` in the metric's name stands for what the row
/// is about (a reason, a level).
struct FigureColumn {
  Column column;
  std::string_view metric;
  std::string_view statistic;
  Part part = Part::Mean;
};

/// A table of some text columns and then figures: the wide tables for people.
struct FigureTable {
  std::string_view file;
  std::string_view meaning;
  std::span<const Column> text_columns;
  std::span<const FigureColumn> figures;

  /// All columns, in order.
  [[nodiscard]] std::vector<Column> columns() const;
};

/// Writes the figures of one row.
/// @param state    whose figures
/// @param subject  what `{}` stands for
/// A figure that the state does not have leaves its cells empty.
void write_figures(CsvWriter& csv,
                   const FigureTable& table,
                   const Summary& summary,
                   const std::string& state,
                   std::string_view subject = {});

}  // namespace stepdown::analysis
