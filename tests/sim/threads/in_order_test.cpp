#include "sim/threads/in_order.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <future>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::InOrder;

namespace {

/// Consumes by calling `Action`, whatever its type is called.
template <class Action>
InOrder<int, Action> in_order(std::size_t most_waiting, Action action) {
  return InOrder<int, Action>{0, most_waiting, std::move(action)};
}

}  // namespace

TEST_CASE("in order: results that come too early wait for their turn") {
  std::vector<int> consumed;
  auto order = in_order(2, [&](int number, int result) {
    CHECK(result == 10 * number);
    consumed.push_back(number);
  });
  for (const int number : {2, 3, 1})
    order.bring(number, 10 * number);
  CHECK(consumed.empty());
  CHECK(order.next() == 0);
  order.bring(0, 0);
  CHECK(consumed == std::vector<int>{0, 1, 2, 3});
  CHECK(order.next() == 4);
}

// The first is consumed until the second has been brought, which would never come if its thread had
// to wait.
TEST_CASE("in order: nobody waits for another thread that consumes") {
  std::promise<void> is_consuming;
  std::promise<void> is_brought;
  std::vector<int> consumed;
  auto order = in_order(2, [&](int number, int /*result*/) {
    consumed.push_back(number);
    if (number > 0) return;
    is_consuming.set_value();
    is_brought.get_future().wait();
  });
  auto first = std::async(std::launch::async, [&] { order.bring(0, 0); });
  is_consuming.get_future().wait();
  order.bring(1, 0);
  is_brought.set_value();
  first.get();
  CHECK(consumed == std::vector<int>{0, 1});
}

TEST_CASE("in order: who brings more than may lie there waits") {
  std::promise<void> is_consuming;
  std::promise<void> may_go_on;
  std::atomic<int> brought = 0;
  auto order = in_order(1, [&](int number, int /*result*/) {
    if (number > 0) return;
    is_consuming.set_value();
    may_go_on.get_future().wait();
  });
  auto first = std::async(std::launch::async, [&] { order.bring(0, 0); });
  is_consuming.get_future().wait();
  auto others = std::async(std::launch::async, [&] {
    for (const int number : {1, 2}) {
      order.bring(number, 0);
      ++brought;
    }
  });
  while (brought == 0)
    std::this_thread::yield();
  CHECK(others.wait_for(std::chrono::milliseconds{20}) == std::future_status::timeout);
  CHECK(brought == 1);
  may_go_on.set_value();
  first.get();
  others.get();
  CHECK(brought == 2);
  CHECK(order.next() == 3);
}

TEST_CASE("in order: nothing is consumed after a failure") {
  std::vector<int> consumed;
  auto order = in_order(2, [&](int number, int /*result*/) {
    consumed.push_back(number);
    if (number == 1) throw std::runtime_error("no");
  });
  order.bring(0, 0);
  order.bring(2, 0);
  CHECK_THROWS_AS(order.bring(1, 0), std::runtime_error);
  order.bring(3, 0);
  CHECK(consumed == std::vector<int>{0, 1});
}

TEST_SUITE_END();
