#include "models/compile/compile.hpp"
#include "models/dated_arrivals.hpp"
#include "models/diagnostics/diagnostic_list.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/read_scenario.hpp"
#include "sim/distributions/distribution.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Files that planners save from a spreadsheet, and what a scenario makes of them.
namespace stepdown::tests {
namespace {

/// One level where people stay for the times, or come on the dates, of a file.
models::Scenario scenario_with(std::string_view time, std::string_view arrivals, std::string csv) {
  const std::string text = fmt::format(
      "schema: 1\nname: Files\nstart: 2026-01-05\nrun: {{warm_up: 50 d, horizon: 1050 d}}\n"
      "levels:\n  a:\n    places: unlimited\n    treatment_time: {}\n    to: out\n"
      "outcomes: [out]\narrivals:\n  r: {}\n",
      time,
      arrivals);
  const models::FileLoader one_file = [&csv](const std::string&, std::size_t) {
    return models::FileText{csv, {}};
  };
  return models::read_scenario_text(text, "files.yaml", {}, one_file);
}

/// Mean stay of people whose times are in a file, or what is wrong with the file.
std::string mean_stay(std::string_view layout, const std::string& csv) {
  const models::Scenario scenario =
      scenario_with(fmt::format("{{empirical: {{csv: los.csv, column: los{}}}}}", layout),
                    "{poisson: {rate: 10 /d}, to: a}",
                    csv);
  if (!scenario.found.empty()) return scenario.found.front().message;
  const models::Model model = models::compile(scenario).model;
  return fmt::format("{}", sim::mean(model.distributions.front()));
}

/// How many come on which days, or what is wrong with the file.
std::string days_of(std::string_view layout, const std::string& csv) {
  const models::Scenario scenario = scenario_with(
      "1 d", fmt::format("{{dates: {{csv: d.csv, column: date{}}}, to: a}}", layout), csv);
  if (!scenario.found.empty()) return scenario.found.front().message;
  std::string days;
  for (const double day : std::get<models::DatedArrivals>(scenario.arrivals.front().process).days)
    days += fmt::format("{}{}", days.empty() ? "" : " ", day);
  return days;
}

/// State, days and people of each row of a start's file, or what is wrong with the file.
std::string people_of(std::string_view layout, std::string csv) {
  const std::string text = fmt::format(
      "schema: 1\nname: Files\nstart: 2026-01-05\nrun: {{warm_up: 0 d, horizon: 50 d}}\n"
      "levels:\n  a: {{places: unlimited, treatment_time: 90 d, to: out}}\n"
      "outcomes: [out]\narrivals:\n  r: {{poisson: {{rate: 1 /d}}, to: a}}\n"
      "start_from: {{csv: today.csv{}}}\n",
      layout);
  const models::FileLoader one_file = [&csv](const std::string&, std::size_t) {
    return models::FileText{csv, {}};
  };
  const models::Scenario scenario = models::read_scenario_text(text, "files.yaml", {}, one_file);
  if (!scenario.found.empty()) return scenario.found.front().message;
  std::string people;
  for (const models::StartEntry& entry : scenario.start_from->people)
    people += fmt::format("{}{} {} {}",
                          people.empty() ? "" : ", ",
                          entry.people,
                          entry.state.value,
                          entry.days.value_or(-1));
  return people;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("data files: those of a start take a decimal comma that is declared") {
  const std::string csv = "state;days;count\na;4,5;2\na;7;1\n";
  CHECK(people_of(", decimal: \",\"", csv) == "2 a 4.5, 1 a 7");
  CHECK(people_of(", decimal: \",\", separator: \";\"", csv) == "2 a 4.5, 1 a 7");
  CHECK(people_of("", "state;days\na;4,5\na;5\na;7,5\n") ==
        "expected a time in days of at least 0, got '4,5' and 1 more like it; if ',' is the "
        "decimal comma, write 'decimal: \",\"' beside 'csv'");
  CHECK(people_of(", decimal: \",\"", "state;days\na;4.5\n") ==
        "expected a time in days of at least 0, got '4.5'; the decimal mark of this file is ','");
  CHECK(people_of(", decimal: x", csv).starts_with("expected "));
}

TEST_CASE("data files: those of a start say one thing in one column") {
  CHECK(people_of("", "state,days,since\na,4,2026-01-01\n") ==
        "expected one of the columns 'since' and 'days', got both; keep 'since', which stays right "
        "if the start is moved");
  CHECK(people_of("", "state,level\na,a\n") ==
        "expected one of the columns 'state' and 'level', got both; keep 'state' and name the "
        "other one otherwise");
  CHECK(people_of("", "level,since\na,2026-01-01\n") == "1 a 4");
}

// Counts and dates have no decimals, and the reader no key that says how they are written.
TEST_CASE("data files: those of dates are not told to declare a decimal mark") {
  CHECK(days_of("", "date,n\n2026-01-06,4,5\n") ==
        "expected 2 columns as in the header, got 3; name its column in the header if it says how "
        "many: 'date,n,count'");
}

TEST_CASE("data files: a decimal comma is a decimal comma when it is declared") {
  CHECK(mean_stay(", decimal: \",\"", "id;los\n1;4,5\n2;7,5\n") == "6");
  CHECK(mean_stay(", decimal: \",\"", "los\n4,5\n7,5\n") == "6");
  CHECK(mean_stay("", "id,los\n1,4.5\n2,7.5\n") == "6");
}

TEST_CASE("data files: a decimal comma that is not declared is refused") {
  CHECK(
      mean_stay("", "id;los\n1;4,5\n2;7,5\n") ==
      "expected a time in days of at least 0, got '4,5' and 1 more like it; if ',' is the decimal "
      "comma, write 'decimal: \",\"' beside 'csv'");
  CHECK(mean_stay("", "los\n4,5\n7,5\n") ==
        "expected 1 column as in the header, got 2; if ',' is the decimal comma, write 'decimal: "
        "\",\"' beside 'csv'");
}

TEST_CASE("data files: commas between thousands are refused") {
  CHECK(mean_stay("", "los\n1,234.5\n") ==
        "expected 1 column as in the header, got 2; numbers are written without commas");
  CHECK(mean_stay("", "id;los\n1;1,234.5\n") ==
        "expected a time in days of at least 0, got '1,234.5'; numbers are written without commas: "
        "1234.5");
}

TEST_CASE("data files: a row that is cut off or goes on is refused") {
  CHECK(mean_stay("", "los,id\n4,1\n5\n") == "expected 2 columns as in the header, got 1");
}

TEST_CASE("data files: empty rows that a spreadsheet leaves behind are no rows") {
  CHECK(mean_stay("", "id,los\r\n1,4.5\r\n2,7.5\r\n,\r\n,\r\n") == "6");
  CHECK(days_of("", "date,n\n2026-01-06,1\n,\n") == "1");
}

TEST_CASE("data files: a column headed count counts without being named") {
  CHECK(days_of("", "date,count\n2026-01-06,5\n2026-01-07,3\n") == "1 1 1 1 1 2 2 2");
  CHECK(days_of("", "count;date\n2;2026-01-06\n") == "1 1");
  CHECK(days_of(", count: n", "date,count,n\n2026-01-06,5,1\n") == "1");
  CHECK(days_of("", "date,county\n2026-01-06,5\n") == "1");
  CHECK(days_of("", "date,count\n2026-01-06,some\n").starts_with("expected a whole number"));
}

TEST_CASE("data files: a number beside a lone date is refused with what to write") {
  CHECK(days_of("", "date\n2026-01-06,5\n") ==
        "expected 1 column as in the header, got 2; name its column in the header if it says how "
        "many: 'date,count'");
}

TEST_CASE("data files: a count beside a date counts") {
  CHECK(days_of(", count: n", "date,n\n2026-01-05,2\n2026-01-06,0\n2026-01-08,1\n") == "0 0 3");
  CHECK(days_of("", "date,n\n2026-01-05,2\n2026-01-08,1\n") == "0 3");
}

TEST_CASE("data files: American dates are read when they are declared and told otherwise") {
  const std::string american = "date\n1/5/2026\n2/13/2026\n";
  CHECK(days_of(", date_format: m/d/y", american) == "0 39");
  CHECK(days_of("", american) ==
        "expected a date (such as '2026-01-05'), got '1/5/2026' and 1 more like it; write "
        "'date_format: m/d/y' beside 'csv'");
}

TEST_CASE("data files: of very many mistakes only the first are stored") {
  constexpr std::size_t rows = 30'000;
  std::string csv = "los\n";
  for (std::size_t i = 0; i < rows; ++i)
    csv += "x\n";
  const models::Scenario scenario = scenario_with(
      "{empirical: {csv: los.csv, column: los}}", "{poisson: {rate: 10 /d}, to: a}", csv);
  CHECK(scenario.found.size() == models::DiagnosticList::most_kept);
  CHECK(scenario.found.front().at.line == 2);
  CHECK(scenario.found_beyond == rows - scenario.found.size());
  CHECK(scenario.holes.size() < 10);
  CHECK_THROWS_WITH_AS((void)models::compile(scenario),
                       doctest::Contains("29900 more problems from here on are not shown"),
                       models::ScenarioError);
}

TEST_SUITE_END();

}  // namespace stepdown::tests
