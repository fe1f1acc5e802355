#pragma once

#include "analysis/catalog/wide_columns.hpp"
#include "analysis/report/csv.hpp"
#include "analysis/report/tables.hpp"
#include "analysis/summary/summary.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// A table of some text columns, the group of people, and then figures: the wide tables for people.
/// Which figures, and in which order, their declarations say. It has all rows for everybody, then
/// again for each group of `report_by`.
class FigureTable {
 public:
  FigureTable(std::string_view file,
              std::string_view meaning,
              std::span<const Column> text_columns,
              WideTable table);

  /// Writes the rows of one group: of each the text cells, then `write_figures`.
  using WriteRows = std::function<void(CsvWriter&, const Report&, const std::string& group)>;
  /// @pre the figure table outlives it
  [[nodiscard]] Table with(WriteRows write_rows) const;

  /// The name of the metric that a column shows in a row, from the figure's name as declared.
  using MetricOf = std::function<std::string(std::string_view figure)>;

  /// Writes the figures of one row and ends it.
  /// @param state  where
  /// @param group  of which people
  /// A figure that the state does not have leaves its cells empty.
  void write_figures(CsvWriter& csv,
                     const Summary& summary,
                     const std::string& state,
                     const std::string& group,
                     const MetricOf& metric_of) const;

  /// What a family's name is when `subject` stands in its angle brackets.
  [[nodiscard]] static MetricOf about(std::string subject);

 private:
  std::string_view file_;
  std::string_view meaning_;
  std::vector<PlacedColumn> figures_;
  std::vector<Column> columns_;  ///< all, in order
};

}  // namespace stepdown::analysis
