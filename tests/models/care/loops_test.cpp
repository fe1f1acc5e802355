#include "sim/limit.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

// People who come back. A tool that pairs each entry of a person with each exit of the same person
// gets stays right only when nobody returns; here everybody comes three times.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

TEST_SUITE_BEGIN("unit");

// ana: clinic 0-2, home 2-5, clinic 5-7, home 7-10, clinic 10-12 and so on, every 5 days, with ben
// 1 day behind: one bed, so he waits on days 1-2 and is 2 days behind from then on.
//
//   clinic  ana 0-2, ben 2-4, ana 5-7, ben 7-9, ana 10-12, ben 12- (horizon 13.5)
TEST_CASE("loops: each stay and each wait of a person who returns is counted by itself") {
  const Model model = model_of(R"(
schema: 1
name: Return
start: 2026-01-05
run: {warm_up: 0 d, horizon: 13.5 d, replications: 1}
levels:
  clinic: {places: {beds: 1}, treatment_time: 2 d, to: home}
community:
  home:
    exits:
      return: {after: 3 d, to: clinic}
      recovery: {after: 1000 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
)");
  CHECK(story(model) == R"(
0 ana enters clinic
1 ben waits for clinic
2 ana enters home
2 ben enters clinic
4 ben enters home
5 ana enters clinic
7 ana enters home
7 ben enters clinic
9 ben enters home
10 ana enters clinic
12 ana enters home
12 ben enters clinic
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(all.people == 2);
  CHECK(clinic[Counter::Admissions] == 6);
  CHECK(clinic[Length::Wait].sum() == doctest::Approx(1));
  CHECK(clinic[Length::Wait].maximum() == doctest::Approx(1));
  CHECK(clinic[Length::Stay].count() == 5);
  CHECK(clinic[Length::Stay].sum() == doctest::Approx(10));
  CHECK(clinic[Length::Stay].maximum() == doctest::Approx(2));
  CHECK(clinic.open_stays == 1);
  CHECK(clinic.open_stay_time.days() == doctest::Approx(1.5));
  // clinic -> home five times; home -> clinic four times
  CHECK(clinic.flow_to[1] == 5);
  const StateObservations& home = observed(model, all, "home");
  CHECK(home.flow_to[0] == 4);
  CHECK(home[Length::Stay].count() == 4);
  CHECK(home[Length::Stay].sum() == doctest::Approx(12));
  CHECK(home[Headcount::Census].integral_days() == doctest::Approx(3 + 3 + 3 + 3 + 1.5));
}

// No bed ever: who gives up at once, and goes home for 9 ms, asks again. `check` cannot see it, as
// nobody waits in the traffic equations; nobody would have known the end.
TEST_CASE("loops: people who ask again and again in next to no time come to a limit") {
  const Model model = model_of(R"(
schema: 1
name: Again
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
levels:
  clinic:
    places: {beds: 0}
    treatment_time: 2 d
    waiting: {patience: 0 d, gave_up_to: home}
    to: done
community:
  home: {time: 0.0000001 d, to: clinic}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: clinic}
)");
  CHECK_THROWS_WITH_AS(static_cast<void>(models::Simulator{model}.run(0)),
                       "replication 0: one person moves more than 16 million times, in next to no "
                       "time, by day 0.873813",
                       sim::LimitReached);
}

TEST_CASE("loops: a run is abandoned where somebody asks for it and the next is as ever") {
  const Model model = model_of_file("scenarios/textbook/mmc.yaml", {"run.horizon=900 y"});
  models::Simulator simulator{model};
  int asked = 0;
  const models::StopQuestion stop = [&asked] { return ++asked == 2; };
  CHECK(simulator.run(0, nullptr, nullptr, &stop) == std::nullopt);
  CHECK(asked == 2);
  const models::StopQuestion go_on = [] { return false; };
  const auto seen = simulator.run(0, nullptr, nullptr, &go_on);
  REQUIRE(seen.has_value());
  CHECK(seen->events == models::Simulator{model}.run(0).events);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
