#include "analysis/views/results.hpp"

#include "analysis/report/csv.hpp"
#include "models/text/csv_scanner.hpp"
#include "tests/analysis/views/results_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <system_error>
#include <vector>

using stepdown::analysis::NoResults;
using stepdown::analysis::number_of;
using stepdown::analysis::read_results;
using stepdown::analysis::Results;
using stepdown::analysis::ResultTable;
using stepdown::analysis::text_of_field;
using stepdown::tests::make_results;
using stepdown::tests::TemporaryFolder;

TEST_SUITE_BEGIN("unit");

TEST_CASE("results: the tables that the manifest names are read with their rows") {
  const TemporaryFolder folder;
  make_results(folder.path(),
               {{"levels.csv", "level,label\r\nphp,\"Day, program\"\r\niop,Evening\r\n"},
                {"metrics.csv", "not,looked at"},
                {"scenario.yaml", "name: A\n"}});
  const Results results = read_results(folder.path());
  REQUIRE(results.tables.size() == 1);
  const ResultTable& levels = results.tables.front();
  CHECK(levels.file == "levels.csv");
  CHECK(levels.columns == std::vector<std::string>{"level", "label"});
  CHECK(levels.rows ==
        std::vector<std::vector<std::string>>{{"php", "Day, program"}, {"iop", "Evening"}});
  CHECK(levels.column("label") == 1);
  CHECK(levels.column("nothing") == 2);
  CHECK(results.table("levels.csv") == &levels);
  CHECK(results.table("waits.csv") == nullptr);
  CHECK(results.scenario == "name: A\n");
}

TEST_CASE("results: a folder of somebody else or with a damaged table is refused") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(read_results(folder.path()), NoResults);
  make_results(folder.path(), {{"levels.csv", "level,label\r\nphp\r\n"}});
  CHECK_THROWS_WITH_AS(
      read_results(folder.path()), doctest::Contains("expected rows of 2 cells"), NoResults);
  make_results(folder.path(), {{"levels.csv", "level,label\r\n\"php,\r\n"}});
  CHECK_THROWS_AS(read_results(folder.path()), NoResults);
  std::filesystem::remove(folder.path() / "levels.csv");
  CHECK_THROWS_AS(read_results(folder.path()), std::system_error);
}

TEST_CASE("results: a manifest that names a file elsewhere has it not read") {
  const TemporaryFolder folder;
  make_results(folder.path() / "inner", {{"levels.csv", "level\r\nphp\r\n"}});
  make_results(folder.path(), {{"inner/levels.csv", "level\r\nphp\r\n"}});
  CHECK(read_results(folder.path()).tables.empty());
}

TEST_CASE("results: numbers are numbers and names that look like some stay names") {
  for (const char* number : {"0", "7", "-3", "12.5", "0.25", "-0.5", "1.5e-05", "2e+20"})
    CHECK_MESSAGE(number_of(number).has_value(), number);
  for (const char* name : {"",
                           "-",
                           "007",
                           "1e5",
                           "0x10",
                           "1.",
                           ".5",
                           "+1",
                           "inf",
                           "nan",
                           "7 d",
                           "1e",
                           "1E5",
                           "1.e+5",
                           "-.5",
                           "1.5e5",
                           "1e+",
                           "00"})
    CHECK_MESSAGE(!number_of(name).has_value(), name);
}

TEST_CASE("csv: what was kept from being a formula is read as it was") {
  for (const char* text : {"=1+2", "-x", "@a", "\tb", " =3", "plain", "it's"}) {
    const std::string field = stepdown::analysis::csv_field(text);
    const std::vector<stepdown::models::CsvCell> cells =
        stepdown::models::CsvScanner(field, ',').next_record();
    REQUIRE(cells.size() == 1);
    CHECK(text_of_field(cells.front().text) == std::string(text));
  }
}

TEST_SUITE_END();
