#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// One value of CSV text, and where it stands (from 1; the column in bytes).
struct CsvCell {
  std::string text;
  int line = 0;
  int column = 0;
};

/// What makes a text no CSV, and where.
struct CsvMistake {
  enum class Kind { OpenQuote, TextAfterQuote, LoneReturn, TooManyCells };
  Kind kind{};
  std::string text;  ///< the message
  int line = 0;
  int column = 0;
};

/// Cuts CSV text into records of cells (RFC 4180): cells in quotes may hold separators, line ends
/// and doubled quotes; lines end with CRLF or LF, the last one perhaps not at all. Tolerated beyond
/// that: a byte order mark, spaces around a cell, and semicolons or tabs as separators when the
/// first line has no comma.
class CsvScanner {
 public:
  /// As many columns as a spreadsheet has. A line with more is none of a table.
  static constexpr std::size_t most_cells = 16'384;

  explicit CsvScanner(std::string_view text);
  /// With a separator that is known; 0: there is none, and each line is one cell.
  CsvScanner(std::string_view text, char separator);

  /// Nothing is left, or nothing can be read any more.
  [[nodiscard]] bool is_done() const { return has_problem_ || position_ >= text_.size(); }

  /// The next record; an empty line is one cell without text.
  [[nodiscard]] std::vector<CsvCell> next_record();
  /// Only its texts.
  [[nodiscard]] std::vector<std::string> next_texts();

  /// What stands between cells.
  [[nodiscard]] char separator() const { return separator_; }

  /// What is wrong with the text. Reading stops there. Null while nothing is.
  [[nodiscard]] const CsvMistake* problem() const { return has_problem_ ? &problem_ : nullptr; }

 private:
  [[nodiscard]] int column() const { return static_cast<int>(position_ - line_begin_) + 1; }
  [[nodiscard]] bool is_at_end() const { return position_ >= text_.size(); }
  [[nodiscard]] bool is_end_of_cell(char c) const {
    return (c == separator_ && c != 0) || c == '\n' || c == '\r';
  }
  void start_line();
  void refuse(CsvMistake problem);
  bool take(char c);
  CsvCell next_cell();
  void read_quoted(CsvCell& cell);

  std::string_view text_;
  char separator_ = ',';
  std::size_t position_ = 0;
  std::size_t line_begin_ = 0;
  int line_ = 1;
  CsvMistake problem_;
  bool has_problem_ = false;
};

}  // namespace stepdown::models
