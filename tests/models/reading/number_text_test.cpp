#include "models/reading/number_text.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("number text: what to write instead of numbers in words") {
  const auto whole = [](std::string_view text) { return parse_whole(text, 0, 10'000).hint; };
  CHECK(whole("18 beds") == "; write 18");
  CHECK(whole("1e3") == "; write 1000");
  CHECK(whole("1,800") == "; thousands are not separated: write 1800");
  CHECK(whole("\u221218") == "; it has a minus sign (U+2212): write '-18'");
  CHECK(whole("1,80").find("write") == std::string::npos);
  CHECK(whole("2.5").empty());
  const auto probability = [](std::string_view text) { return parse_probability(text).hint; };
  CHECK(probability("75") == "; write 0.75");
  CHECK(probability("100") == "; write 1");
  CHECK(probability("1.2") == "; write 0.012 if 1.2 % is meant");
  CHECK(probability("101").empty());
}

TEST_CASE("number text: whole numbers have bounds and only digits") {
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

TEST_CASE("number text: a probability lies between 0 and 1 and is no percentage") {
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

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
