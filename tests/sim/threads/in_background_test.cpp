#include "sim/threads/in_background.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>

namespace stepdown::sim {

TEST_SUITE_BEGIN("unit");

TEST_CASE("in background: what is begun goes on while the owner does and ends when waited for") {
  std::atomic<bool> may_end = false;
  std::atomic<bool> has_ended = false;
  InBackground one;
  CHECK_FALSE(one.is_busy());
  one.begin([&] {
    may_end.wait(false);
    has_ended = true;
  });
  CHECK(one.is_busy());
  CHECK_FALSE(has_ended);
  may_end = true;
  may_end.notify_all();
  one.finish();
  CHECK(has_ended);
  CHECK_FALSE(one.is_busy());
}

TEST_CASE("in background: what is thrown comes to who waits for the end") {
  InBackground one;
  one.begin([] { throw std::runtime_error("no"); });
  CHECK_THROWS_WITH_AS(one.finish(), "no", std::runtime_error);
  CHECK_NOTHROW(one.finish());  // once
  one.begin([] { throw std::runtime_error("no"); });
  bool has_begun = false;
  CHECK_THROWS_AS(one.begin([&] { has_begun = true; }), std::runtime_error);
  CHECK_FALSE(has_begun);
}

TEST_SUITE_END();

}  // namespace stepdown::sim
