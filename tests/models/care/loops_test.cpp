#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

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

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
