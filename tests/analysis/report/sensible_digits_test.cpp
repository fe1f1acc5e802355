#include "analysis/report/sensible_digits.hpp"

#include <doctest/doctest.h>

#include <optional>

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

TEST_SUITE_END();
