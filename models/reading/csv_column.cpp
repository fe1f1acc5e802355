#include "models/reading/csv_column.hpp"

#include "models/diagnostics/diagnostics.hpp"
#include "models/text/letters.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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
  return std::ranges::all_of(record, [](const CsvCell& cell) { return cell.text.empty(); });
}

std::string_view header_of(std::string_view text) {
  return text.substr(0, text.find('\n'));
}

CsvScanner scanner_of(std::string_view text, const CsvLayout& layout) {
  if (layout.separator) return {text, *layout.separator};
  if (layout.decimal != ',') return CsvScanner{text};
  for (const char separator : {'\t', ';'})
    if (header_of(text).find(separator) != std::string_view::npos) return {text, separator};
  return {text, '\0'};
}

/// How authors write a separator.
std::string_view written(char separator) {
  if (separator == '\t') return "tab";
  if (separator == ';') return "\";\"";
  return separator == '|' ? "\"|\"" : "\",\"";
}

/// The separator under which the header has that column.
std::string separator_hint(std::string_view text, const std::string& column, char used) {
  for (const char separator : {';', '\t', ',', '|'}) {
    if (separator == used) continue;
    CsvScanner scanner{text, separator};
    const std::vector<CsvCell> header = next_trimmed(scanner);
    if (header.size() > 1 && std::ranges::find(header, column, &CsvCell::text) != header.end())
      return fmt::format("; write 'separator: {}' beside 'csv'", written(separator));
  }
  return {};
}

/// What may help when a row has more cells than the header: a comma that is no separator.
std::string comma_hint(const std::vector<CsvCell>& record, char separator, bool has_decimals) {
  if (separator != ',') return {};
  for (std::size_t i = 0; i + 1 < record.size(); ++i) {
    const std::string& before = record[i].text;
    const std::string& after = record[i + 1].text;
    if (before.empty() || after.empty() || !are_digits(before) || !is_digit(after.front()))
      continue;
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(after, is_digit) - after.begin());
    if (digits == 3) return "; numbers are written without commas";
    if (has_decimals) return "; if ',' is the decimal comma, write 'decimal: \",\"' beside 'csv'";
    return {};
  }
  return {};
}

/// What may help when a number stands beside the columns of the header: a name for its column.
std::string number_hint(const std::vector<CsvCell>& record,
                        const std::vector<std::string>& names,
                        std::string_view count) {
  if (count.empty() || record.size() != names.size() + 1 || !are_digits(record.back().text))
    return {};
  return fmt::format(
      "; name its column in the header if it says how many: '{},{}'", fmt::join(names, ","), count);
}

/// What is wrong with a row that is no row of the header, which has these names. `count`: the
/// column that may be missing there, or nothing.
std::optional<CsvProblem> problem_of_row(const std::vector<CsvCell>& record,
                                         const std::vector<std::string>& names,
                                         char separator,
                                         bool has_decimals,
                                         std::string_view count) {
  const std::size_t columns = names.size();
  const bool is_short = record.size() < columns;
  const bool has_more =
      !is_short && std::any_of(record.begin() + static_cast<std::ptrdiff_t>(columns),
                               record.end(),
                               [](const CsvCell& cell) { return !cell.text.empty(); });
  if (!is_short && !has_more) return std::nullopt;
  std::string hint = is_short ? std::string{} : comma_hint(record, separator, has_decimals);
  if (!is_short && hint.empty()) hint = number_hint(record, names, count);
  return CsvProblem{is_short ? Rule::RowTooShort : Rule::RowTooLong,
                    fmt::format("expected {} column{} as in the header, got {}{}",
                                columns,
                                columns == 1 ? "" : "s",
                                record.size(),
                                hint),
                    record.front().line,
                    1};
}

/// Where a column stands among the names of the header.
struct Found {
  std::size_t index = 0;
  std::optional<CsvProblem> problem;
};

Found find_column(std::string_view text,
                  const std::vector<std::string>& names,
                  const std::string& column,
                  char separator) {
  const auto found = std::ranges::find(names, column);
  if (found == names.end()) {
    std::string hint = separator_hint(text, column, separator);
    if (hint.empty()) hint = name_suggestion(column, names);
    return {0,
            CsvProblem{
                Rule::ColumnMissing,
                fmt::format("expected a header line with the column {}{}", in_quotes(column), hint),
                1,
                1}};
  }
  if (std::find(found + 1, names.end(), column) != names.end())
    return {0,
            CsvProblem{Rule::ColumnTwice,
                       fmt::format("expected one column {}, got more", in_quotes(column)),
                       1,
                       1}};
  return {static_cast<std::size_t>(found - names.begin()), std::nullopt};
}

Rule rule_of(CsvMistake::Kind kind) {
  switch (kind) {
    case CsvMistake::Kind::OpenQuote:
      return Rule::CsvOpenQuote;
    case CsvMistake::Kind::TextAfterQuote:
      return Rule::CsvTextAfterQuote;
    case CsvMistake::Kind::LoneReturn:
      return Rule::CsvLoneReturn;
    case CsvMistake::Kind::TooManyCells:
      return Rule::CsvTooManyColumns;
  }
  return Rule::CsvOpenQuote;
}

CsvProblem problem_of(const CsvMistake& mistake) {
  return {rule_of(mistake.kind), mistake.text, mistake.line, mistake.column};
}

}  // namespace

CsvColumns read_csv_columns(std::string_view text,
                            const std::vector<std::string>& columns,
                            const CsvLayout& layout,
                            std::string_view if_there) {
  CsvColumns result;
  result.columns.resize(columns.size());
  CsvScanner scanner = scanner_of(text, layout);
  std::vector<std::string> names;
  for (const CsvCell& cell : next_trimmed(scanner))
    names.push_back(cell.text);
  if (const CsvMistake* mistake = scanner.problem();
      mistake != nullptr && mistake->kind == CsvMistake::Kind::TooManyCells) {
    result.problem = problem_of(*mistake);
    return result;
  }
  std::vector<std::size_t> indices;
  for (const std::string& column : columns) {
    Found found = find_column(text, names, column, scanner.separator());
    if (found.problem) {
      result.problem = std::move(found.problem);
      return result;
    }
    indices.push_back(found.index);
  }
  if (const auto found = std::ranges::find(names, if_there);
      !if_there.empty() && found != names.end())
    indices.push_back(static_cast<std::size_t>(found - names.begin()));
  result.columns.resize(indices.size());
  while (!scanner.is_done()) {
    const std::vector<CsvCell> record = next_trimmed(scanner);
    if (scanner.problem() != nullptr) break;
    if (is_empty(record)) continue;
    result.problem =
        problem_of_row(record, names, scanner.separator(), layout.has_decimals, if_there);
    if (result.problem) return result;
    for (std::size_t i = 0; i < indices.size(); ++i)
      result.columns[i].push_back(record[indices[i]]);
  }
  if (const CsvMistake* mistake = scanner.problem()) result.problem = problem_of(*mistake);
  return result;
}

std::vector<std::string> csv_header(std::string_view text, const CsvLayout& layout) {
  CsvScanner scanner = scanner_of(text, layout);
  std::vector<std::string> names;
  for (CsvCell& cell : next_trimmed(scanner))
    names.push_back(std::move(cell.text));
  return names;
}

CsvColumn read_csv_column(std::string_view text,
                          const std::string& column,
                          const CsvLayout& layout) {
  CsvColumns read = read_csv_columns(text, {column}, layout);
  return {std::move(read.columns.front()), std::move(read.problem)};
}

}  // namespace stepdown::models
