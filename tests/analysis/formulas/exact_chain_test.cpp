#include "analysis/formulas/exact_chain.hpp"

#include "analysis/formulas/erlang.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <variant>
#include <vector>

using namespace stepdown;
using analysis::BlockingNetwork;
using analysis::BlockingStation;
using analysis::ExactFigures;
using analysis::NoAnswer;

TEST_SUITE_BEGIN("unit");

namespace {

BlockingStation station(int places, double rate, std::vector<double> to) {
  BlockingStation one;
  one.places = places;
  one.rate = rate;
  one.to = std::move(to);
  return one;
}

/// people without end --> [1] --> [1] --> ... --> [1] --> out, each but the last holding
double saturated_line(const std::vector<double>& rates) {
  std::vector<BlockingStation> line;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    std::vector<double> to(rates.size(), 0.0);
    if (i + 1 < rates.size()) to[i + 1] = 1;
    line.push_back(station(1, rates[i], to));
    line.back().holds = true;
  }
  line.front().is_saturated = true;
  const auto answer = analysis::solve_exactly(BlockingNetwork(line, 20));
  REQUIRE(std::holds_alternative<ExactFigures>(answer));
  return std::get<ExactFigures>(answer).stations.back().admissions;
}

ExactFigures figures_of(const std::variant<ExactFigures, NoAnswer>& answer) {
  if (const auto* none = std::get_if<NoAnswer>(&answer)) FAIL(none->reason);
  return std::get<ExactFigures>(answer);
}

}  // namespace

TEST_CASE("exact chain: saturated lines with holding have the classical throughputs") {
  // Hunt (1956), Sequential arrays of waiting lines, Operations Research 4(6): 2/3 and 22/39.
  CHECK(saturated_line({1, 1}) == doctest::Approx(2.0 / 3).epsilon(1e-12));
  CHECK(saturated_line({1, 1, 1}) == doctest::Approx(22.0 / 39).epsilon(1e-12));
  // m1 m2 (m1 + m2) / (m1^2 + m1 m2 + m2^2)
  CHECK(saturated_line({1, 2}) == doctest::Approx(6.0 / 7).epsilon(1e-12));
  CHECK(saturated_line({2, 1}) == doctest::Approx(6.0 / 7).epsilon(1e-12));
}

TEST_CASE("exact chain: a faster second station is told from the classical one") {
  // proof that the checks above can fail
  CHECK(saturated_line({1, 1.001}) != doctest::Approx(2.0 / 3).epsilon(1e-4));
}

TEST_CASE("exact chain: one level is Erlang's and Palm's waiting system") {
  BlockingStation one = station(4, 0.5, {0});
  one.arrivals = 1.9;
  one.patience_rate = {0.2, 0.2, 0.2, 0.2};
  one.list_limit = 6;
  const auto exact = figures_of(analysis::solve_exactly(BlockingNetwork({one}, 60)));
  const auto erlang = analysis::solve({1.9, 0.5, 4, 0.2, 6});
  REQUIRE(erlang);
  const analysis::ExactStation& s = exact.stations[0];
  CHECK(s.census == doctest::Approx(erlang->census).epsilon(1e-12));
  CHECK(s.list == doctest::Approx(erlang->list).epsilon(1e-12));
  CHECK(s.full == doctest::Approx(erlang->full).epsilon(1e-12));
  CHECK(s.p_delay().value() == doctest::Approx(erlang->p_wait).epsilon(1e-12));
  CHECK(s.turned_away / 1.9 == doctest::Approx(erlang->turned_away).epsilon(1e-12));
  CHECK(s.gave_up / 1.9 == doctest::Approx(erlang->gave_up).epsilon(1e-12));
  CHECK(s.wait().value() == doctest::Approx(erlang->wait_all).epsilon(1e-12));
  CHECK(exact.states == 11);
  CHECK(exact.lost == 0);
}

TEST_CASE("exact chain: two full levels that hold for each other swap") {
  // One place each, always full; whoever finishes wants the other level. Both end at rate 1.
  // States: both treated (A); one holds (B). A -> B at 2, B -> A at 1 by a swap: P(B) = 2/3.
  std::vector<BlockingStation> ring{station(1, 1, {0, 1}), station(1, 1, {1, 0})};
  for (BlockingStation& s : ring) {
    s.holds = true;
    s.is_saturated = true;
  }
  const auto exact = figures_of(analysis::solve_exactly(BlockingNetwork(ring, 20)));
  CHECK(exact.states == 3);
  CHECK(exact.stations[0].held == doctest::Approx(1.0 / 3));
  CHECK(exact.stations[0].swaps == doctest::Approx(2.0 / 3));
  CHECK(exact.stations[1].swaps == doctest::Approx(2.0 / 3));
  CHECK(exact.stations[0].admissions == doctest::Approx(2.0 / 3));
}

TEST_CASE("exact chain: a freed place passes down the line of holders") {
  // a -> b -> c saturated: in every state with all three full the third end moves everybody. The
  // flow is the same at every station, and what is held for b is held at a.
  std::vector<BlockingStation> line{
      station(1, 1, {0, 1, 0}), station(1, 1, {0, 0, 1}), station(1, 1, {0, 0, 0})};
  for (BlockingStation& s : line)
    s.holds = true;
  line[0].is_saturated = true;
  const auto exact = figures_of(analysis::solve_exactly(BlockingNetwork(line, 20)));
  CHECK(exact.stations[0].admissions == doctest::Approx(exact.stations[2].admissions));
  CHECK(exact.stations[0].held == doctest::Approx(exact.stations[0].held_for[1]));
  CHECK(exact.stations[0].held == doctest::Approx(1 - 22.0 / 39));
  CHECK(exact.stations[1].list == doctest::Approx(exact.stations[0].held));
  CHECK(exact.states == 8);
}

TEST_CASE("exact chain: without holding the same line waits outside") {
  std::vector<BlockingStation> line{station(1, 1, {0, 1}), station(1, 1.25, {0, 0})};
  line[0].arrivals = 0.4;
  const auto exact = figures_of(analysis::solve_exactly(BlockingNetwork(line, 80)));
  // Burke: both are M/M/1 on their own
  CHECK(exact.stations[0].list == doctest::Approx(0.4 * 0.4 / 0.6).epsilon(1e-8));
  CHECK(exact.stations[1].list == doctest::Approx(0.32 * 0.32 / 0.68).epsilon(1e-8));
  CHECK(exact.stations[1].p_delay().value() == doctest::Approx(0.32).epsilon(1e-8));
  CHECK(exact.stations[0].held == 0);
}

TEST_CASE("exact chain: the first in the order is served first") {
  // escalations before new people: same list in total, shorter for the first class
  std::vector<BlockingStation> two{station(1, 1, {0, 0}), station(2, 0.5, {0.5, 0})};
  two[0].arrivals = 0.3;
  two[1].arrivals = 0.4;
  two[0].list_limit = 6;
  two[1].list_limit = 3;
  two[0].patience_rate = {0.001, 0, 0, 0};  // counts escalations that give up, hardly any
  const auto first = figures_of(analysis::solve_exactly(BlockingNetwork(two, 40)));
  two[0].class_rank = {3, 1, 2, 0};  // now new people go first
  const auto last = figures_of(analysis::solve_exactly(BlockingNetwork(two, 40)));
  CHECK(last.stations[0].gave_up > 1.5 * first.stations[0].gave_up);
  CHECK(first.stations[0].list == doctest::Approx(last.stations[0].list).epsilon(0.01));
}

TEST_CASE("exact chain: it refuses politely what is too large") {
  std::vector<BlockingStation> two{station(30, 1, {0, 1}), station(30, 1, {0, 0})};
  two[0].arrivals = 20;
  const auto answer = analysis::solve_exactly(BlockingNetwork(two, 200), 500);
  REQUIRE(std::holds_alternative<NoAnswer>(answer));
  CHECK(std::get<NoAnswer>(answer).reason ==
        "the pathway has more than 500 states as a Markov chain; fewer places or a list limit "
        "would bring it within reach");
}

TEST_SUITE_END();
