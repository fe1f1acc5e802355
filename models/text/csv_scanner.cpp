#include "models/text/csv_scanner.hpp"

#include <utility>

namespace stepdown::models {

CsvScanner::CsvScanner(std::string_view text, char separator) : text_(text), separator_(separator) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
}

CsvScanner::CsvScanner(std::string_view text) : CsvScanner(text, ',') {
  const std::string_view header = text_.substr(0, text_.find('\n'));
  for (const char separator : {'\t', ';', ','})
    if (header.find(separator) != std::string_view::npos) separator_ = separator;
}

std::vector<CsvCell> CsvScanner::next_record() {
  std::vector<CsvCell> cells;
  do {
    if (cells.size() == most_cells) {
      refuse({CsvMistake::Kind::TooManyCells,
              "expected at most 16384 columns, got more; is this a table?",
              line_,
              column()});
      return cells;
    }
    cells.push_back(next_cell());
  } while (!has_problem_ && separator_ != 0 && take(separator_));
  take('\r');
  if (!is_at_end() && !take('\n') && !has_problem_)
    refuse({CsvMistake::Kind::LoneReturn,
            "expected the end of the line, got a carriage return alone; save the file with other "
            "line ends",
            line_,
            column()});
  if (!has_problem_) start_line();
  return cells;
}

void CsvScanner::start_line() {
  ++line_;
  line_begin_ = position_;
}

void CsvScanner::refuse(CsvMistake problem) {
  problem_ = std::move(problem);
  has_problem_ = true;
}

bool CsvScanner::take(char c) {
  if (is_at_end() || text_[position_] != c) return false;
  ++position_;
  return true;
}

CsvCell CsvScanner::next_cell() {
  while (take(' ')) {
  }
  CsvCell cell{{}, line_, column()};
  if (take('"')) {
    read_quoted(cell);
    return cell;
  }
  const std::size_t begin = position_;
  while (!is_at_end() && !is_end_of_cell(text_[position_]))
    ++position_;
  cell.text = text_.substr(begin, position_ - begin);
  while (!cell.text.empty() && cell.text.back() == ' ')
    cell.text.pop_back();
  return cell;
}

void CsvScanner::read_quoted(CsvCell& cell) {
  for (;;) {
    if (is_at_end()) {
      refuse({CsvMistake::Kind::OpenQuote,
              "expected a closing quote, got the end of the file",
              cell.line,
              cell.column});
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
    refuse({CsvMistake::Kind::TextAfterQuote,
            "expected the end of the cell after its closing quote",
            line_,
            column()});
}

std::vector<std::string> CsvScanner::next_texts() {
  std::vector<std::string> texts;
  for (CsvCell& cell : next_record())
    texts.push_back(std::move(cell.text));
  return texts;
}

}  // namespace stepdown::models
