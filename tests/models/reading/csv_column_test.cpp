#include "models/reading/csv_column.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stepdown::models {
namespace {

std::vector<std::string> texts(const CsvColumn& column) {
  std::vector<std::string> texts;
  for (const CsvCell& cell : column.cells)
    texts.push_back(cell.text);
  return texts;
}

using Texts = std::vector<std::string>;

TEST_SUITE_BEGIN("unit");

TEST_CASE("csv column: cells of the named column with their places") {
  const CsvColumn column = read_csv_column("id,date\n1,2026-01-05\n\n2, 2026-01-06 \n", "date");
  CHECK_FALSE(column.problem.has_value());
  REQUIRE(texts(column) == Texts{"2026-01-05", "2026-01-06"});
  CHECK(column.cells[1].line == 4);
  CHECK(column.cells[1].column == 4);
}

TEST_CASE("csv column: quotes and line ends and separators of spreadsheets") {
  CHECK(texts(read_csv_column("\xEF\xBB\xBF\"a\";b\r\n\"x;\"\"y\"\"\";2\r\n", "a")) ==
        Texts{"x;\"y\""});
  CHECK(texts(read_csv_column("a\tb\n1\t2", "b")) == Texts{"2"});
  CHECK(texts(read_csv_column("a,b\n\"1\n2\",3\n", "b")) == Texts{"3"});
  CHECK(texts(read_csv_column("a\n", "a")).empty());
}

TEST_CASE("csv column: what is no CSV is a problem with its place") {
  CHECK(read_csv_column("a,b\n", "c").problem->text ==
        "expected a header line with the column 'c'; known: a, b");
  CHECK(read_csv_column("", "c").problem.has_value());
  CHECK(read_csv_column("a,b,a\n1,2,3\n", "a").problem->text ==
        "expected one column 'a', got more");
  CHECK_FALSE(read_csv_column("a,b,a\n1,2,3\n", "b").problem.has_value());
  const auto open = read_csv_column("a\n\"x\n", "a").problem;
  REQUIRE(open.has_value());
  CHECK(open->line == 2);
  const auto narrow = read_csv_column("a,b\n1,2\n3\n", "b").problem;
  REQUIRE(narrow.has_value());
  CHECK(narrow->line == 3);
  CHECK(narrow->text == "expected 2 columns as in the header, got 1");
  CHECK(read_csv_column("a\n\"x\"y\n", "a").problem.has_value());
  CHECK(read_csv_column("a\rb\n", "a").problem.has_value());
}

TEST_CASE("csv column: rows are as long as the header or nothing of them is read") {
  const auto problem = [](std::string_view text) {
    const auto found = read_csv_column(text, "days").problem;
    return found ? std::to_string(found->line) + ": " + found->text : std::string{};
  };
  CHECK(problem("id,days\n1,2\n3\n") == "3: expected 2 columns as in the header, got 1");
  CHECK(problem("days,id\n2,1\n3\n") == "3: expected 2 columns as in the header, got 1");
  CHECK(problem("id,days\n1,x,3\n") == "2: expected 2 columns as in the header, got 3");
  CHECK(problem("days\n4,5\n") ==
        "2: expected 1 column as in the header, got 2; if ',' is the decimal comma, write "
        "'decimal: \",\"' beside 'csv'");
  CHECK(problem("days\n1,234.5\n") ==
        "2: expected 1 column as in the header, got 2; numbers are written without commas");
  CHECK(problem("date,days\n2026-01-06,5,3\n") ==
        "2: expected 2 columns as in the header, got 3; if ',' is the decimal comma, write "
        "'decimal: \",\"' beside 'csv'");
  CHECK(problem("days\n2026-01-06,5\n") == "2: expected 1 column as in the header, got 2");
}

TEST_CASE("csv column: what spreadsheets leave behind is passed over") {
  CHECK(texts(read_csv_column("id,days\n1,2\n,\n , \n\n,,,\n\"\",\n3,4,,\n,,\n", "days")) ==
        Texts{"2", "4"});
}

TEST_CASE("csv column: separator and decimal mark as they are said") {
  CHECK(texts(read_csv_column("a, b;days\n1;2\n", "days", {';', '.'})) == Texts{"2"});
  CHECK(texts(read_csv_column("days\n4,5\n7,5\n", "days", {std::nullopt, ','})) ==
        Texts{"4,5", "7,5"});
  CHECK(texts(read_csv_column("id;days\n1;4,5\n", "days", {std::nullopt, ','})) == Texts{"4,5"});
  CHECK(read_csv_column("a, b;days\n1;2\n", "days").problem->text ==
        "expected a header line with the column 'days'; write 'separator: \";\"' beside 'csv'");
}

TEST_CASE("csv column: several columns go row by row") {
  const CsvColumns read =
      read_csv_columns("date,n\n2026-01-05,3\n,\n2026-01-06,1\n", {"n", "date"});
  REQUIRE(read.columns.size() == 2);
  REQUIRE(read.columns[0].size() == 2);
  CHECK(read.columns[0][1].text == "1");
  CHECK(read.columns[1][1].text == "2026-01-06");
  CHECK(read_csv_columns("date\n", {"date", "n"}).problem.has_value());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
