#include "tests/architecture/adding_guide.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

TEST_SUITE_BEGIN("architecture");

using stepdown::tests::listing;
using stepdown::tests::project_files;
using stepdown::tests::SourceFile;
using stepdown::tests::stale_recipes;

TEST_CASE("guide to adding: every place that it names is there") {
  const auto files = project_files({".hpp", ".cpp", ".md", "CMakeLists.txt"});
  const auto guide = std::ranges::find(files, "models/ADDING.md", &SourceFile::path);
  REQUIRE_MESSAGE(guide != files.end(), "run the tests in the root of the project");
  CHECK(listing(stale_recipes(guide->text, files)) == "");
  const std::array<std::string_view, 8> recipes = {"\n## A key: 3 files\n",
                                                   "\n## A counter: 2 files\n",
                                                   "\n## A histogram figure: 2 files\n",
                                                   "\n## A wide column: 1 file\n",
                                                   "\n## A distribution family: 2 files\n",
                                                   "\n## An arrival kind: 3 files\n",
                                                   "\n## A rule of care: ",
                                                   "\n## A diagnostic: "};
  for (const std::string_view recipe : recipes) {
    CAPTURE(recipe);
    CHECK(guide->text.find(recipe) != std::string::npos);
  }
}

TEST_CASE("guide to adding: what is stale is told") {
  const std::string guide =
      "# Adding\n"
      "## A key: 3 files\n"
      "Some words, `not` checked.\n"
      "1. `a.cpp`: the `row`\n"
      "   and the `gone` one\n"
      "2. `b.cpp`: `anything`\n"
      "3. nothing at all\n"
      "\n"
      "Words behind, `not` checked.\n"
      "## A rule\n"
      "1. `a.cpp`\n";
  CHECK(listing(stale_recipes(guide, {{"a.cpp", "row"}})) ==
        "A key: 3 files: 1: a.cpp has no 'gone'\n"
        "A key: 3 files: 2: there is no file b.cpp\n"
        "A key: 3 files: 3: names no file\n"
        "A rule: has 1 steps\n"
        "A rule: 1: names no place in a.cpp\n");
}

TEST_SUITE_END();
