#include "analysis/views/table_sheets.hpp"

#include "analysis/report/input_file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using stepdown::analysis::ExcelFile;
using stepdown::analysis::form_of;
using stepdown::analysis::NumberForm;
using stepdown::analysis::sheet_name;
using stepdown::analysis::text_of;
using stepdown::tests::TemporaryFolder;

TEST_SUITE_BEGIN("unit");

TEST_CASE("sheets: a table gives its sheet a name for people") {
  CHECK(sheet_name("levels.csv") == "Levels");
  CHECK(sheet_name("census_monthly.csv") == "Census by month");
  CHECK(sheet_name("cost_effectiveness_plane.csv") == "Cost effectiveness plane");
}

TEST_CASE("sheets: numbers are shown as their unit asks") {
  CHECK(form_of("fraction") == NumberForm::Percent);
  CHECK(form_of("days") == NumberForm::Days);
  CHECK(form_of("money / year") == NumberForm::Money);
  CHECK(form_of("clocks") == NumberForm::Count);
  CHECK(form_of("people") == NumberForm::Plain);
}

TEST_CASE("sheets: a range names its sheet in quotes") {
  CHECK(text_of({"Levels", 1, 3, 2, 2}) == "'Levels'!$C$2:$C$4");
  CHECK(text_of({"It's", 0, 0, 0, 1}) == "'It''s'!$A$1:$B$1");
}

TEST_CASE("sheets: names that Excel refuses are changed and no two are the same") {
  const TemporaryFolder folder;
  ExcelFile file(folder.path() / "a.xlsx");
  CHECK(file.add_sheet("a/b").name() == "a b");
  CHECK(file.add_sheet("a:b").name() == "a b 2");
  const std::string longer(40, 'x');
  CHECK(file.add_sheet(longer).name() == std::string(31, 'x'));
  CHECK(file.add_sheet(longer).name() == fmt::format("{} 2", std::string(26, 'x')));
  file.close();
  const auto text = stepdown::analysis::plain_file_text(folder.path() / "a.xlsx", 1'000'000);
  REQUIRE(text.has_value());
  CHECK(text->starts_with("PK"));
}

TEST_SUITE_END();
