#include "models/reading/csv_column.hpp"

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// Cuts CSV text into records of cells.
class CsvScanner {
 public:
  explicit CsvScanner(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    const std::string_view header = text_.substr(0, text_.find('\n'));
    for (const char separator : {'\t', ';', ','})
      if (header.find(separator) != std::string_view::npos) separator_ = separator;
  }

  [[nodiscard]] bool is_at_end() const { return position_ >= text_.size(); }

  /// The next line that is not empty, as cells; stops early with a problem.
  std::vector<CsvCell> next_record() {
    std::vector<CsvCell> cells;
    do {
      cells.push_back(next_cell());
    } while (!problem_ && take(separator_));
    take('\r');
    if (!is_at_end() && !take('\n') && !problem_)
      problem_ = {"expected the end of the line, got a carriage return", line_, column()};
    if (!problem_) start_line();
    return cells;
  }

  [[nodiscard]] const std::optional<CsvCell>& problem() const { return problem_; }

 private:
  [[nodiscard]] int column() const { return static_cast<int>(position_ - line_begin_) + 1; }

  void start_line() {
    ++line_;
    line_begin_ = position_;
  }

  bool take(char c) {
    if (is_at_end() || text_[position_] != c) return false;
    ++position_;
    return true;
  }

  CsvCell next_cell() {
    while (take(' ')) {
    }
    CsvCell cell{{}, line_, column()};
    if (take('"')) {
      read_quoted(cell);
    } else {
      while (!is_at_end() && !is_end_of_cell(text_[position_]))
        cell.text += text_[position_++];
    }
    while (!cell.text.empty() && cell.text.back() == ' ')
      cell.text.pop_back();
    return cell;
  }

  [[nodiscard]] bool is_end_of_cell(char c) const {
    return c == separator_ || c == '\n' || c == '\r';
  }

  void read_quoted(CsvCell& cell) {
    for (;;) {
      if (is_at_end()) {
        problem_ = {"expected a closing quote, got the end of the file", cell.line, cell.column};
        return;
      }
      const char c = text_[position_++];
      if (c == '"' && !take('"')) break;
      cell.text += c;
      if (c == '\n') start_line();
    }
    while (take(' ')) {
    }
    if (!is_at_end() && !is_end_of_cell(text_[position_]))
      problem_ = {"expected the end of the cell after its closing quote", line_, column()};
  }

  std::string_view text_;
  char separator_ = ',';
  std::size_t position_ = 0;
  std::size_t line_begin_ = 0;
  int line_ = 1;
  std::optional<CsvCell> problem_;
};

bool is_empty(const std::vector<CsvCell>& record) {
  return record.size() == 1 && record.front().text.empty();
}

}  // namespace

CsvColumn read_csv_column(std::string_view text, const std::string& column) {
  CsvColumn result;
  CsvScanner scanner{text};
  const std::vector<CsvCell> header = scanner.next_record();
  std::vector<std::string> names;
  for (const CsvCell& cell : header)
    names.push_back(cell.text);
  const auto found = std::ranges::find(names, column);
  if (found == names.end()) {
    result.problem = {fmt::format("expected a header line with the column {}{}",
                                  in_quotes(column),
                                  name_suggestion(column, names)),
                      1,
                      1};
    return result;
  }
  if (std::find(found + 1, names.end(), column) != names.end()) {
    result.problem = {fmt::format("expected one column {}, got more", in_quotes(column)), 1, 1};
    return result;
  }
  const auto index = static_cast<std::size_t>(found - names.begin());
  while (!scanner.is_at_end() && !scanner.problem()) {
    std::vector<CsvCell> record = scanner.next_record();
    if (is_empty(record)) continue;
    if (index >= record.size()) {
      result.problem = {fmt::format("expected {} columns, got {}", header.size(), record.size()),
                        record.front().line,
                        1};
      return result;
    }
    result.cells.push_back(std::move(record[index]));
  }
  if (scanner.problem()) result.problem = scanner.problem();
  return result;
}

}  // namespace stepdown::models
