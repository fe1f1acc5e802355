#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// One value of a CSV column, without spaces around it, and where it stands (from 1).
struct CsvCell {
  std::string text;
  int line = 0;
  int column = 0;
};

/// A column of a CSV file, or what is wrong with the file and where.
struct CsvColumn {
  std::vector<CsvCell> cells;
  std::optional<CsvCell> problem;  ///< its text is the message
};

/// Reads one column of CSV text (RFC 4180, a header line first; separated by commas, or by
/// semicolons or tabs when the header has no comma). Empty lines are passed over.
[[nodiscard]] CsvColumn read_csv_column(std::string_view text, const std::string& column);

}  // namespace stepdown::models
