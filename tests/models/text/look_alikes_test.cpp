#include "models/text/look_alikes.hpp"

#include <doctest/doctest.h>

namespace stepdown::models {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("look-alikes: the first of them with its place") {
  const auto found = first_look_alike("\u00E9 7\u202Fd\u00A0");
  REQUIRE(found.has_value());
  CHECK(found->at == 4);
  CHECK(found->length == 3);
  CHECK(found->name == "a narrow no-break space (U+202F)");
  CHECK_FALSE(first_look_alike("plain text, \u00E9 and \u65E5").has_value());
  CHECK_FALSE(first_look_alike("").has_value());
}

TEST_CASE("look-alikes: plain characters in their place") {
  CHECK(with_plain_characters("\u201Cphp\u201D") == "php");
  CHECK(with_plain_characters("\u00A07\u00A0d ") == "7 d");
  CHECK(with_plain_characters("\uFEFFho\u200Bme") == "home");
  CHECK(with_plain_characters("\u22642 \u2013 3") == "<=2 - 3");
  CHECK(with_plain_characters("\u201C\u201D").empty());
  CHECK(look_alike_hint("it's 7 d").empty());
  CHECK(look_alike_hint("\u20185 d\u2019") == "; it has a curly quote (U+2018): write '5 d'");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
