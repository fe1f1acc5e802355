#include "models/reading/read_dates.hpp"

#include "models/reading/csv_form.hpp"
#include "models/reading/date_text.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_csv.hpp"
#include "models/reading/read_csv_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

constexpr std::uint64_t most_referrals = 10'000'000;

/// The file and its columns, and how it is written.
struct DatesFile {
  Located<std::string> csv;
  std::string column;
  std::string count;  ///< empty: a column `count`, or each row is one referral
  CsvForm form = {.layout = {.separator = {}, .has_decimals = false}, .dates = {}};
};

// clang-format off
constexpr auto dates_keys = key_table<DatesFile>({
    {"csv", value::text<&DatesFile::csv>, required, "", "path from the file that names it",
     "referrals.csv"},
    {"column", value::text<&DatesFile::column>, required, "",
     "the column of dates, or of dates with times", "date"},
    {"count", value::text<&DatesFile::count>, optional, "count; one a row without",
     "the column of how many referrals came then", "n"},
    {"separator", value::inside<&DatesFile::form, csv_separator>, optional, "as in the header",
     "between columns", "\";\""},
    {"date_format", value::inside<&DatesFile::form, csv_date_format>, optional, "y-m-d with all zeros",
     "the order of year, month and day, and what stands between", "m/d/y"},
});
// clang-format on

/// The moments of a file one after another, and what is wrong with them.
class DatesReader {
 public:
  DatesReader(Reading& reading, const Field& csv, std::string path)
      : reading_(reading), csv_(csv), path_(std::move(path)) {}

  void read(const std::vector<std::vector<CsvCell>>& columns, const DateFormat& format) {
    CsvDates dates(reading_, csv_, path_, format);
    for (std::size_t row = 0; row < columns.front().size(); ++row) {
      const CsvCell& cell = columns.front()[row];
      const std::uint64_t count = columns.size() > 1 ? count_in(columns[1][row]) : 1;
      const std::optional<double> day = dates.read(cell);
      if (day && !take(*day, count, cell)) return;
    }
    dates.tell_other_formats();
  }

  std::vector<double> days;
  std::uint64_t in_all = 0;
  std::uint64_t early = 0;  ///< before the start

 private:
  void error(Rule rule, const CsvCell& cell, std::string message) {
    reading_.error(rule, {path_, cell.line, cell.column}, csv_.path, std::move(message));
  }

  std::uint64_t count_in(const CsvCell& cell) {
    Parsed<std::uint64_t> count = parse_whole(cell.text, 0, most_referrals);
    if (!count.value) error(count.rule, cell, std::move(count.problem));
    return count.value.value_or(0);
  }

  bool take(double day, std::uint64_t count, const CsvCell& cell) {
    in_all += count;
    if (in_all > most_referrals) {
      error(Rule::CsvTooManyDates,
            cell,
            fmt::format("expected at most {} referrals, got more", most_referrals));
      return false;
    }
    if (day < 0)
      early += count;
    else
      days.insert(days.end(), count, day);
    return true;
  }

  Reading& reading_;
  const Field& csv_;
  std::string path_;
};

}  // namespace

constinit const schema::Section schema::dates_section{"dates",
                                                      "arrivals.<source>.dates",
                                                      "Referrals at the moments in a CSV file.",
                                                      dates_keys.rows,
                                                      ""};

DatedArrivals read_dates(Reading& reading, const Field& field) {
  DatedArrivals arrivals;
  SectionReader section{reading, field, schema::dates_section};
  DatesFile file;
  read_keys(section, dates_keys, file);
  if (file.csv.value.empty() || file.column.empty() || !file.form.is_known) return arrivals;
  auto& known = reading.file_values().arrivals;
  const std::string asked = field.path + "\n" + asked_of_file(*field.node);  // it may tell
  if (const auto found = known.find(asked); found != known.end()) {
    reading.parts_written.push_back({"dates", file.csv.at});
    return found->second;
  }
  const Field csv = section.find("csv").value_or(field);
  std::vector<std::string> columns{file.column};
  if (!file.count.empty()) columns.push_back(file.count);
  // Who heads a column like this means it, whether it is named in the scenario or not.
  const bool is_told = !file.count.empty() || file.column == "count";
  const auto read =
      load_columns(reading, csv, columns, file.form.layout, arrivals.file, is_told ? "" : "count");
  if (!read) return arrivals;
  reading.parts_written.push_back({"dates", file.csv.at});
  DatesReader dates{reading, csv, arrivals.file};
  dates.read(*read, file.form.dates);
  std::ranges::sort(dates.days);
  arrivals.days = std::move(dates.days);
  const std::string start = iso_text(reading.start);
  if (arrivals.days.empty() && (dates.early > 0 || read->front().empty()))
    reading.error(Rule::CsvNoDates,
                  csv,
                  fmt::format("expected dates from the start ({}) on, got none", start));
  else if (dates.early > 0)
    reading.add({Rule::DatesBeforeStart,
                 csv.at(),
                 csv.path,
                 fmt::format("{} of {} dates are before the start ({}) and left out",
                             dates.early,
                             dates.in_all,
                             start)});
  if (reading.holes().empty()) known.emplace(asked, arrivals);
  return arrivals;
}

}  // namespace stepdown::models
