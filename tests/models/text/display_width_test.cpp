#include "models/text/display_width.hpp"

#include <doctest/doctest.h>

#include <string>

using stepdown::models::display_width;
using stepdown::models::prefix_within;
using stepdown::models::shortened;

TEST_SUITE_BEGIN("unit");

TEST_CASE("display width: what is wide counts twice and what joins counts nothing") {
  CHECK(display_width("") == 0);
  CHECK(display_width("plain text") == 10);
  CHECK(display_width("détox") == 5);
  CHECK(display_width("de\u0301tox") == 5);  // the accent is a character of its own
  CHECK(display_width("4 ± 1 (3–5) …") == 13);
  CHECK(display_width("病棟") == 4);
  CHECK(display_width("ｗｉｄｅ") == 8);
  CHECK(display_width("병동") == 4);
  CHECK(display_width("🏥 ward") == 7);
  CHECK(display_width("✓ met") == 5);
  CHECK(display_width("✗ missed") == 8);
  CHECK(display_width("מחלקה") == 5);
  CHECK(display_width("a\u200Db") == 2);  // zero-width joiner
  CHECK(display_width("\U00020000") == 2);
}

TEST_CASE("display width: text is cut where it fits and never within a character") {
  CHECK(prefix_within("abc", 2) == 2);
  CHECK(prefix_within("abc", 9) == 3);
  CHECK(prefix_within("病棟", 3) == 3);  // bytes: one ideograph, as two take four columns
  CHECK(prefix_within("病棟", 1) == 0);
  CHECK(prefix_within("e\u0301f", 1) == 3);  // with its accent
  CHECK(shortened("ward", 4) == "ward");
  CHECK(shortened("wards", 4) == "war…");
  CHECK(shortened("病棟病棟", 4) == "病…");
  CHECK(shortened("wards", 1) == "…");
  CHECK(shortened("wards", 0).empty());
}

TEST_SUITE_END();
