#include "analysis/formulas/erlang.hpp"
#include "analysis/formulas/renewal_loss.hpp"
#include "analysis/formulas/varying_loss.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace stepdown::analysis;

TEST_SUITE_BEGIN("unit");

TEST_CASE("renewal loss: one place is taken when the last one is still there") {
  // whoever comes finds the one of before with chance exp(-2 / 5), else the place is free
  CHECK(renewal_loss({.every = 2}, 0.2, 1) == doctest::Approx(std::exp(-0.4)));
  CHECK(renewal_loss({.every = 2}, 0.2, 0) == doctest::Approx(1));
}

TEST_CASE("renewal loss: a schedule of which hardly any are for the level is at random") {
  const ThinnedSchedule rare{.every = 0.0005, .share = 0.002};
  CHECK(renewal_loss(rare, 0.2, 26) == doctest::Approx(erlang_b(20, 26)).epsilon(0.01));
  CHECK(renewal_loss({.every = 0.25}, 0.2, 26) < 0.3 * erlang_b(20, 26));
}

TEST_CASE("varying loss: a rate that never changes is Erlang's") {
  for (const int places : {1, 15, 26, 60}) {
    CAPTURE(places);
    const std::vector<LossStretch> steady(
        200, {.requests = 4, .leaving = 0.2, .days = 1, .is_observed = true});
    CHECK(varying_loss(steady, 20, places) == doctest::Approx(erlang_b(20, places)).epsilon(1e-6));
  }
}

TEST_CASE("varying loss: a slow change is the average of its rates over those who ask") {
  std::vector<LossStretch> slow;
  for (const double rate : {2.0, 6.0})
    for (int day = 0; day < 20'000; ++day)
      slow.push_back({.requests = rate, .leaving = 0.2, .days = 1, .is_observed = true});
  const double average = (2 * erlang_b(10, 26) + 6 * erlang_b(30, 26)) / 8;
  CHECK(varying_loss(slow, 10, 26) == doctest::Approx(average).epsilon(0.001));
}

TEST_CASE("varying loss: from nobody it is less") {
  const std::vector<LossStretch> start(
      10, {.requests = 4, .leaving = 0.2, .days = 1, .is_observed = true});
  CHECK(varying_loss(start, 0, 20) < 0.5 * erlang_b(20, 20));
  CHECK(varying_loss(start, 0, 0) == 1);
}

TEST_SUITE_END();
