#pragma once

#include "models/diagnostics/rule.hpp"
#include "models/text/csv_scanner.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// What is wrong with a CSV file, and where.
struct CsvProblem {
  Rule rule{};
  std::string text;  ///< the message
  int line = 0;
  int column = 0;
};

/// A column of a CSV file, or what is wrong with the file.
struct CsvColumn {
  std::vector<CsvCell> cells;
  std::optional<CsvProblem> problem;
};

/// Reads one column of CSV text with a header line; its cells without spaces around them. Empty
/// lines are passed over.
[[nodiscard]] CsvColumn read_csv_column(std::string_view text, const std::string& column);

}  // namespace stepdown::models
