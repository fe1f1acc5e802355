#include "models/reading/csv_column.hpp"
#include "models/reading/section_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace stepdown::models {

DatedArrivals read_dates(Reading& reading,
                         const Field& field,
                         Date start,
                         std::vector<Located<std::string>>& written) {
  DatedArrivals arrivals;
  SectionReader section{reading, field, "dates"};
  const auto csv = section.text("csv");
  const auto column = section.text("column");
  section.done();
  if (!csv || !column) return arrivals;
  const Field csv_field = section.find("csv").value_or(field);
  std::string path;
  const std::string* text = reading.load_data_file(csv_field, path);
  if (text == nullptr) return arrivals;
  arrivals.file = path;
  written.push_back({"dates", csv->at});
  const CsvColumn dates = read_csv_column(*text, column->value);
  if (dates.problem) {
    reading.error(
        {path, dates.problem->line, dates.problem->column}, csv_field.path, dates.problem->text);
    return arrivals;
  }
  const auto first_day = std::chrono::sys_days{start}.time_since_epoch().count();
  std::size_t early = 0;
  for (const CsvCell& cell : dates.cells) {
    Parsed<double> moment = parse_date_time(cell.text);
    if (!moment.value) {
      reading.error({path, cell.line, cell.column}, csv_field.path, std::move(moment.problem));
      continue;
    }
    const double days = *moment.value - static_cast<double>(first_day);
    if (days < 0)
      ++early;
    else
      arrivals.days.push_back(days);
  }
  std::ranges::sort(arrivals.days);
  const std::string of_them = fmt::format("{} of {} dates", early, dates.cells.size());
  if (arrivals.days.empty() && (early > 0 || dates.cells.empty()))
    reading.error(csv_field,
                  fmt::format("expected dates from the start ({}) on, got none", iso_text(start)));
  else if (early > 0)
    reading.warning(
        csv_field,
        fmt::format("{} are before the start ({}) and left out", of_them, iso_text(start)));
  return arrivals;
}

}  // namespace stepdown::models
