#include "models/reading/quantity.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

namespace stepdown::models {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("quantity: a duration is in days whatever its unit") {
  CHECK(parse_duration("24 d").value == 24.0);
  CHECK(parse_duration("24d").value == 24.0);
  CHECK(parse_duration("6 h").value == 0.25);
  CHECK(parse_duration("36 min").value == 36.0 / 1440);
  CHECK(parse_duration("26 wk").value == 182.0);
  CHECK(parse_duration("3 y").value == 1095.0);
  CHECK(parse_duration("0 d").value == 0.0);
  CHECK(parse_duration("1.5e1 d").value == 15.0);
  CHECK(parse_duration(".5 d").value == 0.5);
}

TEST_CASE("quantity: a duration without a sound unit or number is refused") {
  for (const char* text :
       {"24",      "24 days", "24 mo",   "d",          "",       " ",      "-1 d",  "24 d d",
        "1e999 d", "nan d",   "inf d",   "infinity d", ".inf d", "0x10 d", "010 d", "1,5 d",
        "1_000 d", "+5 d",    "1e300 y", "24 /d",      "2 4 d",  "--2 d",  "1e d",  "NaN(1) d"}) {
    CAPTURE(text);
    const auto parsed = parse_duration(text);
    CHECK_FALSE(parsed.value.has_value());
    CHECK(parsed.problem.starts_with("expected a duration"));
  }
  CHECK(parse_duration("24 days").problem ==
        "expected a duration with a unit (such as '24 d'), got '24 days'; write 'd'");
  CHECK(parse_duration("24").problem ==
        "expected a duration with a unit (such as '24 d'), got '24'");
}

TEST_CASE("quantity: a rate is per day whatever its unit") {
  CHECK(parse_rate("42 /wk").value == 6.0);
  CHECK(parse_rate("42/wk").value == 6.0);
  CHECK(parse_rate("0.5 /h").value == doctest::Approx(12.0));
  CHECK(parse_rate("365 /y").value == 1.0);
  CHECK(parse_rate("10 /1000y").value == 10.0 / 365'000);
  CHECK(parse_rate("10 / 1000 y").value == 10.0 / 365'000);
  for (const char* text : {"42",
                           "42 wk",
                           "42 /",
                           "42 /month",
                           "-1 /d",
                           "1 /0y",
                           "1 /0.0d",
                           "/wk",
                           "1 //d",
                           "1 /-1d",
                           "1e9 /min",
                           ""}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rate(text).value.has_value());
  }
}

TEST_CASE("quantity: a signed rate may be below 0 and other rates may not") {
  CHECK(parse_signed_rate("-7 /wk").value == -1.0);
  CHECK(parse_signed_rate("0.02 /d").value == 0.02);
  CHECK(parse_signed_rate("-0.02").problem ==
        "expected a rate with a unit, perhaps below 0 (such as '-0.02 /d'), got '-0.02'");
  CHECK(parse_rate("-0.02 /d").problem == "expected a rate of at least 0, got '-0.02 /d'");
  CHECK_FALSE(parse_signed_rate("-1e9 /min").value.has_value());
}

TEST_CASE("quantity: a growth is a fraction a year") {
  CHECK(parse_growth("2 %/y").value == 0.02);
  CHECK(parse_growth("-1.5%/y").value == -0.015);
  for (const char* text : {"0.02", "2 %", "2 %/wk", "-100 %/y", "5000 %/y", "%/y"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_growth(text).value.has_value());
  }
}

TEST_CASE("quantity: whole numbers have bounds and only digits") {
  constexpr auto largest = std::numeric_limits<std::uint64_t>::max();
  CHECK(parse_whole("0", 0, 10).value == 0U);
  CHECK(parse_whole("10", 0, 10).value == 10U);
  CHECK(parse_whole("18446744073709551615", 0, largest).value == largest);
  for (const char* text : {"11",
                           "-1",
                           "1.0",
                           "1e1",
                           "010",
                           "00",
                           "0x1",
                           "+1",
                           " 1",
                           "1 ",
                           "",
                           "18446744073709551616",
                           "ten"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_whole(text, 0, 10).value.has_value());
  }
}

TEST_CASE("quantity: a probability lies between 0 and 1 and is no percentage") {
  CHECK(parse_probability("0").value == 0.0);
  CHECK(parse_probability("1").value == 1.0);
  CHECK(parse_probability("1e-3").value == 0.001);
  for (const char* text : {"-0.1", "1.0000001", "50 %", "nan", ".5.", "yes", "1/2"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_probability(text).value.has_value());
  }
  CHECK(parse_probability("40 %").problem ==
        "expected a probability from 0 to 1, got '40 %'; write 0.4");
}

TEST_CASE("quantity: only dates that exist are dates") {
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

TEST_CASE("quantity: a date with a time is days since 1970 and a fraction") {
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
