#include "tests/architecture/source_text.hpp"

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("architecture");

using stepdown::tests::code_only;
using stepdown::tests::find_word;
using stepdown::tests::includes_of;

TEST_CASE("source text: comments and literals are blanked and positions stay") {
  CHECK(code_only("a // b\nc") == "a     \nc");
  CHECK(code_only("a /* b\nc */ d") == "a     \n     d");
  CHECK(code_only("f(\"x\\\"y\", 'z', '\\'')") == "f(      ,    ,     )");
  CHECK(code_only("R\"(a\")b\" c)\" + d") == "             + d");
  CHECK(code_only("1'000'000 // x") == "1'000'000     ");
  CHECK(code_only("\"open") == "     ");
}

TEST_CASE("source text: includes are found with their kind and line") {
  const auto includes = includes_of(
      "#pragma once\n#include \"sim/time.hpp\"  // why\n  #  include <vector>\n"
      "// #include <map>\nauto s = \"#include <set>\";\n");
  REQUIRE(includes.size() == 2);
  CHECK(includes[0].target == "sim/time.hpp");
  CHECK(includes[0].quoted);
  CHECK(includes[0].line == 2);
  CHECK(includes[1].target == "vector");
  CHECK_FALSE(includes[1].quoted);
  CHECK(includes[1].line == 3);
}

TEST_CASE("source text: a word is found only as a word of its own") {
  CHECK(find_word("try retry try_ try", "try") == std::vector<std::size_t>{0, 15});
}

TEST_SUITE_END();
