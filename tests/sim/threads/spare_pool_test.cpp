#include "sim/threads/spare_pool.hpp"

#include <doctest/doctest.h>

#include <string>

TEST_SUITE_BEGIN("unit");

TEST_CASE("spare pool: it hands out what was given to it and nothing else") {
  stepdown::sim::SparePool<std::string> pool;
  CHECK_FALSE(pool.take());
  pool.give("first");
  pool.give("second");
  CHECK(pool.take() == "second");
  CHECK(pool.take() == "first");
  CHECK_FALSE(pool.take());
}

TEST_SUITE_END();
