#include "models/reading/read_csv.hpp"

#include "models/reading/number_text.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

constexpr std::string_view csv_time = "a time in days of at least 0";

/// What a text would be when its comma is decimal, or only groups thousands.
Parsed<double> comma_failure(std::string_view text) {
  std::string without{text};
  std::erase(without, ',');
  const std::size_t comma = text.find(',');
  const bool is_decimal = text.find_first_of(",.", comma + 1) == std::string_view::npos;
  if (is_decimal)
    return failure<double>(csv_time,
                           text,
                           {Rule::CsvDecimalComma,
                            "if ',' is the decimal comma, write 'decimal: \",\"' beside 'csv'"});
  return failure<double>(
      csv_time,
      text,
      {Rule::CsvNoTime, fmt::format("numbers are written without commas: {}", without)});
}

}  // namespace

std::optional<char> read_separator(Reading& reading, const Field& field) {
  if (field.is_scalar()) {
    const std::string& text = field.node->text;
    if (text == "tab") return '\t';
    if (text == "," || text == ";" || text == "|") return text.front();
  }
  reading.expected(field, schema::expected_of("separator"), Rule::BadSeparator);
  return std::nullopt;
}

std::optional<char> read_decimal_mark(Reading& reading, const Field& field) {
  if (field.is_scalar() && (field.node->text == "." || field.node->text == ","))
    return field.node->text.front();
  reading.expected(field, schema::expected_of("decimal_mark"), Rule::BadDecimalMark);
  return std::nullopt;
}

std::optional<std::vector<std::vector<CsvCell>>> load_columns(
    Reading& reading,
    const Field& csv,
    const std::vector<std::string>& columns,
    const CsvLayout& layout,
    std::string& path,
    std::string_view if_there) {
  const std::string* text = reading.load_data_file(csv, path);
  if (text == nullptr) return std::nullopt;
  CsvColumns read = read_csv_columns(*text, columns, layout, if_there);
  if (!read.problem) return std::move(read.columns);
  reading.error(read.problem->rule,
                {path, read.problem->line, read.problem->column},
                csv.path,
                std::move(read.problem->text));
  return std::nullopt;
}

Parsed<double> parse_csv_time(std::string_view text, char decimal) {
  std::string plain{text};
  if (decimal == ',') {
    if (plain.find('.') != std::string::npos)
      return failure<double>(
          csv_time, text, {Rule::CsvNoTime, "the decimal mark of this file is ','"});
    std::ranges::replace(plain, ',', '.');
  }
  const Parsed<double> number = parse_number(plain);
  Parsed<double> time = number.value ? number : parse_duration(plain);
  if (time.value && *time.value >= 0) return time;
  if (time.rule == Rule::DecimalComma) return comma_failure(text);
  const std::string_view hint = time.hint;
  return failure<double>(
      csv_time, text, {Rule::CsvNoTime, hint.starts_with("; ") ? hint.substr(2) : hint});
}

std::optional<double> CsvTimes::read(const CsvCell& cell) {
  Parsed<double> time = parse_csv_time(cell.text, decimal_);
  if (time.value) return time.value;
  is_sound_ = false;
  if (time.rule != Rule::CsvDecimalComma)
    refuse(cell, std::move(time));
  else if (commas_++ == 0)
    first_comma_ = &cell;
  return std::nullopt;
}

void CsvTimes::tell_commas() {
  if (first_comma_ == nullptr) return;
  Parsed<double> time = parse_csv_time(first_comma_->text, decimal_);
  time.problem.insert(time.problem.size() - time.hint.size(), and_more(commas_ - 1));
  refuse(*first_comma_, std::move(time));
}

void CsvTimes::refuse(const CsvCell& cell, Parsed<double> time) {
  reading_->error(time.rule, {path_, cell.line, cell.column}, csv_->path, std::move(time.problem));
}

std::string and_more(std::size_t count) {
  return count == 0 ? std::string{} : fmt::format(" and {} more like it", count);
}

}  // namespace stepdown::models
