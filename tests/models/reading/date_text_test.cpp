#include "models/reading/date_text.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string_view>

namespace stepdown::models {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("date text: dates in other ways are told as they may be meant") {
  const auto hint = [](std::string_view text) { return parse_date(text).hint; };
  CHECK(hint("3/1/2026") == "; write 2026-03-01 or 2026-01-03");
  CHECK(hint("3/3/2026") == "; write 2026-03-03");
  CHECK(hint("13/1/2026") == "; write 2026-01-13");
  CHECK(hint("2026-3-1") == "; write 2026-03-01");
  CHECK(hint("2026/03/01") == "; write 2026-03-01");
  CHECK(hint("27-01-05") == "; write 2027-01-05 or 2005-01-27");
  CHECK(hint("1.3.2026") == "; write 2026-03-01");
  CHECK(hint("3/1/26") == "; write 2026-03-01 or 2026-01-03");
  for (const char* text : {"March 1, 2026", "1 March 2026", "1st of Mar 2026", "mar 1 26"}) {
    CAPTURE(text);
    CHECK(hint(text) == "; write 2026-03-01");
  }
  for (const char* text :
       {"yesterday", "31/31/2026", "2026", "1/2", "March", "2026-02-30-01", "May Day 1 2026"}) {
    CAPTURE(text);
    CHECK(hint(text).empty());
  }
}

TEST_CASE("date text: dates in the format of their file") {
  const auto days = [](std::string_view text, std::string_view format) {
    const auto known = parse_date_format(format);
    REQUIRE(known.has_value());
    return parse_date_time(text, *known).value;
  };
  CHECK(days("1/2/1970", "m/d/y") == 1.0);
  CHECK(days("2.1.1970", "d.m.y") == 1.0);
  CHECK(days("1970-1-2 6:00", "y-m-d") == 1.25);
  CHECK(days("01/02/1970T12:00", "m/d/y") == 1.5);
  CHECK(days("1/1/00", "m/d/y") == 10957.0);
  CHECK_FALSE(days("2026-01-05", "m/d/y").has_value());
  CHECK_FALSE(days("13/1/2026", "m/d/y").has_value());
  CHECK_FALSE(days("1/1/2026 24:00", "m/d/y").has_value());
  CHECK_FALSE(days("1/1/226", "m/d/y").has_value());
  for (const char* text : {"", "m/d", "m/d-y", "mm/dd/yyyy", "y/d/m", "m d y"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date_format(text).has_value());
  }
}

TEST_CASE("date text: only dates that exist are dates") {
  const auto date = [](int y, unsigned m, unsigned d) {
    return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
  };
  CHECK(parse_date("2026-01-05").value == date(2026, 1, 5));
  CHECK(parse_date("2028-02-29").value == date(2028, 2, 29));
  for (const char* text : {"2026-02-29",
                           "2026-02-30",
                           "2026-13-01",
                           "2026-00-01",
                           "2026-01-00",
                           "26-01-05",
                           "2026-1-5",
                           "05/01/2026",
                           "2026-01-05 ",
                           "1899-12-31",
                           "",
                           "2026-01-05T00:00",
                           "2026_01_05",
                           "-026-01-05"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).value.has_value());
  }
}

TEST_CASE("date text: a date with a time is days since 1970 and a fraction") {
  CHECK(parse_date_time("1970-01-02").value == 1.0);
  CHECK(parse_date_time("1970-01-02T12:00").value == 1.5);
  CHECK(parse_date_time("1970-01-02 06:00:00").value == 1.25);
  CHECK(parse_date_time("1970-01-01 23:59:59").value == doctest::Approx(1 - 1.0 / 86400));
  for (const char* text : {"1970-01-02T24:00",
                           "1970-01-02T12",
                           "1970-01-02T12:60",
                           "1970-01-02x12:00",
                           "1970-01-02T12:00:60",
                           "1970-01-02T12:00Z",
                           "12:00",
                           ""}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date_time(text).value.has_value());
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
