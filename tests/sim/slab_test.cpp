#include "sim/slab.hpp"

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::Slab;

TEST_CASE("slab: the index released last is given out first") {
  Slab<int> slab;
  const auto a = slab.acquire(10);
  const auto b = slab.acquire(20);
  const auto c = slab.acquire(30);
  CHECK(slab[b] == 20);
  slab.release(a);
  slab.release(b);
  CHECK(slab.size() == 1);
  CHECK(slab.acquire(40) == b);
  CHECK(slab.acquire(50) == a);
  CHECK(slab[a] == 50);
  CHECK(slab[c] == 30);
}

TEST_CASE("slab: the high water mark is the most that was in use at once") {
  Slab<int> slab;
  const auto a = slab.acquire(1);
  slab.release(a);
  const auto b = slab.acquire(2);
  static_cast<void>(slab.acquire(3));
  slab.release(b);
  CHECK(slab.size() == 1);
  CHECK(slab.high_water() == 2);
  slab.clear();
  CHECK(slab.size() == 0);
  CHECK(slab.high_water() == 0);
  CHECK(slab.acquire(4) == 0);
}

TEST_SUITE_END();
