#include "analysis/formulas/filling_level.hpp"

#include "analysis/formulas/erlang.hpp"

#include <doctest/doctest.h>

#include <cmath>

using doctest::Approx;
using stepdown::analysis::FillingLevel;
using stepdown::analysis::FillingSystem;
using stepdown::analysis::solve;

TEST_SUITE_BEGIN("unit");

TEST_CASE("filling level: its long run is that of Erlang C with exponential stays") {
  const FillingSystem system{.mean_stay = 42, .places = 10};
  const double rate = 0.95 * 10 / 42;
  FillingLevel level(system, rate);
  REQUIRE(level.settle(rate));
  const auto exact = solve({.lambda = rate, .mu = 1 / 42.0, .c = 10});
  CHECK(level.census() == Approx(exact->census).epsilon(1e-4));
  CHECK(level.list() == Approx(exact->list).epsilon(1e-3));
}

TEST_CASE("filling level: its long run is that of Erlang A with patience") {
  const FillingSystem system{.mean_stay = 10, .places = 20, .mean_patience = 15};
  FillingLevel level(system, 2.4);  // more than can be served
  REQUIRE(level.settle(2.4));
  const auto exact = solve({.lambda = 2.4, .mu = 0.1, .c = 20, .theta = 1 / 15.0});
  CHECK(level.census() == Approx(exact->census).epsilon(1e-3));
  CHECK(level.list() == Approx(exact->list).epsilon(1e-3));
}

TEST_CASE("filling level: equal stays halve the list of exponential ones in heavy traffic") {
  const auto list_for = [](double cv) {
    FillingLevel level({.mean_stay = 10, .stay_cv = cv, .places = 5}, 0.475);
    REQUIRE(level.settle(0.475));
    return level.list();
  };
  CHECK(list_for(0) / list_for(1) == Approx(0.5).epsilon(0.02));
}

TEST_CASE("filling level: a level with room for all fills as one without limits") {
  const double rate = 2;
  FillingLevel level({.mean_stay = 10, .places = 60}, rate);
  for (int step = 0; step < 1000; ++step)
    level.pass(rate, 0.01);
  CHECK(level.census() == Approx(20 * (1 - std::exp(-1.0))).epsilon(0.001));
  CHECK(level.list() == Approx(0).epsilon(1e-6));
  for (int step = 0; step < 1000; ++step)
    level.pass(0, 0.01);
  CHECK(level.census() == Approx(20 * (1 - std::exp(-1.0)) * std::exp(-1.0)).epsilon(0.001));
}

TEST_CASE("filling level: it comes to the long run by itself") {
  const FillingSystem system{.mean_stay = 10, .stay_cv = 2, .places = 500};
  FillingLevel level(system, 45);
  for (int step = 0; step < 200; ++step)
    level.pass(45, 10);
  FillingLevel settled(system, 45);
  REQUIRE(settled.settle(45));
  CHECK(level.census() == Approx(settled.census()).epsilon(1e-6));
  CHECK(level.list() == Approx(settled.list()).epsilon(1e-4));
}

TEST_CASE("filling level: more than can be served has no long run while all wait for ever") {
  FillingLevel level({.mean_stay = 10, .places = 5}, 0.5);
  CHECK_FALSE(level.settle(0.5));
  CHECK(level.census() == 0);
}

TEST_SUITE_END();
