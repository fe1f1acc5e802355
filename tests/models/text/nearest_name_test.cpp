#include "models/text/nearest_name.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stepdown::models {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE(
    "nearest name: the distance counts inserted and deleted and replaced and swapped letters") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("places", "places") == 0);
  CHECK(edit_distance("plces", "places") == 1);
  CHECK(edit_distance("placess", "places") == 1);
  CHECK(edit_distance("plazes", "places") == 1);
  CHECK(edit_distance("plcaes", "places") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("nearest name: at most two changes and one for short names") {
  const std::vector<std::string> known{"places", "patience", "to", "hold"};
  CHECK(nearest_name("plaecs", known) == "places");
  CHECK(nearest_name("pattience", known) == "patience");
  CHECK_FALSE(nearest_name("capacity", known).has_value());
  CHECK(nearest_name("hodl", known) == "hold");
  CHECK_FALSE(nearest_name("bold_", known).has_value());  // two changes of four letters
  CHECK_FALSE(nearest_name("x", known).has_value());
  CHECK_FALSE(nearest_name(std::string(100'000, 'a'), known).has_value());
}

TEST_CASE("nearest name: capitals do not count") {
  const std::vector<std::string> known{"op", "iop", "IOP_2", "x"};
  CHECK(nearest_name("IOP", known) == "iop");
  CHECK(nearest_name("iop_2", known) == "IOP_2");
  CHECK(nearest_name("X", known) == "x");
  CHECK(nearest_name("Iopp", known) == "iop");
}

TEST_CASE("nearest name: a character that looks like another is named") {
  const std::vector<std::string> known{"php", "iop"};
  CHECK(did_you_mean("\u201Cphp\u201D", known) == "; it has a curly quote (U+201C): write 'php'");
  CHECK(did_you_mean("PHP\u200B", known) == "; it has a zero-width space (U+200B): write 'php'");
  CHECK(did_you_mean("a\u2013b", known) == "; it has an en dash (U+2013): write 'a-b'");
}

TEST_CASE("nearest name: among equals the first is taken") {
  const std::vector<std::string> known{"level_a", "level_b"};
  CHECK(nearest_name("level_c", known) == "level_a");
  CHECK(did_you_mean("level_c", known) == "; did you mean 'level_a'?");
  CHECK(did_you_mean("nothing like it", known).empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
