#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Holding traced by hand: few people, whole numbers, constant times. Everybody comes from a source
// of their own, which names them. The expected stories are worked out in the comments.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Holding
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
)";

Observations observe_once(const Model& model) {
  return models::Simulator{model}.run(0);
}

TEST_SUITE_BEGIN("unit");

// first (1 bed, 2 d, holds) -> second (1 bed, 5 d) -> done; referrals on days 0, 1, 2.
//
//   day      0    1    2         4         7      9         12             17
//   first    ana treated | ben treated, held | cleo treated, held | empty
//   second   empty       | ana               | ben                | cleo
const std::string two_levels = head + R"(
levels:
  first:
    places: {beds: 1}
    treatment_time: 2 d
    to: second
    hold: until_placed
  second:
    places: {beds: 1}
    treatment_time: 5 d
    to: done
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: first}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: first}
  cleo: {scheduled: {every: 1000 d, first: 2 d}, to: first}
)";

TEST_CASE("holding: a person whose next level is full keeps the place until it is free") {
  CHECK(story(model_of(two_levels)) == R"(
0 ana enters first
1 ben waits for first
2 ana enters second
2 ben enters first
2 cleo waits for first
4 ben holds for second
7 ana ends done
7 ben enters second
7 cleo enters first
9 cleo holds for second
12 ben ends done
12 cleo enters second
17 cleo ends done
)");
}

TEST_CASE("holding: held days are charged to the level that had no place") {
  const Model model = model_of(two_levels);
  const Observations all = observe_once(model);
  const StateObservations& first = observed(model, all, "first");
  const StateObservations& second = observed(model, all, "second");
  // ben 4-7, cleo 9-12
  CHECK(first[Headcount::Held].integral_days() == doctest::Approx(6));
  CHECK(first.held_for[1].holds == 2);
  CHECK(first.held_for[1].place_time.days() == doctest::Approx(6));
  CHECK(second[Headcount::Held].integral_days() == 0);
  // ana 0-2, ben 2-7, cleo 7-12: three stays of 2, 5 and 5 days, 6 of the 12 treated
  CHECK(first[Headcount::Census].integral_days() == doctest::Approx(12));
  CHECK(first[Length::Stay].sum() == doctest::Approx(12));
  CHECK(first.stay_treated.days() == doctest::Approx(6));
  CHECK(first.stay_held.days() == doctest::Approx(6));
  CHECK(first.stay_transfer.days() == 0);
  CHECK(first.full_time == sim::to_ticks(12));
  // waits for first 0, 1, 5; for second, hold included, 0, 3, 3
  CHECK(first[Length::Wait].sum() == doctest::Approx(6));
  CHECK(first[Length::Wait].maximum() == doctest::Approx(5));
  CHECK(second[Length::Wait].sum() == doctest::Approx(6));
  CHECK(second[Headcount::List].integral_days() == doctest::Approx(6));
  CHECK(first[Counter::Requests] == 3);
  CHECK(first[Counter::Delayed] == 2);
  CHECK(second[Counter::Requests] == 3);
  CHECK(second[Counter::Delayed] == 2);
  CHECK(second[Headcount::Census].integral_days() == doctest::Approx(15));
  // 3 arrivals, 6 ends of treatment, 4 admissions from a list
  CHECK(all.events == 13);
}

// One bed in b, taken by ana until day 9. ben asks for it on day 1 from outside, cleo on day 2 from
// a, so she is of a class that usually goes before his.
const std::string line_of_two = head + R"(
levels:
  a: {places: unlimited, treatment_time: 2 d, to: b}
  b:
    places: {beds: 1}
    treatment_time: 9 d
    to: done
    waiting: {order: ORDER}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: b}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: b}
  cleo: {scheduled: {every: 1000 d, first: 0 d}, to: a}
)";

std::string with_order(const std::string& order) {
  std::string text = line_of_two;
  return text.replace(text.find("ORDER"), std::string{"ORDER"}.size(), order);
}

TEST_CASE("waiting: classes go in their order and without one whoever asked first") {
  const std::string until_two = R"(
0 ana enters b
0 cleo enters a
1 ben waits for b
2 cleo waits for b
9 ana ends done
)";
  CHECK(story(model_of(with_order("[escalation, step_down, return, new]"))) ==
        until_two + "9 cleo enters b\n18 cleo ends done\n18 ben enters b\n27 ben ends done\n");
  CHECK(story(model_of(with_order("first_come"))) ==
        until_two + "9 ben enters b\n18 ben ends done\n18 cleo enters b\n27 cleo ends done\n");
}

// a (3 d) and b (5 d), one bed each, both hold. ana is in a and wants b, ben is in b and wants a.
// On day 3 ana holds for b; on day 5 ben is ready too and each has what the other wants. A story
// begins a swap with the person who closed the ring.
const std::string ring_of_two = head + R"(
attributes:
  who: {ana: 1, ben: 0, cleo: 0}
levels:
  a:
    places: {beds: 1}
    treatment_time: 3 d
    to: {given: who, ana: b, ben: done, cleo: done}
    hold: until_placed
    waiting: {order: [new, escalation, step_down, return]}
  b:
    places: {beds: 1}
    treatment_time: 5 d
    to: {given: who, ana: done, ben: a, cleo: done}
    hold: until_placed
outcomes: [done]
arrivals:
  ana:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {ana: 1, ben: 0, cleo: 0}}
    to: a
  ben:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {ana: 0, ben: 1, cleo: 0}}
    to: b
)";

TEST_CASE("holding: two holders who want each other's place swap at once") {
  const Model model = model_of(ring_of_two);
  CHECK(story(model) == R"(
0 ana enters a
0 ben enters b
3 ana holds for b
5 ben swaps into a
5 ben enters a
5 ana swaps into b
5 ana enters b
8 ben ends done
10 ana ends done
)");
  const Observations all = observe_once(model);
  CHECK(observed(model, all, "a")[Counter::Swaps] == 1);
  CHECK(observed(model, all, "b")[Counter::Swaps] == 1);
  CHECK(observed(model, all, "a")[Headcount::Held].integral_days() == doctest::Approx(2));
  CHECK(observed(model, all, "b")[Headcount::Held].integral_days() == 0);
}

// As above; cleo waits outside for a since day 1 and would be offered a place of a before ben. The
// ring frees no place, so she waits until ben leaves on day 8.
TEST_CASE("holding: a swap passes nobody on the list because it frees no place") {
  const std::string with_cleo = ring_of_two + R"(
  cleo:
    scheduled: {every: 1000 d, first: 1 d}
    attributes: {who: {ana: 0, ben: 0, cleo: 1}}
    to: a
)";
  CHECK(story(model_of(with_cleo)) == R"(
0 ana enters a
0 ben enters b
1 cleo waits for a
3 ana holds for b
5 ben swaps into a
5 ben enters a
5 ana swaps into b
5 ana enters b
8 ben ends done
8 cleo enters a
10 ana ends done
11 cleo ends done
)");
}

// As ring_of_two, but b does not hold: on day 5 ben goes outside, ana takes b, and the place that
// she leaves is free for ben. Same moves, no ring.
TEST_CASE("holding: where one level does not hold no ring forms and nothing is counted as a swap") {
  const Model model = model_of(ring_of_two, {"levels.b.hold=none"});
  CHECK(story(model) == R"(
0 ana enters a
0 ben enters b
3 ana holds for b
5 ana enters b
5 ben enters a
8 ben ends done
10 ana ends done
)");
  CHECK(observed(model, observe_once(model), "a")[Counter::Swaps] == 0);
}

// a (3 d) -> b (4 d) -> c (5 d) -> a, one bed each. Holds begin on days 3 and 4; on day 5 cleo
// closes the ring and all three move.
TEST_CASE("holding: a ring of three levels moves in the instant in which it closes") {
  const Model model = model_of(head + R"(
attributes:
  who: {ana: 1, ben: 0, cleo: 0}
levels:
  a:
    places: {beds: 1}
    treatment_time: 3 d
    to: {given: who, ana: b, ben: done, cleo: done}
    hold: until_placed
  b:
    places: {beds: 1}
    treatment_time: 4 d
    to: {given: who, ana: done, ben: c, cleo: done}
    hold: until_placed
  c:
    places: {beds: 1}
    treatment_time: 5 d
    to: {given: who, ana: done, ben: done, cleo: a}
    hold: until_placed
outcomes: [done]
arrivals:
  ana:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {ana: 1, ben: 0, cleo: 0}}
    to: a
  ben:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {ana: 0, ben: 1, cleo: 0}}
    to: b
  cleo:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {ana: 0, ben: 0, cleo: 1}}
    to: c
)");
  CHECK(story(model) == R"(
0 ana enters a
0 ben enters b
0 cleo enters c
3 ana holds for b
4 ben holds for c
5 cleo swaps into a
5 cleo enters a
5 ana swaps into b
5 ana enters b
5 ben swaps into c
5 ben enters c
8 cleo ends done
9 ana ends done
10 ben ends done
)");
  const Observations all = observe_once(model);
  for (const char* level : {"a", "b", "c"})
    CHECK(observed(model, all, level)[Counter::Swaps] == 1);
}

// a -> b -> c -> done, one bed each; cleo has c until day 10, ben holds b for it and ana a for b,
// dan waits for a. Day 10 moves all of them. Then ana (b, 1 d) and dan (a, 1 d) hold again.
TEST_CASE("holding: one place freed at the end of a chain moves everybody behind it at once") {
  const Model model = model_of(head + R"(
levels:
  a: {places: {beds: 1}, treatment_time: 1 d, to: b, hold: until_placed}
  b: {places: {beds: 1}, treatment_time: 1 d, to: c, hold: until_placed}
  c: {places: {beds: 1}, treatment_time: 10 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: a}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: b}
  cleo: {scheduled: {every: 1000 d, first: 0 d}, to: c}
  dan: {scheduled: {every: 1000 d, first: 0.5 d}, to: a}
)",
                               {"run.horizon=15 d"});
  CHECK(story(model) == R"(
0 ana enters a
0 ben enters b
0 cleo enters c
0.5 dan waits for a
1 ana holds for b
1 ben holds for c
10 cleo ends done
10 ben enters c
10 ana enters b
10 dan enters a
11 ana holds for c
11 dan holds for b
)");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
