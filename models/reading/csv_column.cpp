#include "models/reading/csv_column.hpp"

#include "models/diagnostics/diagnostics.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// The next record; spaces that end a cell do not count inside of quotes either.
std::vector<CsvCell> next_trimmed(CsvScanner& scanner) {
  std::vector<CsvCell> record = scanner.next_record();
  for (CsvCell& cell : record)
    while (cell.text.ends_with(' '))
      cell.text.pop_back();
  return record;
}

bool is_empty(const std::vector<CsvCell>& record) {
  return record.size() == 1 && record.front().text.empty();
}

Rule rule_of(CsvMistake::Kind kind) {
  switch (kind) {
    case CsvMistake::Kind::OpenQuote:
      return Rule::CsvOpenQuote;
    case CsvMistake::Kind::TextAfterQuote:
      return Rule::CsvTextAfterQuote;
    case CsvMistake::Kind::LoneReturn:
      return Rule::CsvLoneReturn;
  }
  return Rule::CsvOpenQuote;
}

}  // namespace

CsvColumn read_csv_column(std::string_view text, const std::string& column) {
  CsvColumn result;
  CsvScanner scanner{text};
  const std::vector<CsvCell> header = next_trimmed(scanner);
  std::vector<std::string> names;
  for (const CsvCell& cell : header)
    names.push_back(cell.text);
  const auto found = std::ranges::find(names, column);
  if (found == names.end()) {
    result.problem = {Rule::ColumnMissing,
                      fmt::format("expected a header line with the column {}{}",
                                  in_quotes(column),
                                  name_suggestion(column, names)),
                      1,
                      1};
    return result;
  }
  if (std::find(found + 1, names.end(), column) != names.end()) {
    result.problem = {Rule::ColumnTwice,
                      fmt::format("expected one column {}, got more", in_quotes(column)),
                      1,
                      1};
    return result;
  }
  const auto index = static_cast<std::size_t>(found - names.begin());
  while (!scanner.is_done()) {
    std::vector<CsvCell> record = next_trimmed(scanner);
    if (is_empty(record)) continue;
    if (index >= record.size()) {
      result.problem = {Rule::RowTooShort,
                        fmt::format("expected {} columns, got {}", header.size(), record.size()),
                        record.front().line,
                        1};
      return result;
    }
    result.cells.push_back(std::move(record[index]));
  }
  if (const CsvMistake* mistake = scanner.problem())
    result.problem = {rule_of(mistake->kind), mistake->text, mistake->line, mistake->column};
  return result;
}

}  // namespace stepdown::models
