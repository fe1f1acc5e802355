#include "sim/time.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <concepts>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::Clock;
using stepdown::sim::Days;
using stepdown::sim::Instant;
using stepdown::sim::PerDay;

namespace {

template <class Moment>
concept CanBeAdded = requires(Moment moment) { moment + moment; };

template <class AnyClock>
concept CanBeAsked = requires { AnyClock::now(); };

}  // namespace

TEST_CASE("time: hours and weeks become days and bare numbers do not") {
  using namespace std::chrono_literals;
  CHECK(Days{6h}.count() == 0.25);
  CHECK(Days{std::chrono::weeks{2}}.count() == 14);
  static_assert(!std::convertible_to<double, Days>);
}

TEST_CASE("time: two moments can be subtracted and not added") {
  const Instant start{Days{3}};
  const Instant end{Days{10}};
  CHECK((end - start).count() == 7);
  CHECK(start + Days{7} == end);
  static_assert(!CanBeAdded<Instant>);
  static_assert(!CanBeAsked<Clock>);
}

TEST_CASE("time: a rate times a length of time is a pure number") {
  const PerDay arrivals{6};
  static_assert(std::same_as<decltype(arrivals * Days{2}), double>);
  CHECK(arrivals * Days{2} == 12);
  CHECK(Days{2} * arrivals == 12);
  CHECK((arrivals + PerDay{1}) / 2 == PerDay{3.5});
  CHECK(arrivals / PerDay{4} == 1.5);
  CHECK(arrivals > 0.5 * arrivals);
  CHECK(arrivals - PerDay{2} == PerDay{4});
}

TEST_SUITE_END();
