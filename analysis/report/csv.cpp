#include "analysis/report/csv.hpp"

#include "analysis/report/number_text.hpp"
#include "sim/contract.hpp"

#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::size_t flush_at = std::size_t{1} << 16U;

}  // namespace

std::string csv_field(std::string_view cell) {
  constexpr std::string_view starts_formula = "=+-@\t\r";
  std::string field;
  if (!cell.empty() && starts_formula.find(cell.front()) != std::string_view::npos) field += '\'';
  field += cell;
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

CsvWriter::CsvWriter(std::span<const Column> columns, TextSink sink)
    : columns_(columns.size()), sink_(std::move(sink)) {
  for (const Column& column : columns)
    text(column.name);
  end_row();
}

CsvWriter& CsvWriter::text(std::string_view cell) {
  raw(csv_field(cell));
  return *this;
}

CsvWriter& CsvWriter::number(double cell) {
  raw(number_text(cell));
  return *this;
}

CsvWriter& CsvWriter::number(std::int64_t cell) {
  raw(number_text(cell));
  return *this;
}

CsvWriter& CsvWriter::number(std::optional<double> cell) {
  return cell ? number(*cell) : blank();
}

CsvWriter& CsvWriter::blank() {
  raw("");
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

void CsvWriter::raw(std::string_view cell) {
  if (cells_++ != 0) buffer_ += ',';
  buffer_ += cell;
}

}  // namespace stepdown::analysis
