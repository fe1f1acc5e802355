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
  CHECK(narrow->text == "expected 2 columns, got 1");
  CHECK(read_csv_column("a\n\"x\"y\n", "a").problem.has_value());
  CHECK(read_csv_column("a\rb\n", "a").problem.has_value());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
