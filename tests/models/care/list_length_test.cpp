#include "models/care/behavior_tables.hpp"
#include "models/care/care_system.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// People who look at the length of a list before they join it, traced by hand.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Model;

/// Two levels of one bed and ten days each; Ana, Ben, Cat and Dan come to the first on days 1 to 4.
std::string two_levels(const std::string& waiting_a,
                       const std::string& waiting_b,
                       const std::string& more = "") {
  return R"(
schema: 1
name: Two
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
levels:
  a:
    places: {beds: 1}
    treatment_time: 10 d
    waiting: )" +
         waiting_a + R"(
    to: out
  b:
    places: {beds: 1}
    treatment_time: 10 d
    waiting: )" +
         waiting_b + more + R"(
    to: out
outcomes: [out, gone]
arrivals:
  ana: {scheduled: {every: 400 d, first: 1 d}, to: a}
  ben: {scheduled: {every: 400 d, first: 2 d}, to: a}
  cat: {scheduled: {every: 400 d, first: 3 d}, to: a}
  dan: {scheduled: {every: 400 d, first: 4 d}, to: a}
)";
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("balking: who finds so many waiting goes away at once and is lost") {
  const Model model = model_of(two_levels("{balk: {1: 0, 2: 1}, balk_to: gone}", "{}"));
  CHECK(story(model) == R"(
1 ana enters a
2 ben waits for a
3 cat waits for a
4 dan balks at a
4 dan ends gone
11 ana ends out
11 ben enters a
21 ben ends out
21 cat enters a
31 cat ends out
)");
  const auto seen = models::Simulator{model}.run(0);
  const models::StateObservations& a = observed(model, seen, "a");
  CHECK(a[Counter::Requests] == 4);
  CHECK(a[Counter::Balked] == 1);
  CHECK(a[Counter::Lost] == 1);
  CHECK(a[Counter::GaveUp] == 0);
  CHECK(a[Counter::Delayed] == 2);
}

TEST_CASE("balking: nobody balks who gets a place and who balks may ask another level") {
  const Model model = model_of(two_levels("{balk: {0: 1}, balk_to: b}", "{}"));
  CHECK(story(model) == R"(
1 ana enters a
2 ben balks at a
2 ben enters b
3 cat balks at a
3 cat waits for b
4 dan balks at a
4 dan waits for b
11 ana ends out
12 ben ends out
12 cat enters b
22 cat ends out
22 dan enters b
32 dan ends out
)");
  const auto seen = models::Simulator{model}.run(0);
  CHECK(observed(model, seen, "a")[Counter::Lost] == 0);
}

TEST_CASE("other levels: who finds no place goes where there is one or to the shortest list") {
  const Model model = model_of(two_levels("{or: b}", "{or: a}"));
  CHECK(story(model) == R"(
1 ana enters a
2 ben looks beyond a
2 ben enters b
3 cat waits for a
4 dan looks beyond a
4 dan waits for b
11 ana ends out
11 cat enters a
12 ben ends out
12 dan enters b
21 cat ends out
22 dan ends out
)");
  const auto seen = models::Simulator{model}.run(0);
  const models::StateObservations& a = observed(model, seen, "a");
  CHECK(a[Counter::Requests] == 4);
  CHECK(a[Counter::Redirected] == 2);
  CHECK(a[Counter::Lost] == 0);
  CHECK(observed(model, seen, "b")[Counter::Requests] == 2);
  CHECK(a.refused_to[static_cast<std::size_t>(models::Refusal::Redirected)][1] == 2);
}

TEST_CASE("other levels: a list without room is no alternative") {
  const Model model = model_of(two_levels("{or: [b]}", "{limit: 0, turned_away_to: gone}"));
  CHECK(story(model) == R"(
1 ana enters a
2 ben looks beyond a
2 ben enters b
3 cat waits for a
4 dan waits for a
11 ana ends out
11 cat enters a
12 ben ends out
21 cat ends out
21 dan enters a
31 dan ends out
)");
}

TEST_CASE("other levels: a full list sends people to a longer one that has room") {
  const Model model = model_of(
      two_levels("{limit: 0, turned_away_to: gone, or: [b]}", "{balk: {1: 1}, balk_to: gone}"));
  CHECK(story(model) == R"(
1 ana enters a
2 ben looks beyond a
2 ben enters b
3 cat looks beyond a
3 cat waits for b
4 dan looks beyond a
4 dan balks at b
4 dan ends gone
11 ana ends out
12 ben ends out
12 cat enters b
22 cat ends out
)");
}

// Fay in detox finds a list of one for a and none for b; on day 13 Bob finds none for either.
TEST_CASE("other levels: who keeps a place holds it for the level that they come to ask") {
  const Model model = model_of(R"(
schema: 1
name: Holding
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
levels:
  detox: {places: {beds: 2}, treatment_time: 3 d, hold: until_placed, to: a}
  a: {places: {beds: 1}, treatment_time: 10 d, waiting: {or: b}, hold: until_placed, to: detox}
  b: {places: {beds: 1}, treatment_time: 12 d, hold: until_placed, to: out}
outcomes: [out]
arrivals:
  ann: {scheduled: {every: 400 d, first: 0 d}, to: b}
  bob: {scheduled: {every: 400 d, first: 0 d}, to: a}
  eva: {scheduled: {every: 400 d, first: 0.5 d}, to: detox}
  fay: {scheduled: {every: 400 d, first: 1 d}, to: detox}
)");
  const models::BehaviorTables tables{model};
  models::CareSystem system{model, tables};
  const models::HappeningLog look = [&](const models::Happening&) { system.check_books(); };
  CHECK(system.run(0, &look, nullptr, nullptr).has_value());
  CHECK(story(model) == R"(
0 ann enters b
0 bob enters a
0.5 eva enters detox
1 fay enters detox
3.5 eva holds for a
4 fay looks beyond a
4 fay holds for b
10 bob swaps into detox
10 bob enters detox
10 eva swaps into a
10 eva enters a
12 ann ends out
12 fay enters b
13 bob holds for a
20 eva enters detox
20 bob enters a
23 eva holds for a
24 fay ends out
)");
}

TEST_CASE("other levels: those that cannot be are refused") {
  CHECK(refusal_of(two_levels("{or: [c]}", "{}"))
            .find("levels.a.waiting.or: expected a level, got 'c'; known: a, b") !=
        std::string::npos);
  CHECK(refusal_of(two_levels("{or: a}", "{}"))
            .find("levels.a.waiting.or: expected another level, got 'a' itself") !=
        std::string::npos);
  CHECK(refusal_of(two_levels("{balk: {2: 0.5, 1: 0.7}, balk_to: gone}", "{}"))
            .find("levels.a.waiting.balk.1: expected more people than 2, got 1; numbers ascend") !=
        std::string::npos);
  CHECK(refusal_of(two_levels("{balk: {2: 0.5}}", "{}")).find("'balk' needs 'balk_to' beside it") !=
        std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
