#include "analysis/report/wrapped_text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

using stepdown::analysis::broken_lines;
using stepdown::analysis::Page;
using stepdown::analysis::wrapped;

TEST_SUITE_BEGIN("unit");

TEST_CASE("wrapped text: lines that fit stay and longer ones go on below set in by two") {
  const Page page{20};
  CHECK(wrapped("warning: short\n", page) == "warning: short\n");
  CHECK(wrapped("", page).empty());
  CHECK(wrapped("\n\na\n", page) == "\n\na\n");
  CHECK(wrapped("warning: php does not settle within 800 d\n", page) ==
        "warning: php does\n"
        "  not settle within\n"
        "  800 d\n");
  CHECK(wrapped("one\n  php: a line that is set in, too\ntwo\n", page) ==
        "one\n"
        "  php: a line that\n"
        "    is set in, too\n"
        "two\n");
  CHECK(wrapped("no indent of the lines that go on", page, 0) ==
        "no indent of the\n"
        "lines that go on");
}

TEST_CASE("wrapped text: a line of just the width fits and a wide character counts twice") {
  CHECK(wrapped("aaaa bbbb", Page{9}) == "aaaa bbbb");
  CHECK(wrapped("aaaa bbbb", Page{8}) == "aaaa\n  bbbb");
  CHECK(wrapped("病棟 bbbb", Page{8}) == "病棟\n  bbbb");
}

TEST_CASE("wrapped text: long words are broken but paths stay whole to be copied") {
  CHECK(wrapped("in aaaaaaaaaaaaaaaaaaaaaaaaa now", Page{12}) ==
        "in\n"
        "  aaaaaaaaaa\n"
        "  aaaaaaaaaa\n"
        "  aaaaa now");
  CHECK(wrapped("Reports in reports/a_long_name_of_a_folder\n", Page{20}) ==
        "Reports in\n  reports/a_long_name_of_a_folder\n");
}

TEST_CASE("wrapped text: spaces within a line stay as they are") {
  CHECK(wrapped("expected a name, got 'a  b'", Page{18}) == "expected a name,\n  got 'a  b'");
}

TEST_CASE("wrapped text: sentences take at most 100 columns of a wide terminal") {
  const std::string one(60, 'a');
  const std::string two(60, 'b');
  CHECK(wrapped(fmt::format("{} {}", one, two), Page{160}) == fmt::format("{}\n  {}", one, two));
}

TEST_CASE("wrapped text: however narrow it ends") {
  CHECK(broken_lines("abc def", 0, 9).size() == 4);  // of two columns
  CHECK(broken_lines("", 5) == std::vector<std::string>{""});
}

TEST_SUITE_END();
