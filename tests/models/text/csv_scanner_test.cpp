#include "models/text/csv_scanner.hpp"

#include "tests/support/csv_records.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stepdown::models {
namespace {

using tests::csv_records;
using Records = std::vector<std::vector<std::string>>;

/// The problem with a text as "line:column: message".
std::string problem_with(std::string_view text) {
  CsvScanner scanner{text};
  while (!scanner.is_done())
    (void)scanner.next_record();
  const auto& problem = scanner.problem();
  if (!problem) return {};
  return std::to_string(problem->line) + ":" + std::to_string(problem->column) + ": " +
         problem->text;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("csv scanner: cells in quotes may hold separators and quotes and line ends") {
  CHECK(csv_records("a,b,c\r\n\"x, \"\"y\"\"\",,3\n\"two\nlines\",2,3") ==
        Records{{"a", "b", "c"}, {"x, \"y\"", "", "3"}, {"two\nlines", "2", "3"}});
  CHECK(csv_records("\"\",\"\"\r\n") == Records{{"", ""}});
}

TEST_CASE("csv scanner: spaces around a cell do not count and those in quotes do") {
  CHECK(csv_records(" a , \" b \" \n") == Records{{"a", " b "}});
}

TEST_CASE("csv scanner: the last line needs no end and empty lines are no records") {
  CHECK(csv_records("a,b\n\n1,\n\r\n") == Records{{"a", "b"}, {"1", ""}});
  CHECK(csv_records("") == Records{});
}

TEST_CASE("csv scanner: the first line tells the separator") {
  CHECK(csv_records("\xEF\xBB\xBF"
                    "a;b\n1,5;2\n") == Records{{"a", "b"}, {"1,5", "2"}});
  CHECK(csv_records("a\tb;c\n") == Records{{"a\tb", "c"}});
  CHECK(csv_records("a\tb,c;d\n") == Records{{"a\tb", "c;d"}});
}

TEST_CASE("csv scanner: a separator that is known or none at all") {
  CsvScanner known{"a,b;c\n1,5;2\n", ';'};
  CHECK(known.next_record().size() == 2);
  CHECK(known.next_record().front().text == "1,5");
  CsvScanner single{"a,b;c\n1,5;2\n", '\0'};
  CHECK(single.next_record().front().text == "a,b;c");
  CHECK(single.next_record().size() == 1);
  CHECK(single.is_done());
}

TEST_CASE("csv scanner: a cell knows its line and column") {
  CsvScanner scanner{"a,b\n\"1\n2\", 3\n4,5"};
  (void)scanner.next_record();
  const auto second = scanner.next_record();
  REQUIRE(second.size() == 2);
  CHECK(second[0].line == 2);
  CHECK(second[0].column == 1);
  CHECK(second[1].line == 3);
  CHECK(second[1].column == 5);
  const auto third = scanner.next_record();
  REQUIRE(third.size() == 2);
  CHECK(third[1].line == 4);
  CHECK(third[1].column == 3);
  CHECK(scanner.is_done());
}

TEST_CASE("csv scanner: what is no CSV is a problem with its place") {
  CHECK(problem_with("a,b\n1,\"x\n") == "2:3: expected a closing quote, got the end of the file");
  CHECK(problem_with("a\n\"x\"y\n") == "2:4: expected the end of the cell after its closing quote");
  CHECK(problem_with("a\rb\n") ==
        "1:3: expected the end of the line, got a carriage return alone; save the "
        "file with other line ends");
  CHECK_FALSE(csv_records("a\n\"x").has_value());
}

TEST_CASE("csv scanner: a line of more cells than a table has is a problem") {
  const std::string most(CsvScanner::most_cells - 1, ',');
  const std::string text = most + "\n" + most + "\n";
  CsvScanner table{text};
  while (!table.is_done())
    CHECK(table.next_record().size() == CsvScanner::most_cells);
  CHECK(table.problem() == nullptr);
  CHECK(problem_with(std::string(1'000'000, ',')) ==
        "1:16385: expected at most 16384 columns, got more; is this a table?");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
