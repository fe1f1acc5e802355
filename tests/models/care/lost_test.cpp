#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// What it means to be lost, and from where people come who got no place.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Model;
using models::Observations;
using models::Refusal;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Lost
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
)";

std::int64_t refused(const StateObservations& seen, Refusal how, std::size_t to) {
  return seen.refused_to[static_cast<std::size_t>(how)][to];
}

TEST_SUITE_BEGIN("unit");

// kim has the bed until day 20. ben gives up on days 5, 10 and 15, asks again each time, and is
// admitted on day 20.
TEST_CASE("lost: whoever gives up and asks again at once is not") {
  const Model model = model_of(head + R"(
levels:
  a:
    places: {beds: 1}
    treatment_time: 20 d
    to: out
    waiting: {patience: 5 d, gave_up_to: a}
outcomes: [out]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: a}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: a}
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& a = observed(model, all, "a");
  CHECK(a[Counter::GaveUp] == 3);
  CHECK(a[Counter::Lost] == 0);
  CHECK(a[Counter::Admissions] == 2);
  CHECK(refused(a, Refusal::GaveUp, 0) == 1);  // he arrived once
  CHECK(all.outcomes.cells[0].never_treated == 0);
}

// a has two beds and no list; whoever finds none goes to b, which has room for all.
TEST_CASE("lost: whoever is turned away to another level that takes them up is not") {
  const std::string levels = head + R"(
levels:
  a: {places: {beds: 2}, treatment_time: {exponential: {mean: 10 d}}, to: out, waiting: {limit: 0, turned_away_to: b}}
  b: {places: unlimited, treatment_time: {exponential: {mean: 10 d}}, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 0.5 /d}, to: a}
)";
  const Model model = model_of(levels);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& a = observed(model, all, "a");
  CHECK(a[Counter::TurnedAway] > 5);
  CHECK(a[Counter::Lost] == 0);
  CHECK(refused(a, Refusal::TurnedAway, 1) == a[Counter::TurnedAway]);

  const Model without = model_of(levels, {"levels.a.waiting.turned_away_to=out"});
  const Observations gone = models::Simulator{without}.run(0);
  const StateObservations& refusing = observed(without, gone, "a");
  CHECK(refusing[Counter::TurnedAway] == a[Counter::TurnedAway]);
  CHECK(refusing[Counter::Lost] == refusing[Counter::TurnedAway]);
}

// kim has the bed of `residential` for good; ana is ready for it on day 3, gives up on day 7 and is
// at home then. ben comes from an assessment and gives up on day 5.
TEST_CASE("moves: who gives up comes from the level that had no place") {
  const Model model = model_of(head + R"(
levels:
  residential:
    places: {beds: 1}
    treatment_time: 200 d
    to: out
    waiting: {patience: 4 d, gave_up_to: home}
  op: {places: unlimited, treatment_time: 3 d, to: residential}
community:
  assessment: {time: 1 d, to: residential}
  home: {time: 10 d, to: op}
outcomes: [out]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: residential}
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: op}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: assessment}
)",
                               {"run.horizon=20 d"});
  const Observations all = models::Simulator{model}.run(0);
  constexpr std::size_t home = 3;
  CHECK(refused(observed(model, all, "residential"), Refusal::GaveUp, home) == 2);
  CHECK(observed(model, all, "residential")[Counter::Lost] == 2);
  CHECK(observed(model, all, "op").flow_to[home] == 0);
  CHECK(observed(model, all, "assessment").flow_to[home] == 0);
  // On days 15 and 17 both come to op: ben for the first time, ana again.
  CHECK(observed(model, all, "home").flow_to[1] == 2);
  CHECK(observed(model, all, "home").never_treated_to[1] == 1);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
