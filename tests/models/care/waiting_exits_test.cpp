#include "tests/support/check_mean.hpp"
#include "tests/support/clock_events.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

// Race exits of those who wait outside: death, relapse, improvement. Everybody comes from a source
// of their own, which names them.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

// kim has the bed until day 20; ana asks for it on day 1.
const std::string risky = R"(
schema: 1
name: Exits of waiting
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
levels:
  a:
    places: {beds: 1}
    treatment_time: 20 d
    to: done
    waiting:
      exits:
        death: {after: 5 d, to: died}
community:
  home: {time: 300 d, to: done}
outcomes: [done, died]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: a}
  ana: {scheduled: {every: 1000 d, first: 1 d}, to: a}
)";

const std::string impatient = "levels.a.waiting.patience=";
const std::string then_home = "levels.a.waiting.gave_up_to=home";

TEST_SUITE_BEGIN("unit");

TEST_CASE("exits of waiting: one that comes before a place takes the person off the list") {
  const Model model = model_of(risky);
  CHECK(story(model) == R"(
0 kim enters a
1 ana waits for a
6 ana leaves the list of a
6 ana ends died
20 kim ends done
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& a = observed(model, all, "a");
  CHECK(a[Counter::LeftList] == 1);
  CHECK(a[Counter::GaveUp] == 0);
  CHECK(a[Counter::Delayed] == 1);
  CHECK(a[Length::GaveUpWait].count() == 0);
  CHECK(a[Headcount::List].integral_days() == doctest::Approx(5));
  CHECK(all.outcomes.cells[0].deaths == 1);
  CHECK(all.outcomes.cells[0].deaths_expected == 1);  // at a fixed time: no hazard
  CHECK(all.outcomes.cells[0].never_treated == 1);
}

TEST_CASE(
    "exits of waiting: whichever comes first of place and patience and exit is what happens") {
  // A place at the same moment is taken.
  CHECK(story(model_of(risky, {"levels.a.treatment_time=6 d"})) == R"(
0 kim enters a
1 ana waits for a
6 kim ends done
6 ana enters a
12 ana ends done
)");
  // Patience that ends at the same moment, or before.
  for (const std::string patience : {"5 d", "4 d"}) {
    const std::string told = story(model_of(risky, {impatient + patience, then_home}));
    CHECK(told.find("ana gives up a") != std::string::npos);
    CHECK(told.find("ana leaves the list") == std::string::npos);
  }
  CHECK(story(model_of(risky, {impatient + "6 d", then_home})).find("6 ana leaves the list of a") !=
        std::string::npos);
}

// ana is ready for a on day 2, keeps her place for 3 d and waits outside from day 5.
TEST_CASE("exits of waiting: the clock begins when somebody is outside") {
  CHECK(story(model_of(risky + R"(
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: b}
)",
                       {"levels.b={places: unlimited, treatment_time: 2 d, to: a, hold: 3 d}",
                        "arrivals.ana.scheduled.first=70 d"})) == R"(
0 kim enters a
0 ben enters b
2 ben holds for a
5 ben stops holding b
5 ben waits for a
10 ben leaves the list of a
10 ben ends died
20 kim ends done
)");
}

TEST_CASE("exits of waiting: effects on their reason change them") {
  const auto dies_on_day = [](const std::string& effect) {
    const std::string told =
        story(model_of(risky + "effects:\n  e: {" + effect + ", source: test}\n",
                       {"levels.a.waiting.exits.death.after={constant: 5 d}"}));
    const auto end = told.find(" ana leaves the list");
    REQUIRE(end != std::string::npos);
    return told.substr(told.rfind('\n', end) + 1, end - told.rfind('\n', end) - 1);
  };
  CHECK(dies_on_day("when: {admissions: 0}, reason: death, time_ratio: 2") == "11");
  CHECK(dies_on_day("when: {admissions: 0}, state: a, time_ratio: 0.6") == "4");
  CHECK(dies_on_day("when: {admissions: 1}, reason: death, time_ratio: 2") == "6");
  // Somebody without an admission is about to begin the first episode.
  CHECK(dies_on_day("when: {episodes: 1}, reason: death, time_ratio: 2") == "11");
}

// ana waits for a from day 1, relapses on day 4 and asks for detox, where relapses count.
TEST_CASE("exits of waiting: a relapse is one of history and may lead to another level") {
  const Model model = model_of(
      risky +
          "effects:\n  again: {when: {relapses: 1}, state: detox, stay_ratio: 3, source: test}\n",
      {"levels.a.waiting.exits={relapse: {after: 3 d, to: detox}}",
       "levels.detox={places: unlimited, treatment_time: 2 d, to: home}"});
  CHECK(story(model) == R"(
0 kim enters a
1 ana waits for a
4 ana leaves the list of a
4 ana enters detox
10 ana enters home
20 kim ends done
)");
}

// ana was in op until day 2, at home until 5 and waits for a from then on; on day 8 she relapses,
// three days after she asked and six after her discharge.
TEST_CASE("exits of waiting: a relapse ends the clocks of the last discharge") {
  const Model model = model_of(risky,
                               {"levels.op={places: unlimited, treatment_time: 2 d, to: home}",
                                "arrivals.ana={scheduled: {every: 1000 d, first: 0 d}, to: op}",
                                "community.home={time: 3 d, to: a}",
                                "community.relapsed={time: 300 d, to: done}",
                                "levels.a.waiting.exits={relapse: {after: 3 d, to: relapsed}}"});
  const Observations all = models::Simulator{model}.run(0);
  const models::OutcomeCell& cell = all.outcomes.cells[0];
  CHECK(tests::events_at(cell.relapse, 6) == 1);
  CHECK(tests::events_at(cell.every_relapse, 6) == 1);
}

TEST_CASE("exits of waiting: what is wrong in them is told where it stands") {
  const auto told = [](const std::string& exits) {
    return refusal_of(risky, {"levels.a.waiting.exits=" + exits});
  };
  CHECK(told("{death: {to: died}}").find("levels.a.waiting.exits.death.after") !=
        std::string::npos);
  CHECK(told("{death: {after: 5 d}}").find("levels.a.waiting.exits.death.to") != std::string::npos);
  CHECK(told("{death: {after: 5 d, to: dide}}")
            .find("levels.a.waiting.exits.death.to: expected a state, got 'dide'; did you mean "
                  "'died'?") != std::string::npos);
  CHECK(told("{death: {probability: 1, to: died}}")
            .find("levels.a.waiting.exits.death.probability") != std::string::npos);
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("validation");

// 400 people for whom there is never a place and who die at random with mean 10 d: mean wait 10 d
// with standard error 0.5 d, and as many deaths as the hazard that they faced, with standard error
// 20.
TEST_CASE("exits of waiting: a hazard acts and is counted as long as somebody waits outside") {
  constexpr int people = 400;
  const Model model = model_of(risky,
                               {"levels.a.treatment_time=500 d",
                                "run.horizon=400 d",
                                "levels.a.waiting.exits.death.after={exponential: {mean: 10 d}}"});
  std::vector<double> waits;
  double deaths = 0;
  double expected = 0;
  for (const Observations& all : observe(model, people)) {
    waits.push_back(observed(model, all, "a")[Headcount::List].integral_days());
    deaths += static_cast<double>(all.outcomes.cells[0].deaths);
    expected += all.outcomes.cells[0].deaths_expected;
  }
  CHECK(check_mean(waits, 10.0));
  CHECK(deaths == people);
  CHECK(std::abs(expected - people) < 4 * std::sqrt(double{people}));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
