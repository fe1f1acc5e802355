#include "tests/models/reading/reader_examples.hpp"

#include "analysis/experiments/start_typically.hpp"
#include "analysis/experiments/targets.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace stepdown::tests {
namespace {

using models::Rule;

/// One level, whose treatment takes `time`, and one source.
std::string scenario(const std::string& time, const std::string& process) {
  return "schema: 1\n"
         "name: Test\n"
         "start: 2026-01-05\n"
         "run: {warm_up: 30 d, horizon: 1 y}\n"
         "levels:\n"
         "  php:\n"
         "    places: unlimited\n"
         "    treatment_time: " +
         time +
         "\n"
         "    to: done\n"
         "outcomes: [done]\n"
         "arrivals:\n"
         "  referrals:\n"
         "    " +
         process +
         "\n"
         "    to: php\n";
}

const std::string a_rate = "poisson: {rate: 6 /wk}";

std::string repeated(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i)
    all += text;
  return all;
}

std::string hundred_and_one_dates() {
  std::string dates;
  for (int year = 3000; year <= 3100; ++year)
    dates += std::to_string(year) + "-01-01: {effects: {}}, ";
  return dates;
}

/// What is told of `test.yaml`, beside data files that all have the same text.
std::vector<models::Diagnostic> told(const std::string& yaml, const std::string& data = {}) {
  const models::FileLoader loader = [&data](const std::string&, std::size_t max_bytes) {
    return models::FileText{data.substr(0, max_bytes + 1), {}};
  };
  try {
    return models::compile(models::read_scenario_text(yaml, "test.yaml", {}, loader)).warnings;
  } catch (const models::ScenarioError& error) {
    return error.diagnostics();
  }
}

/// What is told of the targets of a scenario that is sound without them.
std::vector<models::Diagnostic> told_of_targets(const std::string& targets) {
  const models::Scenario read = models::read_scenario_text(
      scenario("3 d", a_rate) + "targets: " + targets + "\n", "test.yaml");
  try {
    (void)analysis::resolve_targets(read, models::compile(read).model);
  } catch (const models::ScenarioError& error) {
    return error.diagnostics();
  }
  return {};
}

/// What is told when everybody who is there in the long run is to be there at the start.
std::vector<models::Diagnostic> told_of_typical_start(const std::string& places) {
  std::string yaml = scenario("3 d", a_rate) + "start_from: typical\n";
  const std::string unlimited = "unlimited";
  yaml.replace(yaml.find(unlimited), unlimited.size(), places);
  const models::Scenario read = models::read_scenario_text(yaml, "test.yaml");
  models::Model model = models::compile(read).model;
  const auto warning = analysis::start_typically(read, model);
  return warning ? std::vector{*warning} : std::vector<models::Diagnostic>{};
}

/// A time that is a mixture of columns of so many files.
std::string mixture_of_files(int count) {
  std::string mixture = "\n      mixture:";
  for (int i = 0; i < count; ++i)
    mixture += "\n        - {share: 0.001, of: {empirical: {csv: " + std::to_string(i) +
               ".csv, column: days}}}";
  return mixture;
}

}  // namespace

std::vector<ReaderExample> reader_examples() {
  return {
      {Rule::TextTooLarge,
       [] { return told("schema: 1\n" + repeated(100'000, "# comment\n")); },
       "test.yaml:1:1: error: expected at most 1000000 bytes, got more; lists of dates or times "
       "belong in a CSV file\n"
       "  schema: 1\n"
       "  ^\n"
       "1 error\n"},
      {Rule::TooManyValues,
       [] { return told(repeated(50'001, "- 1\n")); },
       "test.yaml:50001:3: error: expected at most 50000 values, got more\n"
       "  - 1\n"
       "    ^\n"
       "1 error\n"},
      {Rule::DataFileTooLarge,
       [] {
         return told(scenario("{empirical: {csv: a.csv, column: days}}", a_rate),
                     std::string(64'000'001, '1'));
       },
       "test.yaml:8:39: error: levels.php.treatment_time.empirical.csv: expected a file of at most "
       "64000000 bytes, got more\n"
       "      treatment_time: {empirical: {csv: a.csv, column: days}}\n"
       "                                        ^\n"
       "1 error\n"},
      {Rule::TooManyDataFiles,
       [] { return told(scenario(mixture_of_files(1001), a_rate), "days\n3\n"); },
       "test.yaml:1010:48: error: levels.php.treatment_time.mixture[1000].of.empirical.csv: "
       "expected at most 1000 data files, got more\n"
       "          - {share: 0.001, of: {empirical: {csv: 1000.csv, column: days}}}\n"
       "                                                 ^\n"
       "1 error\n"},
      {Rule::CsvTooManyColumns,
       [] {
         return told(scenario("{empirical: {csv: a.csv, column: days}}", a_rate),
                     "days" + std::string(63'000'000, ','));
       },
       "a.csv:1:16389: error: levels.php.treatment_time.empirical.csv: expected at most 16384 "
       "columns, got more; is this a table?\n"
       "  ..." +
           std::string(120, ',') +
           "...\n"
           "  " +
           std::string(63, ' ') +
           "^\n"
           "1 error\n"},
      {Rule::TooManyDatesOfChanges,
       [] {
         return told(scenario("3 d", a_rate) + "changes: {" + hundred_and_one_dates() + "}\n");
       },
       "test.yaml:15:10: error: changes: expected changes on at most 100 dates, got 101\n"
       "  changes: {3000-01-01: {effects: {}}, 3001-01-01: {effects: {}}, 3002-01-01: {effects: "
       "{}}, "
       "3003-01-01: {effects: {}}, 30...\n"
       "           ^\n"
       "1 error\n"},
      {Rule::TooManyValuesOfChanges,
       [] {
         std::string values;
         for (int i = 1; i < 5'500; ++i)
           values += fmt::format("{} d, ", i);
         std::string dates;
         for (int year = 3000; year < 3100; ++year)
           dates += fmt::format("  {}-01-01: {{levels.php.hold: {} d}}\n", year, year);
         return told(scenario("{empirical: {values: [" + values + "7 d]}}", a_rate) + "changes:\n" +
                     dates);
       },
       "test.yaml:106:3: error: changes.3090-01-01: expected at most 500000 values in all levels, "
       "states, sources and effects that change, all dates together, got more; each counts with "
       "all "
       "of its values on each date on which one of them changes, so let less change, or less "
       "often\n"
       "    3090-01-01: {levels.php.hold: 3090 d}\n"
       "    ^\n"
       "1 error\n"},
      {Rule::ProgramDaysUnused,
       [] { return told(scenario("15 d\n    program_days_a_week: 5", a_rate)); },
       "test.yaml:9:26: warning: levels.php.program_days_a_week: never used: no time of this level "
       "is in program days, such as '15 pd'\n"
       "      program_days_a_week: 5\n"
       "                           ^\n"
       "1 warning\n"},
      {Rule::UnknownFigure,
       [] { return told_of_targets("[php.wayt.p90 <= 7 d]"); },
       "test.yaml:15:11: error: targets[0]: expected a metric of dictionary.csv (such as 'wait'), "
       "got 'wayt'; did you mean 'wait'?\n"
       "  targets: [php.wayt.p90 <= 7 d]\n"
       "            ^\n"
       "1 error\n"},
      {Rule::UnfitTarget,
       [] { return told_of_targets("[php.wait.p90 <= 7]"); },
       "test.yaml:15:11: error: targets[0]: expected a length of time, got 7; write 7 d\n"
       "  targets: [php.wait.p90 <= 7]\n"
       "            ^\n"
       "1 error\n"},
      {Rule::NoTypicalStart,
       [] { return told_of_typical_start("{slots: 1}"); },
       "test.yaml:15:13: warning: start_from: begins empty, as no typical start is known: a "
       "waiting "
       "list grows without end\n"
       "  start_from: typical\n"
       "              ^\n"
       "1 warning\n"},
      {Rule::NumberInWords,
       [] { return told(scenario("three weeks", a_rate), ""); },
       "test.yaml:8:21: error: levels.php.treatment_time: expected a duration with a unit (such as "
       "'24 d'), got 'three weeks'; write 3 wk\n"
       "      treatment_time: three weeks\n"
       "                      ^\n"
       "1 error\n"},
      {Rule::RangeAsTime,
       [] { return told(scenario("20-30 d", a_rate), ""); },
       "test.yaml:8:21: error: levels.php.treatment_time: expected a duration with a unit (such as "
       "'24 d'), got '20-30 d'; write one time, or {uniform: {min: 20 d, max: 30 d}} where times "
       "are drawn\n"
       "      treatment_time: 20-30 d\n"
       "                      ^\n"
       "1 error\n"},
      {Rule::DatesBeforeStart,
       [] {
         return told(scenario("3 d", "dates: {csv: a.csv, column: date}"),
                     "date\n2026-01-04\n2026-03-01\n2026-03-02\n");
       },
       "test.yaml:13:18: warning: arrivals.referrals.dates.csv: 1 of 3 dates are before the start "
       "(2026-01-05) and left out\n"
       "      dates: {csv: a.csv, column: date}\n"
       "                   ^\n"
       "1 warning\n"},
  };
}

}  // namespace stepdown::tests
