#pragma once

#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/summary/line_estimate.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepdown::analysis {

/// Takes text piece by piece: a file, or a string in a test.
using TextSink = std::function<void(std::string_view)>;

/// One column of a CSV file and what it means; the header line and dictionary.csv come from it.
struct Column {
  std::string_view name;
  std::string_view unit;  ///< "-": none
  std::string_view meaning;
};

/// Writes one table as RFC 4180 CSV: a header line, comma, CRLF, quotes only where needed: around
/// whatever a spreadsheet may take for the end of a cell.
///
/// Cells are given left to right; `end_row` checks that there are as many as columns.
/// Numbers are full-precision dot decimals, unless asked for fewer digits. A missing number is an
/// empty cell.
class CsvWriter {
 public:
  CsvWriter(std::span<const Column> columns, TextSink sink);

  /// Text that a spreadsheet would run as a formula (beginning with = + - @, with blanks before
  /// them, or with a tab or a line end) gets a leading apostrophe.
  CsvWriter& text(std::string_view cell);
  CsvWriter& number(double cell);
  CsvWriter& number(std::int64_t cell);
  CsvWriter& number(std::optional<double> cell);
  CsvWriter& number(const std::optional<std::int64_t>& cell);
  /// The ends of an interval, with all digits: two cells.
  CsvWriter& interval(const std::optional<Interval>& ends);
  /// With the digits of a table for people, see `with_sensible_digits`.
  CsvWriter& sensible(std::optional<double> cell, std::optional<double> half_width = {});
  /// A value and the ends of its interval: three such cells.
  CsvWriter& estimate(std::optional<double> value, const std::optional<Interval>& interval);
  /// A value, the ends of its interval, and what 5 % and 95 % of the replications have at most:
  /// five such cells.
  CsvWriter& estimate(const OverReplications& values);
  /// "2026-03".
  CsvWriter& month(std::chrono::year_month cell);
  CsvWriter& blank(std::size_t cells = 1);
  /// Several cells at once, already made of `append_csv_field` and commas: what many rows share.
  CsvWriter& ready(std::string_view fields, std::size_t cells);
  void end_row();

  /// Hands the last rows to the sink. Without it they are lost.
  void finish();

 private:
  void begin_cell();

  std::size_t columns_;
  TextSink sink_;
  std::string buffer_;
  std::size_t cells_ = 0;  ///< of the row being written
};

/// Writes a CSV file of these columns; `write_rows` gives the rows.
void write_csv(const std::filesystem::path& path,
               std::span<const Column> columns,
               const std::function<void(CsvWriter&)>& write_rows);

/// `cell` as one CSV field: neutralized, then quoted when it holds a quote, a line end or any usual
/// separator, as spreadsheets split at semicolons and tabs too.
[[nodiscard]] std::string csv_field(std::string_view cell);
/// The same, added to the end of `to`.
void append_csv_field(std::string& to, std::string_view cell);
/// The text that was neutralized, as it was before; any other text as it is.
[[nodiscard]] std::string_view text_of_field(std::string_view cell);

}  // namespace stepdown::analysis
