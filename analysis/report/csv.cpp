#include "analysis/report/csv.hpp"

#include "analysis/report/number_text.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/sensible_digits.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stepdown::analysis {

namespace {

/// No-break, zero-width and ideographic space, byte order mark, line and paragraph separator too.
constexpr std::array<std::string_view, 12> blanks{
    " ", "\t", "\n", "\v", "\f", "\r", "\u00a0", "\u200b", "\u3000", "\ufeff", "\u2028", "\u2029"};
/// = + - @ as East Asian keyboards have them.
constexpr std::array<std::string_view, 4> full_width_signs{"\uff1d", "\uff0b", "\uff0d", "\uff20"};

constexpr std::size_t flush_at = std::size_t{1} << 16U;

/// As most cells begin.
bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Whether a spreadsheet may take it for the end of a cell.
bool ends_cell(char c) {
  return c == ',' || c == ';' || c == '\t' || c == '|' || c == '"' || c == '\r' || c == '\n';
}

/// Whether a spreadsheet would take a cell for a formula, or for one after it has passed over the
/// blanks before it.
bool starts_formula(std::string_view cell) {
  if (cell.empty() || is_letter_or_digit(cell.front())) return false;
  if (std::string_view{"\t\r\n"}.find(cell.front()) != std::string_view::npos) return true;
  for (;;) {
    const auto is_first = [cell](std::string_view text) { return cell.starts_with(text); };
    if (std::ranges::any_of(full_width_signs, is_first)) return true;
    const auto* const blank = std::ranges::find_if(blanks, is_first);
    if (blank != blanks.end())
      cell.remove_prefix(blank->size());
    else
      return !cell.empty() && std::string_view{"=+-@"}.find(cell.front()) != std::string_view::npos;
  }
}

}  // namespace

std::string csv_field(std::string_view cell) {
  std::string field;
  append_csv_field(field, cell);
  return field;
}

void append_csv_field(std::string& to, std::string_view cell) {
  const bool is_formula = starts_formula(cell);
  const bool needs_quotes = std::any_of(cell.begin(), cell.end(), ends_cell);
  if (needs_quotes) to += '"';
  if (is_formula) to += '\'';
  if (needs_quotes) {
    for (const char c : cell) {
      if (c == '"') to += '"';
      to += c;
    }
    to += '"';
  } else {
    to += cell;
  }
}

std::string_view text_of_field(std::string_view cell) {
  const bool is_neutralized = cell.starts_with('\'') && starts_formula(cell.substr(1));
  return is_neutralized ? cell.substr(1) : cell;
}

CsvWriter::CsvWriter(std::span<const Column> columns, TextSink sink)
    : columns_(columns.size()), sink_(std::move(sink)) {
  for (const Column& column : columns)
    text(column.name);
  end_row();
}

CsvWriter& CsvWriter::text(std::string_view cell) {
  begin_cell();
  append_csv_field(buffer_, cell);
  return *this;
}

CsvWriter& CsvWriter::number(double cell) {
  begin_cell();
  append_number(buffer_, cell);
  return *this;
}

CsvWriter& CsvWriter::number(std::int64_t cell) {
  begin_cell();
  append_number(buffer_, cell);
  return *this;
}

CsvWriter& CsvWriter::ready(std::string_view fields, std::size_t cells) {
  begin_cell();
  buffer_ += fields;
  cells_ += cells - 1;
  return *this;
}

CsvWriter& CsvWriter::number(std::optional<double> cell) {
  return cell ? number(*cell) : blank();
}

CsvWriter& CsvWriter::sensible(std::optional<double> cell, std::optional<double> half_width) {
  return cell ? number(with_sensible_digits(*cell, half_width)) : blank();
}

CsvWriter& CsvWriter::number(const std::optional<std::int64_t>& cell) {
  return cell ? number(*cell) : blank();
}

CsvWriter& CsvWriter::interval(const std::optional<Interval>& ends) {
  return ends ? number(ends->low).number(ends->high) : blank(2);
}

CsvWriter& CsvWriter::estimate(std::optional<double> value,
                               const std::optional<Interval>& interval) {
  const SensibleDigits digits(half_width_of(interval));
  if (value)
    number(digits.of(*value));
  else
    blank();
  if (!interval) return blank(2);
  return number(digits.of(interval->low)).number(digits.of(interval->high));
}

CsvWriter& CsvWriter::estimate(const OverReplications& values) {
  const std::optional<double> half_width = half_width_of(values.interval);
  estimate(values.mean, values.interval);
  return sensible(values.p05, half_width).sensible(values.p95, half_width);
}

CsvWriter& CsvWriter::month(std::chrono::year_month cell) {
  return text(fmt::format(
      "{:04}-{:02}", static_cast<int>(cell.year()), static_cast<unsigned>(cell.month())));
}

CsvWriter& CsvWriter::blank(std::size_t cells) {
  if (cells == 0) return *this;
  buffer_.append(cells_ == 0 ? cells - 1 : cells, ',');
  cells_ += cells;
  return *this;
}

void CsvWriter::end_row() {
  sim::expects(cells_ == columns_, "a row has as many cells as the table has columns");
  cells_ = 0;
  buffer_ += "\r\n";
  if (buffer_.size() >= flush_at) finish();
}

void CsvWriter::finish() {
  sink_(buffer_);
  buffer_.clear();
}

void CsvWriter::begin_cell() {
  if (cells_++ != 0) buffer_ += ',';
}

void write_csv(const std::filesystem::path& path,
               std::span<const Column> columns,
               const std::function<void(CsvWriter&)>& write_rows) {
  OutputFile file(path);
  CsvWriter csv(columns, [&file](std::string_view text) { file.write(text); });
  write_rows(csv);
  csv.finish();
  file.close();
}

}  // namespace stepdown::analysis
