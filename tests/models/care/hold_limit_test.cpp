#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Holds of limited length traced by hand, as in holding_test.cpp.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Length;
using models::Model;
using models::Observations;

const std::string head = R"(
schema: 1
name: Holding
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
)";

TEST_SUITE_BEGIN("unit");

// first (2 d, holds 3 d) and other (3.5 d, does not hold) both lead to second, which kim has until
// day 9. ana asks on day 2, holds until day 5, and goes outside, which gives her place to zoe. ben
// asks on day 3.5. On day 9 ana is still the first of the two.
TEST_CASE("holding: whoever has held to the limit waits outside and keeps the position") {
  const Model model = model_of(head + R"(
levels:
  first: {places: {beds: 1}, treatment_time: 2 d, to: second, hold: 3 d}
  other: {places: {beds: 1}, treatment_time: 3.5 d, to: second}
  second: {places: {beds: 1}, treatment_time: 9 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: first}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: other}
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: second}
  zoe: {scheduled: {every: 1000 d, first: 1 d}, to: first}
)");
  CHECK(story(model) == R"(
0 ana enters first
0 ben enters other
0 kim enters second
1 zoe waits for first
2 ana holds for second
3.5 ben waits for second
5 ana stops holding first
5 ana waits for second
5 zoe enters first
7 zoe holds for second
9 kim ends done
9 ana enters second
10 zoe stops holding first
10 zoe waits for second
18 ana ends done
18 ben enters second
27 ben ends done
27 zoe enters second
)");
  const Observations all = models::Simulator{model}.run(0);
  CHECK(observed(model, all, "first").held_for[2].place_time.days() == doctest::Approx(6));
  CHECK(observed(model, all, "first")[Counter::HoldsEnded] == 2);  // of ana and zoe
  CHECK(observed(model, all, "second")[Counter::HoldsEnded] == 0);
  // ana 2-9, ben 3.5-18, zoe 7-27: from the request on, hold included
  CHECK(observed(model, all, "second")[Length::Wait].sum() == doctest::Approx(7 + 14.5 + 20));
}

// As above with kim leaving on day 5, the day on which ana's hold ends.
TEST_CASE("holding: a place freed in the instant in which a hold ends is taken in that instant") {
  CHECK(story(model_of(head + R"(
levels:
  first: {places: {beds: 1}, treatment_time: 2 d, to: second, hold: 3 d}
  second: {places: {beds: 1}, treatment_time: 5 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: first}
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: second}
  zoe: {scheduled: {every: 1000 d, first: 4 d}, to: first}
)",
                       {"run.horizon=6 d"})) == R"(
0 ana enters first
0 kim enters second
2 ana holds for second
4 zoe waits for first
5 kim ends done
5 ana stops holding first
5 ana waits for second
5 zoe enters first
5 ana enters second
)");
}

// ana holds first on day 1 and could until day 4, but is placed in second on day 2; there she is
// ready on day 4. The end of the old hold must not end the new one, which lasts until day 7.
TEST_CASE("holding: a hold that ended early does not end the next one") {
  CHECK(story(model_of(head + R"(
levels:
  first: {places: {beds: 1}, treatment_time: 1 d, to: second, hold: 3 d}
  second: {places: {beds: 1}, treatment_time: 2 d, to: third, hold: 3 d}
  third: {places: {beds: 1}, treatment_time: 9 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: first}
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: second}
)",
                       {"run.horizon=12 d"})) == R"(
0 ana enters first
0 kim enters second
1 ana holds for second
2 kim enters third
2 ana enters second
4 ana holds for third
7 ana stops holding second
7 ana waits for third
11 kim ends done
11 ana enters third
)");
}

// A level that was closed for good, such as a day program in a region that has none.
TEST_CASE("holding: nobody keeps a place for one that there never is") {
  CHECK(story(model_of(head + R"(
levels:
  first: {places: {beds: 1}, treatment_time: 1 d, to: second, hold: 3 d}
  second:
    places: {beds: 0}
    treatment_time: 2 d
    to: done
    waiting: {limit: 0, turned_away_to: third}
  third: {places: {beds: 1}, treatment_time: 9 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: first}
)",
                       {"run.horizon=12 d"})) == R"(
0 ana enters first
1 ana is turned away from second
1 ana enters third
10 ana ends done
)");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
