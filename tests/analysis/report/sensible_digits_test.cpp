#include "analysis/report/sensible_digits.hpp"

#include <doctest/doctest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <random>

using stepdown::analysis::with_sensible_digits;

TEST_SUITE_BEGIN("unit");

TEST_CASE("sensible digits: four more than the half width needs") {
  CHECK(with_sensible_digits(6.123456789, 0.2) == 6.12346);
  CHECK(with_sensible_digits(6.123456789, 0.99) == 6.12346);
  CHECK(with_sensible_digits(6.123456789, 1.0) == 6.1235);
  CHECK(with_sensible_digits(0.000123456789, 0.00002) == 0.000123457);
  CHECK(with_sensible_digits(-6.123456789, 0.2) == -6.12346);
}

TEST_CASE("sensible digits: whole numbers are never cut") {
  CHECK(with_sensible_digits(1234567.8, 3e5) == 1234568);
  CHECK(with_sensible_digits(12345678.0, 3e7) == 12345678);
}

TEST_CASE("sensible digits: four of what is far below its interval") {
  CHECK(with_sensible_digits(0.0780123, 900.0) == 0.07801);
  CHECK(with_sensible_digits(1.23456e-9, 0.3) == 1.235e-9);
  CHECK(with_sensible_digits(0.0, 0.3) == 0);
}

TEST_CASE("sensible digits: seven without an interval") {
  CHECK(with_sensible_digits(1.0 / 3, std::nullopt) == 0.3333333);
  CHECK(with_sensible_digits(1.0 / 3, 0.0) == 0.3333333);
}

TEST_CASE("sensible digits: an interval that is as wide as a rounding shows none of it") {
  CHECK(with_sensible_digits(0.17000000000000004, 2e-17) == 0.17);
}

// That is what the text says which is then read; here of numbers near and on the middle between
// two.
TEST_CASE("sensible digits: round as a text of so many digits does") {
  CHECK(with_sensible_digits(2.5e-7, 1e-3) == 2.5e-7);
  CHECK(with_sensible_digits(1234.0625, 0.1) == 1234.0625);
  CHECK(with_sensible_digits(1234.03125, 1.0) == 1234.0312);
  CHECK(with_sensible_digits(1234.09375, 1.0) == 1234.0938);
  CHECK(with_sensible_digits(9999999.5, std::nullopt) == 10000000);
  CHECK(with_sensible_digits(0.99999996, std::nullopt) == 1);
  CHECK(with_sensible_digits(-0.99999994, std::nullopt) == -0.9999999);
  std::mt19937_64 engine(9);
  for (int i = 0; i < 3000; ++i) {
    const double number = (static_cast<double>(engine() % 20'000'000) + 0.5) / std::pow(10, i % 9);
    for (const double near : {std::nextafter(number, 0), number, std::nextafter(number, 1e9)}) {
      std::array<char, 32> text{};
      const auto written = std::to_chars(
          text.data(), text.data() + text.size(), near, std::chars_format::scientific, 6);
      double expected = 0;
      std::from_chars(text.data(), written.ptr, expected);
      CHECK(with_sensible_digits(near, std::nullopt) == expected);
    }
  }
}

TEST_SUITE_END();
