#include "analysis/experiments/agreement.hpp"
#include "analysis/report/agreement_report.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/read_metrics.hpp"
#include "analysis/report/report_folder.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/views/results.hpp"
#include "analysis/views/views.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/csv_column.hpp"
#include "models/reading/date_text.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/written_date.hpp"
#include "models/text/csv_scanner.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace stepdown;  // NOLINT(google-build-using-namespace)

const std::string small_scenario = R"(schema: 1
name: Small
start: 2026-01-05
run: {warm_up: 10 d, horizon: 100 d, replications: 2}
attributes: {a0: {x: 0.5, y: 0.5}}
levels:
  l0: {places: {beds: 2}, treatment_time: {exponential: {mean: 3 d}}, to: {l1: 0.5, out: 0.5}}
  l1: {places: unlimited, treatment_time: {empirical: {csv: t.csv, column: days}}, to: out}
outcomes: [out]
arrivals:
  r0: {poisson: {rate: 1 /d}, to: l0}
  r1: {dates: {csv: d.csv, column: date}, to: l1}
)";

/// The scenario with these CSV files.
models::Scenario scenario_with(const std::string& times,
                               const std::string& dates,
                               const std::vector<std::string>& sets) {
  const models::FileLoader loader = [&](const std::string& path, std::size_t) -> models::FileText {
    return {path == "t.csv" ? times : dates, {}};
  };
  return models::read_scenario_text(small_scenario, "small.yaml", sets, loader);
}

models::Scenario plain_scenario(const std::vector<std::string>& sets = {}) {
  return scenario_with("days\n3\n5\n", "date,count\n2026-01-07,1\n", sets);
}

const std::filesystem::path& folder() {
  static const tests::TemporaryFolder made;
  return made.path();
}

/// A file in the folder that holds just this.
std::filesystem::path file_of(const std::string& name, const std::string& text) {
  std::ofstream(folder() / name, std::ios::binary) << text;
  return folder() / name;
}

void read_columns(const std::string& text) {
  for (const char separator : std::string_view{"\0,;|\t", 5}) {
    models::CsvLayout layout;
    if (separator != 0) layout.separator = separator;
    (void)models::read_csv_columns(text, {"date", "n"}, layout, "count");
    layout.decimal = ',';
    (void)models::read_csv_column(text, "days", layout);
  }
  models::CsvScanner scanner{text};
  while (!scanner.is_done())
    (void)scanner.next_record();
}

void read_data_files(const std::string& text) {
  (void)models::compile(scenario_with(text, text, {}));
}

void read_metrics(const std::string& text) {
  static const models::Model model = models::compile(plain_scenario()).model;
  static const analysis::TheoryReport theory = analysis::theory_report(model);
  const auto simulated = analysis::read_metrics(file_of("metrics.csv", text));
  if (!simulated) return;
  const auto figures = analysis::agreements(theory.figures, *simulated);
  (void)analysis::agreement_text(figures, 4);
  (void)analysis::write_agreements(figures, folder());
}

void read_manifest(const std::string& text) {
  static const models::Scenario scenario = plain_scenario();
  const std::filesystem::path path = file_of("manifest.json", text);
  (void)analysis::files_named_by_manifest(path);
  (void)analysis::foreign_files(folder());
  (void)analysis::start_bias_in_manifest(path);
  (void)analysis::are_reports_of(scenario, {}, folder());
}

void read_quantities(const std::string& text) {
  (void)models::parse_duration(text);
  (void)models::parse_rate(text);
  (void)models::parse_signed_rate(text);
  (void)models::parse_growth(text);
  (void)models::parse_number(text);
  (void)models::parse_probability(text);
  (void)models::parse_whole(text, 1, 1000);
  (void)models::parse_whole(text, 0, ~std::uint64_t{0});
}

void read_dates(const std::string& text) {
  (void)models::parse_date(text);
  (void)models::parse_date_time(text);
  (void)models::formats_of_date(text);
  (void)models::dates_meant(text);
  for (const std::string_view order : {"mdy", "dmy", "ymd"})
    for (const char separator : {'/', '.', '-'}) {
      (void)models::date_in_order(text, order, separator);
      (void)models::parse_date_time(text, {std::string(order), separator});
    }
  // The first part as a format, the rest as a date in it.
  const std::size_t end = text.find(' ');
  if (end == std::string::npos) return;
  if (const auto format = models::parse_date_format(text.substr(0, end)))
    (void)models::parse_date_time(text.substr(end + 1), *format);
}

/// Each line is one `--set`.
void read_sets(const std::string& text) {
  std::vector<std::string> sets;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    sets.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  (void)models::compile(plain_scenario(sets));
}

/// As tables of several kinds, and what shows them.
void read_results(const std::string& text) {
  const std::filesystem::path results = folder() / "results";
  std::filesystem::create_directories(results);
  for (const char* name : {"levels.csv", "census_monthly.csv", "compare.csv", "dictionary.csv"})
    file_of(std::string("results/") + name, text);
  file_of("results/manifest.json",
          R"({"program": "stepdown", "version": "", "command": "", "files": ["manifest.json",
              "levels.csv", "census_monthly.csv", "compare.csv", "dictionary.csv"]})");
  try {
    analysis::write_views(results);
  } catch (const analysis::NoResults&) {  // an answer
  }
}

constexpr std::array readers{read_columns,
                             read_data_files,
                             read_metrics,
                             read_manifest,
                             read_quantities,
                             read_dates,
                             read_sets,
                             read_results};

}  // namespace

/// libFuzzer's entry: the first byte chooses who reads the others; whoever it is ends with a value
/// or with a ScenarioError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    readers[data[0] % readers.size()](std::string(data + 1, data + size));
  } catch (const models::ScenarioError&) {  // an answer
  }
  return 0;
}
