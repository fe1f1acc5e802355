#include "analysis/report/text_table.hpp"

#include <doctest/doctest.h>

#include <string>

using stepdown::analysis::aligned;
using stepdown::analysis::Page;

TEST_SUITE_BEGIN("unit");

TEST_CASE("text table: columns are as wide as their widest cell on a terminal") {
  CHECK(aligned({{"level", "n"}, {"détox", "10"}, {"a", "1 ± 2"}}) ==
        "level      n\n"
        "détox     10\n"
        "a      1 ± 2\n");
  CHECK(aligned({{"level", "n"}, {"病棟病", "10"}, {"🏥", "2"}}) ==
        "level    n\n"
        "病棟病  10\n"
        "🏥       2\n");
  CHECK(aligned({}).empty());
}

TEST_CASE(
    "text table: headings of a table that is too wide stand in more lines above the figures") {
  CHECK(aligned({{"level", "mean stay d", "load per place"}, {"php", "18.0", "0.83"}}, Page{24}) ==
        "         mean  load per\n"
        "level  stay d     place\n"
        "php      18.0      0.83\n");
  // Two rows of headings are as they were given where they fit.
  CHECK(aligned({{"", "use of"}, {"level", "places %"}, {"php", "89.9"}}, {}, 2) ==
        "         use of\n"
        "level  places %\n"
        "php        89.9\n");
}

TEST_CASE("text table: labels that are too long stand in more lines and end with an ellipsis") {
  CHECK(aligned({{"level", "places"},
                 {"Withdrawal management (ASAM 3.7-WM)", "10"},
                 {"Aftercare", "180"}},
                Page{30}) ==
        "level                   places\n"
        "Withdrawal management       10\n"
        "  (ASAM 3.7-WM)\n"
        "Aftercare                  180\n");
  CHECK(aligned({{"level", "places"},
                 {"one two three four five six seven eight nine ten eleven twelve", "1"}},
                Page{24}) ==
        "level             places\n"
        "one two three          1\n"
        "  four five six\n"
        "  seven eight …\n");
}

TEST_CASE("text table: one that still is too wide is cut into blocks with the first column again") {
  const std::string wide(30, 'x');
  const std::string gap(29, ' ');
  CHECK(aligned({{"row", "a", "b", "c"}, {"1", wide, wide, "3"}}) ==
        "row  " + gap + "a  " + gap + "b  c\n" +  //
            "1    " + wide + "  " + wide + "  3\n");
  CHECK(aligned({{"row", "a", "b", "c", "d"}, {"1", wide, wide, wide, "4"}}) ==
        "row  " + gap + "a  " + gap + "b\n" +  //
            "1    " + wide + "  " + wide + "\n" +
            "\n"
            "row  " +
            gap + "c  d\n" +  //
            "1    " + wide + "  4\n");
  CHECK(aligned({{"row", "a", "b", "c", "d"}, {"1", wide, wide, wide, "4"}}, Page{110})
            .find("\n\n") == std::string::npos);
}

TEST_CASE("text table: no block is much wider than the others") {
  // All but the last fit into 80.
  const std::string cell(13, 'x');
  const std::string gap(12, ' ');
  CHECK(
      aligned({{"row", "a", "b", "c", "d", "e", "f"}, {"1", cell, cell, cell, cell, cell, "6"}}) ==
      "row  " + gap + "a  " + gap + "b  " + gap + "c\n" +  //
          "1    " + cell + "  " + cell + "  " + cell + "\n" +
          "\n"
          "row  " +
          gap + "d  " + gap + "e  f\n" +  //
          "1    " + cell + "  " + cell + "  6\n");
}

TEST_CASE("text table: foreign text is visible and does not end a line") {
  CHECK(aligned({{"level", "n"}, {"a\nb\x1b[2J", "1"}}) ==
        "level        n\n"
        "a\\nb\\x1b[2J  1\n");
}

TEST_SUITE_END();
