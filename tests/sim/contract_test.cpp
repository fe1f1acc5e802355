#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <source_location>
#include <string>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::ContractViolation;
using stepdown::sim::expects;

TEST_CASE("contract: a kept promise costs nothing") {
  CHECK_NOTHROW(expects(true, "places are not negative"));
}

TEST_CASE("contract: a broken promise names the place and the promise") {
  std::string text;
  const auto line = std::source_location::current().line() + 2;
  try {
    expects(false, "places are not negative");
  } catch (const ContractViolation& violation) {
    text = violation.what();
  }
  const std::string wanted =
      "contract_test.cpp:" + std::to_string(line) + ": broken promise: places are not negative";
  CAPTURE(text);
  CHECK(text.ends_with(wanted));
}

TEST_SUITE_END();
