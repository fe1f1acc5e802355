#pragma once

#include "models/text/csv_scanner.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// A column of a CSV file, or what is wrong with the file and where.
struct CsvColumn {
  std::vector<CsvCell> cells;
  std::optional<CsvCell> problem;  ///< its text is the message
};

/// Reads one column of CSV text with a header line; its cells without spaces around them. Empty
/// lines are passed over.
[[nodiscard]] CsvColumn read_csv_column(std::string_view text, const std::string& column);

}  // namespace stepdown::models
