#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// History as effects on waiting have it: true for the request being made, with the wait so far and
// the episode that it is to begin.
namespace stepdown::tests {
namespace {

const std::string head = R"(
schema: 1
name: History of requests
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
)";

// kim has the bed until day 10. ben asks on the day BEN, ana, who has priority 5, on day 9.
std::string vip_and_waiter(const std::string& ben, const std::string& when) {
  return head + R"(
attributes:
  vip: {yes: 0, no: 1}
levels:
  a: {places: {beds: 1}, treatment_time: 10 d, to: done}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: a}
  ben: {scheduled: {every: 1000 d, first: )" +
         ben + R"(}, to: a}
  ana: {scheduled: {every: 1000 d, first: 9 d}, attributes: {vip: {yes: 1, no: 0}}, to: a}
effects:
  vips: {when: {vip: yes}, priority: 5, source: test}
  waited: {when: {days_waited: ")" +
         when + R"("}, priority: 10, source: test}
)";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("history of requests: who has waited long enough goes before who has priority") {
  CHECK(story(model_of(vip_and_waiter("1 d", ">= 2 d"))) == R"(
0 kim enters a
1 ben waits for a
9 ana waits for a
10 kim ends done
10 ben enters a
20 ben ends done
20 ana enters a
30 ana ends done
)");
}

// ben has waited 2 d when kim leaves, to the millisecond.
TEST_CASE("history of requests: a wait reaches its limit before places of the instant are given") {
  const auto first_on_day_10 = [](const std::string& ben, const std::string& when) {
    const std::string told = story(model_of(vip_and_waiter(ben, when)));
    return contains(told, "\n10 ben enters a\n") ? "ben" : "ana";
  };
  CHECK(first_on_day_10("8 d", ">= 2 d") == "ben");
  CHECK(first_on_day_10("8 d", "> 2 d") == "ana");
  CHECK(first_on_day_10("8.00001 d", ">= 2 d") == "ana");
  CHECK(first_on_day_10("7.99999 d", "> 2 d") == "ben");
}

TEST_CASE("history of requests: a priority of those who have not waited long is lost by waiting") {
  const std::string levels = vip_and_waiter("8 d", "< 1.5 d");
  CHECK(contains(story(model_of(levels, {"effects.vips.priority=0"})), "\n10 ana enters a\n"));
  CHECK(contains(
      story(model_of(levels, {"effects.vips.priority=0", "arrivals.ben.scheduled.first=8.6 d"})),
      "\n10 ben enters a\n"));
}

// ben asks for `next` on day 3, by a hold that ends on day 5; on day 8 he has waited five days.
TEST_CASE("history of requests: a hold is part of the wait") {
  const std::string levels = head + R"(
levels:
  a: {places: unlimited, treatment_time: 3 d, to: next, hold: 2 d}
  next: {places: {beds: 1}, treatment_time: 10 d, to: done, waiting: {order: first_come}}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: next}
  ana: {scheduled: {every: 1000 d, first: 2 d}, to: next}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: a}
effects:
  waited: {when: {days_waited: ">= 5 d"}, state: next, priority: -1, source: test}
)";
  // ana has waited five days on day 7, ben on day 8: both are behind then.
  CHECK(contains(story(model_of(levels)), "\n10 ana enters next\n"));
  // On day 7.5 only she has.
  CHECK(contains(story(model_of(levels, {"levels.next.treatment_time=7.5 d"})),
                 "\n7.5 ben enters next\n"));
}

// ana is in op for a day and at home for AWAY, then asks for detox, which kim has until day 50. ben
// asks for it on day BEN, a day before her.
std::string second_time(const std::string& away, const std::string& ben, const std::string& when) {
  return head + R"(
levels:
  detox:
    places: {beds: 1}
    treatment_time: {given: who, kim: 50 d, other: 5 d}
    to: done
    waiting: {order: first_come}
  op: {places: unlimited, treatment_time: 1 d, to: home}
community:
  home: {time: )" +
         away + R"(, to: detox}
outcomes: [done]
attributes:
  who: {kim: 0, other: 1}
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, attributes: {who: {kim: 1, other: 0}}, to: detox}
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: op}
  ben: {scheduled: {every: 1000 d, first: )" +
         ben + R"(}, to: detox}
effects:
  first: {when: {)" +
         when + R"(}, state: detox, priority: 1, source: test}
)";
}

TEST_CASE("history of requests: the episode counts that is about to begin") {
  const auto first_on_day_50 =
      [](const std::string& away, const std::string& ben, const std::string& when) {
        const std::string told = story(model_of(second_time(away, ben, when)));
        return contains(told, "\n50 ana enters detox\n") ? "ana" : "ben";
      };
  CHECK(first_on_day_50("40 d", "40 d", "episodes: '>= 2'") == "ana");
  CHECK(first_on_day_50("30 d", "30 d", "episodes: '>= 2'") == "ben");  // a gap of 30 d at most
  CHECK(first_on_day_50("40 d", "40 d", "episodes: 1") == "ben");
  CHECK(first_on_day_50("20 d", "20 d", "days_in_care: '>= 1 d'") == "ana");
  CHECK(first_on_day_50("40 d", "40 d", "days_in_care: '>= 1 d'") == "ben");
}

TEST_CASE("history of requests: patience asks for the episode about to begin and the wait so far") {
  const std::string levels = second_time("35 d", "40 d", "who: kim");
  const std::vector<std::string> patience{
      "levels.detox.waiting={order: first_come, patience: 8 d, gave_up_to: done}",
      "effects.first={when: {episodes: 2}, state: detox, patience_ratio: 0.5, source: test}"};
  const std::string told = story(model_of(levels, patience));
  CHECK(contains(told, "\n36 ana waits for detox\n"));
  CHECK(contains(told, "\n40 ana gives up detox\n"));
  CHECK(contains(told, "\n48 ben gives up detox\n"));

  // Held for 3 d and then outside: patience begins there, by the wait that is behind them.
  const std::string held = head + R"(
levels:
  a: {places: unlimited, treatment_time: 10 d, to: b, hold: 3 d}
  b: {places: {beds: 1}, treatment_time: 50 d, to: done, waiting: {patience: 4 d, gave_up_to: done}}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: b}
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: a}
effects:
  tired: {when: {days_waited: ">= 3 d"}, state: b, patience_ratio: 0.5, source: test}
)";
  CHECK(contains(story(model_of(held)), "\n15 ana gives up b\n"));
  CHECK(contains(story(model_of(held, {"levels.a.hold=2 d"})), "\n16 ana gives up b\n"));
}

// Ready on day 10 and held until 17; patience of 12 d runs from there.
TEST_CASE("waiting: patience runs from the end of a hold") {
  CHECK(story(model_of(head + R"(
levels:
  a: {places: {beds: 1}, treatment_time: 10 d, to: b, hold: 7 d}
  b: {places: {beds: 1}, treatment_time: 40 d, to: done, waiting: {patience: 12 d, gave_up_to: home}}
community:
  home: {time: 300 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: a}
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: b}
)")) == R"(
0 ana enters a
0 kim enters b
10 ana holds for b
17 ana stops holding a
17 ana waits for b
29 ana gives up b
29 ana enters home
40 kim ends done
)");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
