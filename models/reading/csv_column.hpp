#pragma once

#include "models/diagnostics/rule.hpp"
#include "models/text/csv_scanner.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// How a CSV file is written. Without a separator, its header tells: a tab, a semicolon or a comma;
/// when commas are decimal, a comma never is one.
struct CsvLayout {
  std::optional<char> separator;
  char decimal = '.';
  bool has_decimals = true;  ///< numbers that are read of it may have decimals
};

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

/// Several columns, row by row: equally many cells of each.
struct CsvColumns {
  std::vector<std::vector<CsvCell>> columns;
  std::optional<CsvProblem> problem;
};

/// Reads columns of CSV text with a header line; their cells without spaces around them. Rows in
/// which nothing stands are passed over, as spreadsheets leave them behind; all others have as many
/// cells as the header, beyond which only empty ones may follow.
/// @param if_there  one more column, of whole numbers, the last of the result if the header has one
/// of that name
[[nodiscard]] CsvColumns read_csv_columns(std::string_view text,
                                          const std::vector<std::string>& columns,
                                          const CsvLayout& layout = {},
                                          std::string_view if_there = {});

/// The names in the header line, as far as there are not too many.
[[nodiscard]] std::vector<std::string> csv_header(std::string_view text,
                                                  const CsvLayout& layout = {});

[[nodiscard]] CsvColumn read_csv_column(std::string_view text,
                                        const std::string& column,
                                        const CsvLayout& layout = {});

}  // namespace stepdown::models
