#include "models/reading/quantity.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("quantity: a duration is in days whatever its unit") {
  CHECK(parse_duration("24 d").value == 24.0);
  CHECK(parse_duration("15 pd", {5, true}).value == 21.0);
  CHECK(parse_duration("18 pd", {3, true}).value == 42.0);
  CHECK(parse_duration("0.5 pd", {7, true}).value == 0.5);
  CHECK(parse_duration("15 d", {5, true}).value == 15.0);
  CHECK(parse_duration("15 pd", {0, true}).hint ==
        "; program days need 'program_days_a_week: 5' in their level");
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
        "expected a duration with a unit (such as '24 d'), got '24 days'; write 24 d");
  CHECK(parse_duration("24").problem ==
        "expected a duration with a unit (such as '24 d'), got '24'; write 24 d if days are meant");
}

TEST_CASE("quantity: what to write instead of units in words") {
  const auto duration = [](std::string_view text) { return parse_duration(text).hint; };
  CHECK(duration("2 months") == "; months differ in length: write 61 d");
  CHECK(duration("3 m") == "; write 3 min, or 91 d if months are meant");
  CHECK(duration("1 Y") == "; write 1 y");
  CHECK(duration("7\u00A0d") == "; it has a no-break space (U+00A0): write '7 d'");
  CHECK(duration("three weeks") == "; write 3 wk");
  CHECK(duration("a day") == "; write 1 d");
  CHECK(duration("Two months") == "; write 61 d");
  const auto* const range =
      "; write one time, or {uniform: {min: 20 d, max: 30 d}} where times are drawn";
  CHECK(duration("20-30 d") == range);
  CHECK(duration("20 - 30 days") == range);
  CHECK(duration("20 d to 30 d") == range);
  CHECK(duration("20\u201330 d") == range);
  CHECK(duration("20 d ago") == "; units are min, h, d, wk and y");
  const auto rate = [](std::string_view text) { return parse_rate(text).hint; };
  CHECK(rate("3.5 per week") == "; write 3.5 /wk");
  CHECK(rate("3.5 a day") == "; write 3.5 /d");
  CHECK(rate("3.5 /week") == "; write 3.5 /wk");
  CHECK(rate("40 per month") == "; months differ in length: write 480 /y");
  CHECK(rate("3.5 d") == "; write 3.5 /d, or 1 /3.5d for one in that time");
  CHECK(rate("3.5") == "; write 3.5 /d or 3.5 /wk");
  CHECK(parse_rate("1 /3.5d").value == doctest::Approx(1 / 3.5));
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
        "expected a rate with a unit, perhaps below 0 (such as '-0.02 /d'), got '-0.02'; "
        "write -0.02 /d or -0.02 /wk");
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

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
