#include "analysis/formulas/general_patience.hpp"

#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"

#include <doctest/doctest.h>

using doctest::Approx;
using stepdown::analysis::ImpatientFigures;
using stepdown::analysis::ImpatientSystem;
using stepdown::analysis::solve;
using stepdown::analysis::WaitingFigures;
using stepdown::analysis::WaitingSystem;
namespace sim = stepdown::sim;

TEST_SUITE_BEGIN("unit");

TEST_CASE("general patience: exponential patience is Erlang A") {
  const auto general = solve(ImpatientSystem{2.4, 0.1, 20, {{1, sim::Exponential{15}, 1}}});
  const auto exact = solve(WaitingSystem{.lambda = 2.4, .mu = 0.1, .c = 20, .theta = 1 / 15.0});
  REQUIRE(general);
  const WaitingFigures& figures = general->figures;
  CHECK(figures.census == Approx(exact->census).epsilon(1e-5));
  CHECK(figures.list == Approx(exact->list).epsilon(1e-5));
  CHECK(figures.full == Approx(exact->full).epsilon(1e-5));
  CHECK(figures.p_wait == Approx(exact->p_wait).epsilon(1e-5));
  CHECK(figures.gave_up == Approx(exact->gave_up).epsilon(1e-5));
  CHECK(figures.wait_all == Approx(exact->wait_all).epsilon(1e-5));
  CHECK(figures.wait_admitted == Approx(exact->wait_admitted).epsilon(1e-5));
}

TEST_CASE("general patience: who never gives up waits as by Erlang C") {
  const auto general = solve(ImpatientSystem{2, 0.25, 10, {{1, {}, 1}}});
  const auto exact = solve(WaitingSystem{.lambda = 2, .mu = 0.25, .c = 10});
  REQUIRE(general);
  CHECK(general->figures.wait_admitted == Approx(exact->wait_admitted).epsilon(1e-4));
  CHECK(general->figures.gave_up == Approx(0).epsilon(1e-6));
  CHECK(general->wait_p90 == Approx(2.818).epsilon(1e-3));
}

TEST_CASE("general patience: exactly 10 d is not exponential with that mean") {
  // simulated by an independent program: 84.4 % wait, 4.54 d among the admitted, list 5.71, 9.3 %
  // give up
  const auto fixed = solve(ImpatientSystem{1.13, 1 / 8.4, 9, {{1, sim::Constant{10}, 1}}});
  REQUIRE(fixed);
  CHECK(fixed->figures.p_wait == Approx(0.844).epsilon(0.001));
  CHECK(fixed->figures.wait_admitted == Approx(4.54).epsilon(0.002));
  CHECK(fixed->figures.list == Approx(5.71).epsilon(0.002));
  CHECK(fixed->figures.gave_up == Approx(0.093).epsilon(0.01));
}

TEST_CASE("general patience: two kinds of equal patience are one") {
  const auto one = solve(ImpatientSystem{1.13, 1 / 8.4, 9, {{1, sim::Constant{10}, 1}}});
  const auto two = solve(ImpatientSystem{
      1.13, 1 / 8.4, 9, {{0.25, sim::Constant{5}, 2}, {0.75, sim::Constant{10}, 1}}});
  REQUIRE(one);
  REQUIRE(two);
  CHECK(two->figures.list == Approx(one->figures.list));
}

TEST_CASE("general patience: there is no long run when too many wait for ever") {
  CHECK_FALSE(solve(ImpatientSystem{2, 0.1, 10, {{0.5, {}, 1}, {0.5, sim::Constant{1}, 1}}}));
  CHECK(solve(ImpatientSystem{2, 0.1, 10, {{0.4, {}, 1}, {0.6, sim::Constant{1}, 1}}}));
}

TEST_SUITE_END();
