#include "models/reading/read_dates.hpp"

#include "models/reading/csv_column.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

struct NamedColumn {
  Located<std::string> csv;
  std::string column;
};

// clang-format off
constexpr auto dates_keys = key_table<NamedColumn>({
    {"csv", value::text<&NamedColumn::csv>, required, "", "path from the file that names it",
     "referrals.csv"},
    {"column", value::text<&NamedColumn::column>, required, "",
     "the column of dates, or of dates with times", "date"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::dates_section{"dates",
                                                      "arrivals.<source>.dates",
                                                      "Referrals at the moments in a CSV file.",
                                                      dates_keys.rows,
                                                      ""};

DatedArrivals read_dates(Reading& reading, const Field& field) {
  const Date start = reading.start;
  DatedArrivals arrivals;
  SectionReader section{reading, field, schema::dates_section};
  NamedColumn named;
  read_keys(section, dates_keys, named);
  if (named.csv.value.empty() || named.column.empty()) return arrivals;
  const Field csv_field = section.find("csv").value_or(field);
  std::string path;
  const std::string* text = reading.load_data_file(csv_field, path);
  if (text == nullptr) return arrivals;
  arrivals.file = path;
  reading.parts_written.push_back({"dates", named.csv.at});
  const CsvColumn dates = read_csv_column(*text, named.column);
  if (dates.problem) {
    reading.error(dates.problem->rule,
                  {path, dates.problem->line, dates.problem->column},
                  csv_field.path,
                  dates.problem->text);
    return arrivals;
  }
  const auto first_day = std::chrono::sys_days{start}.time_since_epoch().count();
  std::size_t early = 0;
  for (const CsvCell& cell : dates.cells) {
    Parsed<double> moment = parse_date_time(cell.text);
    if (!moment.value) {
      reading.error(
          moment.rule, {path, cell.line, cell.column}, csv_field.path, std::move(moment.problem));
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
    reading.error(Rule::CsvNoDates,
                  csv_field,
                  fmt::format("expected dates from the start ({}) on, got none", iso_text(start)));
  else if (early > 0)
    reading.add(
        {Rule::DatesBeforeStart,
         csv_field.at(),
         csv_field.path,
         fmt::format("{} are before the start ({}) and left out", of_them, iso_text(start))});
  return arrivals;
}

}  // namespace stepdown::models
