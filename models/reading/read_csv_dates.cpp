#include "models/reading/read_csv_dates.hpp"

#include "models/reading/read_csv.hpp"
#include "models/reading/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace stepdown::models {

std::optional<DateFormat> read_date_format(Reading& reading, const Field& field) {
  auto format = field.is_scalar() ? parse_date_format(field.node->text) : std::nullopt;
  if (!format) reading.expected(field, schema::expected_of("date_format"), Rule::BadDateFormat);
  return format;
}

std::optional<double> CsvDates::read(const CsvCell& cell) {
  const auto first_day = std::chrono::sys_days{reading_->start}.time_since_epoch().count();
  const Parsed<double> moment = parse_date_time(cell.text, format_);
  if (moment.value) return *moment.value - static_cast<double>(first_day);
  refuse(cell, moment);
  return std::nullopt;
}

void CsvDates::error(Rule rule, const CsvCell& cell, std::string message) {
  reading_->error(rule, {path_, cell.line, cell.column}, csv_->path, std::move(message));
}

void CsvDates::refuse(const CsvCell& cell, const Parsed<double>& moment) {
  const std::vector<std::string> formats =
      format_.separator == 0 ? formats_of_date(cell.text) : std::vector<std::string>{};
  if (formats.empty()) return error(moment.rule, cell, moment.problem);
  if (others_++ == 0) {
    first_other_ = &cell;
    formats_ = formats;
  }
  std::erase_if(formats_, [&formats](const std::string& one) {
    return std::ranges::find(formats, one) == formats.end();
  });
}

void CsvDates::tell_other_formats() {
  if (first_other_ == nullptr) return;
  std::string hint;
  for (const std::string& format : formats_)
    hint += fmt::format("{}'date_format: {}'", hint.empty() ? "; write " : " or ", format);
  if (!hint.empty()) hint += " beside 'csv'";
  error(Rule::CsvDateFormat,
        *first_other_,
        fmt::format("expected a date (such as '2026-01-05'), got {}{}{}",
                    in_quotes(first_other_->text),
                    and_more(others_ - 1),
                    hint));
}

}  // namespace stepdown::models
