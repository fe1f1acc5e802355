#include "sim/event_queue.hpp"

#include "sim/contract.hpp"
#include "sim/random_stream.hpp"
#include "tests/sim/oracle_queue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::Event;
using stepdown::sim::EventQueue;
using stepdown::sim::is_before;
using stepdown::sim::KeyedEngine;
using stepdown::sim::one_tick;
using stepdown::sim::open_unit;
using stepdown::sim::QueueForecast;
using stepdown::sim::to_days;
using stepdown::sim::to_ticks;
using stepdown::tests::OracleQueue;

namespace {

template <class Queue>
std::vector<Event> drained(Queue& queue) {
  std::vector<Event> events;
  while (!queue.empty()) {
    events.push_back(queue.top());
    queue.pop();
  }
  return events;
}

/// Days until the next event of an entity.
using Delay = double (*)(KeyedEngine&);

double exponential(KeyedEngine& engine) {
  return -30 * std::log(open_unit(engine()));
}

/// Whole days from 0 to 15: many ties, some at the very moment.
double whole_days(KeyedEngine& engine) {
  return engine() % 16;
}

/// Half of them within minutes, the other half up to ten years away.
double bursts(KeyedEngine& engine) {
  const double u = open_unit(engine());
  return engine() % 2 == 0 ? u / 1000 : u * 3650;
}

/// Both queues are given the same entities, each of which schedules its next event when one is
/// taken; the order must be the same to the last event.
void check_same_order(const QueueForecast& forecast, int entities, int takes, Delay delay) {
  CAPTURE(forecast.events_per_day);
  CAPTURE(entities);
  EventQueue queue{forecast};
  OracleQueue oracle{forecast};
  KeyedEngine engine{{.seed = 11}};
  for (int i = 0; i < entities; ++i) {
    const Event event{.time = forecast.start + to_ticks(delay(engine)),
                      .order = std::uint64_t{engine() % 1000}};
    queue.push(event);
    oracle.push(event);
  }
  bool is_same = true;
  for (int i = 0; i < takes && !oracle.empty() && is_same; ++i) {
    const Event event = queue.take();
    is_same = event == oracle.top();
    oracle.pop();
    const int children =
        static_cast<int>(engine() % 64 == 0) + static_cast<int>(engine() % 64 != 1);
    for (int child = 0; child < children; ++child) {
      const Event next{.time = event.time + to_ticks(delay(engine)),
                       .order = std::uint64_t{engine() % 1000}};
      queue.push(next);
      oracle.push(next);
    }
  }
  CHECK(is_same);
  CHECK(queue.size() == oracle.size());
  CHECK(queue.beyond_horizon() == oracle.beyond_horizon());
  CHECK(drained(queue) == drained(oracle));
}

}  // namespace

TEST_CASE("event queue: events leave in the order of time") {
  EventQueue queue{{.horizon = to_ticks(100), .events_per_day = 1}};
  for (const double time : {30.0, 10.0, 99.5, 20.0, 0.0})
    queue.push({.time = to_ticks(time), .order = 1});
  std::vector<double> times;
  for (const Event& event : drained(queue))
    times.push_back(to_days(event.time));
  CHECK(times == std::vector<double>{0, 10, 20, 30, 99.5});
}

TEST_CASE("event queue: events due at the same moment leave by their order") {
  EventQueue queue{{.horizon = to_ticks(100), .events_per_day = 1}};
  for (const std::uint64_t order : {7U, 3U, 9U, 1U})
    queue.push({.time = to_ticks(5), .order = order});
  queue.push({.time = to_ticks(4), .order = 100});
  std::vector<std::uint64_t> orders;
  for (const Event& event : drained(queue))
    orders.push_back(event.order);
  CHECK(orders == std::vector<std::uint64_t>{100, 1, 3, 7, 9});
}

TEST_CASE("event queue: an event pushed at the present moment is served in its order") {
  EventQueue queue{{.horizon = to_ticks(100), .events_per_day = 1}};
  queue.push({.time = to_ticks(5), .order = 2});
  queue.push({.time = to_ticks(5), .order = 8});
  CHECK(queue.take() == Event{.time = to_ticks(5), .order = 2});
  queue.push({.time = to_ticks(5), .order = 4});
  queue.push({.time = to_ticks(5), .order = 1});
  CHECK(queue.take() == Event{.time = to_ticks(5), .order = 1});
  CHECK(queue.take() == Event{.time = to_ticks(5), .order = 4});
  CHECK(queue.take() == Event{.time = to_ticks(5), .order = 8});
  CHECK(queue.empty());
}

TEST_CASE("event queue: events at or after the horizon are only counted") {
  EventQueue queue{{.horizon = to_ticks(100), .events_per_day = 1}};
  queue.push({.time = to_ticks(100), .order = 1});
  queue.push({.time = stepdown::sim::never, .order = 2});
  CHECK(queue.empty());
  CHECK(queue.beyond_horizon() == 2);
  queue.push({.time = to_ticks(100) - one_tick, .order = 3});
  CHECK(queue.size() == 1);
}

TEST_CASE("event queue: an empty one is refused to answer and can be filled again") {
  EventQueue queue{{.horizon = to_ticks(100), .events_per_day = 1}};
  CHECK_THROWS_AS(static_cast<void>(queue.top()), stepdown::sim::ContractViolation);
  queue.push({.time = to_ticks(50), .order = 1});
  CHECK(queue.take().time == to_ticks(50));
  CHECK_THROWS_AS(queue.pop(), stepdown::sim::ContractViolation);
  queue.push({.time = to_ticks(50.5), .order = 1});
  queue.push({.time = to_ticks(50.25), .order = 1});
  CHECK(queue.take().time == to_ticks(50.25));
  CHECK(queue.take().time == to_ticks(50.5));
}

TEST_CASE("event queue: a senseless forecast is refused") {
  CHECK_THROWS_AS(EventQueue({.horizon = to_ticks(10), .events_per_day = 0}),
                  stepdown::sim::ContractViolation);
  CHECK_THROWS_AS(EventQueue({.horizon = stepdown::sim::never, .events_per_day = 1}),
                  stepdown::sim::ContractViolation);
}

TEST_CASE("event queue: who opens a bucket is shown events that are still to come") {
  EventQueue queue{{.horizon = to_ticks(1000), .events_per_day = 10}};
  for (std::uint64_t i = 0; i < 500; ++i)
    queue.push({.time = to_ticks(static_cast<double>(i * 37 % 1000)), .order = i});
  std::vector<Event> shown;
  std::size_t taken = 0;
  while (!queue.empty()) {
    const std::size_t shown_before = shown.size();
    const Event first = queue.take([&](std::span<const Event> coming) {
      shown.insert(shown.end(), coming.begin(), coming.end());
    });
    for (std::size_t i = shown_before; i < shown.size(); ++i)
      CHECK(is_before(first, shown[i]));
    ++taken;
  }
  CHECK(taken == 500);
  CHECK(shown.size() > 400);
  std::ranges::sort(shown, is_before);
  CHECK(std::ranges::adjacent_find(shown) == shown.end());
}

TEST_CASE("event queue: it serves the same order as a heap for any forecast and any load") {
  for (const double wrong : {0.0001, 0.01, 1.0, 100.0, 10000.0}) {
    for (const int entities : {1, 10, 1000}) {
      const double rate = entities / 30.0 * wrong;
      const QueueForecast forecast{.horizon = to_ticks(3000), .events_per_day = rate};
      check_same_order(forecast, entities, 20000, exponential);
      check_same_order(forecast, entities, 20000, whole_days);
      check_same_order(forecast, entities, 20000, bursts);
    }
  }
}

TEST_CASE("event queue: it serves the same order as a heap over three centuries") {
  // 300 years at 100 times the true rate: the wide buckets are used up and laid out anew many
  // times.
  const QueueForecast forecast{
      .start = to_ticks(1000), .horizon = to_ticks(1000 + 365.25 * 300), .events_per_day = 300};
  check_same_order(forecast, 30, 200000, exponential);
  check_same_order(forecast, 30, 20000, bursts);
}

TEST_CASE("event queue: many ties at one moment stay in order and affordable") {
  // 20,000 events at noon of day 7, half of them pushed while noon is served.
  EventQueue queue{{.horizon = to_ticks(100), .events_per_day = 10}};
  constexpr std::uint64_t half = 10000;
  for (std::uint64_t i = 0; i < half; ++i)
    queue.push({.time = to_ticks(7.5), .order = i * 7919 % half * 2});
  std::uint64_t wanted = 0;
  bool is_in_order = true;
  while (!queue.empty()) {
    is_in_order = is_in_order && queue.take().order == wanted;
    if (wanted % 2 == 0) queue.push({.time = to_ticks(7.5), .order = wanted + 1});
    ++wanted;
  }
  CHECK(is_in_order);
  CHECK(wanted == 2 * half);
}

TEST_CASE("event queue: a reset queue has forgotten everything") {
  EventQueue queue{{.horizon = to_ticks(100), .events_per_day = 1000}};
  for (std::uint64_t i = 0; i < 5000; ++i)
    queue.push({.time = to_ticks(static_cast<double>(i % 110)), .order = i});
  for (int i = 0; i < 1000; ++i)
    queue.pop();
  queue.reset({.start = to_ticks(5), .horizon = to_ticks(20), .events_per_day = 1});
  CHECK(queue.empty());
  CHECK(queue.beyond_horizon() == 0);
  queue.push({.time = to_ticks(12), .order = 1});
  queue.push({.time = to_ticks(6), .order = 2});
  queue.push({.time = to_ticks(25), .order = 3});
  CHECK(queue.beyond_horizon() == 1);
  CHECK(queue.take().time == to_ticks(6));
  CHECK(queue.take().time == to_ticks(12));
  CHECK(queue.empty());
}

TEST_SUITE_END();
