#include "sim/threads/held_failure.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace stepdown::sim {

TEST_SUITE_BEGIN("unit");

TEST_CASE("held failure: what is thrown comes later") {
  HeldFailure failure;
  CHECK(failure.run([] { return 7; }) == 7);
  CHECK_NOTHROW(failure.release());
  CHECK_FALSE(failure.run([]() -> int { throw std::runtime_error("no"); }).has_value());
  CHECK_THROWS_WITH_AS(failure.release(), "no", std::runtime_error);
  CHECK_NOTHROW(failure.release());  // once
}

TEST_SUITE_END();

}  // namespace stepdown::sim
