#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// What effects may ask about the past, at the moment at which they ask.
namespace stepdown::tests {
namespace {

using models::Length;
using models::Model;
using models::Observations;

const std::string head = R"(
schema: 1
name: History
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
)";

TEST_SUITE_BEGIN("unit");

// kim has the bed until day 10. ben asks on day 2; ana asks on day 4, because she relapses.
TEST_CASE("history: a relapse counts for the request to which it leads") {
  CHECK(story(model_of(head + R"(
levels:
  detox: {places: {beds: 1}, treatment_time: 10 d, to: done}
community:
  home: {exits: {relapse: {probability: 1, time: 3 d, to: detox}}}
  waiting_room: {exits: {other: {probability: 1, time: 1 d, to: detox}}}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: detox}
  ana: {scheduled: {every: 1000 d, first: 1 d}, to: home}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: waiting_room}
effects:
  relapsed_first: {when: {relapses: ">= 1"}, state: detox, priority: 1, source: test}
)")) == R"(
0 kim enters detox
1 ana enters home
1 ben enters waiting_room
2 ben waits for detox
4 ana waits for detox
10 kim ends done
10 ana enters detox
20 ana ends done
20 ben enters detox
30 ben ends done
)");
}

// kim has the bed of `next` until day 10. ben asks on day 3 after an administrative exit and 3 d in
// care, ana on day 4 after a planned one and 4 d in care, whether she holds, waits outside or is in
// transfer.
TEST_CASE("history: the stay that leads to a request counts for it though the place is kept") {
  const std::string levels = head + R"(
levels:
  ana_level:
    places: unlimited
    exits: {planned: {probability: 1, treatment_time: 4 d, to: next, transfer: 0 d}}
    hold: none
  ben_level:
    places: unlimited
    exits: {administrative: {probability: 1, treatment_time: 3 d, to: next}}
    hold: until_placed
  next: {places: {beds: 1}, treatment_time: 10 d, to: done}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: next}
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: ana_level}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: ben_level}
effects:
  first: {when: {last_exit: planned}, state: next, priority: 1, source: test}
)";
  for (const std::string hold : {"none", "until_placed", "1 d"}) {
    for (const std::string transfer : {"0 d", "{time: 2 d, reserve: true}"}) {
      for (const std::string when :
           {"{last_exit: planned}", "{last_level: ana_level}", "{days_in_care: '>= 4 d'}"}) {
        CAPTURE(hold);
        CAPTURE(transfer);
        CAPTURE(when);
        const std::string told =
            story(model_of(levels,
                           {"levels.ana_level.hold=" + hold,
                            "levels.ana_level.exits.planned.transfer=" + transfer,
                            "effects.first.when=" + when}));
        CHECK(told.find("\n10 ana enters next\n") != std::string::npos);
        CHECK(told.find("\n20 ben enters next\n") != std::string::npos);
      }
    }
  }
}

TEST_CASE("history: the last exit is one from a level") {
  const std::string levels = R"(
schema: 1
name: Last exit
start: 2026-01-05
run: {warm_up: 1 d, horizon: 30 d}
levels:
  op: {places: unlimited, exits: {planned: {probability: 0.5, treatment_time: 5 d, to: home}, dropout: {probability: 0.5, treatment_time: 5 d, to: home}}}
community:
  home: {exits: {relapse: {after: 4 d, to: op}, moved: {after: 40 d, to: away}}}
outcomes: [away]
arrivals:
  people: {poisson: {rate: 1 /d}, to: op}
effects:
  e: {when: {last_exit: dropout}, state: op, reason: dropout, odds_ratio: 2, source: test}
)";
  CHECK(refusal_of(levels).empty());
  CHECK(
      refusal_of(levels, {"effects.e.when.last_exit=relapse"})
          .find("expected the reason of an exit from a level, got 'relapse', by which people leave "
                "community states; those are not remembered") != std::string::npos);
}

// 2.1 + 0.7 days in care, whatever the arithmetic makes of them.
TEST_CASE("history: days in care reach a limit that they reach on paper") {
  const auto days_at_op = [](const std::string& days_in_care) {
    const Model model = model_of(head + R"(
levels:
  iop: {places: unlimited, treatment_time: 2.1 d, to: php}
  php: {places: unlimited, treatment_time: 0.7 d, to: op}
  op: {places: unlimited, treatment_time: 4 d, to: done}
outcomes: [done]
arrivals:
  people: {scheduled: {every: 1.7 d, first: 0.3 d}, to: iop}
effects:
  longer: {when: {days_in_care: )" +
                                 days_in_care + R"(}, state: op, stay_ratio: 2, source: test}
)");
    const Observations seen = models::Simulator{model}.run(0);
    const auto& stay = observed(model, seen, "op")[Length::Stay];
    CHECK(stay.minimum() == doctest::Approx(stay.maximum()));
    return stay.mean();
  };
  CHECK(days_at_op("'>= 2.8 d'") == doctest::Approx(8));
  CHECK(days_at_op("'<= 2.8 d'") == doctest::Approx(8));
  CHECK(days_at_op("'> 2.8 d'") == doctest::Approx(4));
  CHECK(days_at_op("'< 2.8 d'") == doctest::Approx(4));
  CHECK(days_at_op("'>= 2.801 d'") == doctest::Approx(4));
}

// Everybody is 10 days in op and 30 at home, by turns, from moments that are no round numbers.
TEST_CASE("history: a gap of just the length that one episode may have does not end it") {
  const Model model = model_of(R"(
schema: 1
name: Gaps
start: 2026-01-05
run: {warm_up: 0 d, horizon: 900 d, replications: 1}
episode_gap: 30 d
levels:
  op: {places: unlimited, treatment_time: 10 d, to: home}
community:
  home: {exits: {relapse: {probability: 1, time: 30 d, to: op}}}
arrivals:
  people: {poisson: {rate: 1 /d}, to: op}
effects:
  again: {when: {episodes: ">= 2"}, state: op, stay_ratio: 2, source: test}
)");
  const Observations seen = models::Simulator{model}.run(0);
  const models::OutcomeCell& cell = seen.outcomes.cells.at(0);
  REQUIRE(cell.followed > 100);
  CHECK(cell.episodes.sum == static_cast<double>(cell.followed));
  CHECK(observed(model, seen, "op")[Length::Stay].maximum() == doctest::Approx(10));
}

// An hour here, an hour there, each twice as long from the third time on: 2190 rounds a year, more
// than 65,536 in 31 years.
TEST_CASE("history: whoever comes back very often stays one who has come back") {
  const Model model = model_of(R"(
schema: 1
name: Often
start: 2026-01-05
run: {warm_up: 1 y, horizon: 31 y, replications: 1}
levels:
  clinic: {places: unlimited, treatment_time: 1 h, to: home}
community:
  home: {exits: {relapse: {probability: 1, time: 1 h, to: clinic}}}
arrivals:
  ana: {scheduled: {every: 100 y, first: 0 d}, to: clinic}
effects:
  known: {when: {admissions: ">= 3"}, state: clinic, stay_ratio: 2, source: test}
  ill: {when: {relapses: ">= 3"}, state: home, stay_ratio: 2, source: test}
)");
  const Observations seen = models::Simulator{model}.run(0);
  CHECK(observed(model, seen, "clinic")[Length::Stay].count() > 65'536);
  CHECK(observed(model, seen, "clinic")[Length::Stay].minimum() == doctest::Approx(1 / 12.0));
  CHECK(observed(model, seen, "home")[Length::Stay].minimum() == doctest::Approx(1 / 12.0));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
