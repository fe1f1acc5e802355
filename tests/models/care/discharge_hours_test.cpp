#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Levels that discharge people at some hours only, traced by hand. Day 0 is a Monday.
namespace stepdown::tests {
namespace {

using models::Headcount;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string no_weekends = R"(
schema: 1
name: No discharges at weekends
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d, replications: 1}
levels:
  ward:
    places: {beds: 1}
    treatment_time: 5 d
    exits: {planned: {probability: 1, to: out}, death: {after: 100 d, to: died}}
    discharge: {weekdays: [mon, tue, wed, thu, fri], at: 10 h}
outcomes: [out, died]
arrivals:
  ana: {scheduled: {every: 100 d, first: 12 h}, to: ward}
  ben: {scheduled: {every: 100 d, first: 5.6 d}, to: ward}
)";

TEST_SUITE_BEGIN("unit");

// ana is ready on Saturday at 12:00 and leaves on Monday at 10:00, when ben gets the bed; he is
// ready on the next Saturday and stays to the end of the run.
TEST_CASE("discharge hours: a bed that is ready on Saturday is free on Monday") {
  const Model model = model_of(no_weekends);
  CHECK(story(model) == R"(
0.5 ana enters ward
5.6 ben waits for ward
7.41667 ana may leave ward
7.41667 ana ends out
7.41667 ben enters ward
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& ward = observed(model, all, "ward");
  CHECK(ward.stay_treated.days() == doctest::Approx(5));
  CHECK(ward.stay_discharge.days() == doctest::Approx(46 / 24.0));
  CHECK(ward.stay_transfer.days() == 0);
  CHECK(ward.stay_held.days() == 0);
  // ben's from day 12.41667 on, until the end
  CHECK(ward.discharge_time.days() == doctest::Approx(46 / 24.0 + 14 - 12 - 10 / 24.0));
  CHECK(ward[Headcount::Held].integral_days() == 0);
}

TEST_CASE("discharge hours: a stay that ends at one of them does not wait") {
  const std::string friday = story(model_of(
      no_weekends, {"levels.ward.treatment_time=3 d", "arrivals.ana.scheduled.first=34 h"}));
  CHECK(friday.starts_with("\n1.41667 ana enters ward\n4.41667 ana ends out\n"));
}

TEST_CASE("discharge hours: a race does not wait and takes who does") {
  const Model model = model_of(no_weekends, {"levels.ward.exits.death.after=6 d"});
  CHECK(story(model) == R"(
0.5 ana enters ward
5.6 ben waits for ward
6.5 ana is overtaken in ward
6.5 ana ends died
6.5 ben enters ward
12.5 ben is overtaken in ward
12.5 ben ends died
)");
  const StateObservations ward = observed(model, models::Simulator{model}.run(0), "ward");
  // Both waited a day for Monday, from Saturday and from Friday at 12:00, until they died.
  CHECK(ward.stay_treated.days() == doctest::Approx(10));
  CHECK(ward.stay_discharge.days() == doctest::Approx(2));
}

TEST_CASE("discharge hours: those who drop out wait for none") {
  const std::string dropping_out = R"(
schema: 1
name: Out of the door
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d, replications: 1}
levels:
  ward:
    places: {beds: 1}
    exits: {dropout: {probability: 1, treatment_time: 5 d, to: out}}
    discharge: {weekdays: [mon], at: 10 h}
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 100 d, first: 12 h}, to: ward}
)";
  CHECK(story(model_of(dropping_out)) == "\n0.5 ana enters ward\n5.5 ana ends out\n");
}

// The transfer ends on Sunday; then ana waits for Monday, while the next place is kept for her.
TEST_CASE("discharge hours: they come after a transfer and a place kept meanwhile stays kept") {
  const std::string transferred = R"(
schema: 1
name: Papers first
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d, replications: 1}
levels:
  ward:
    places: {beds: 1}
    exits: {planned: {probability: 1, treatment_time: 5 d, transfer: {time: 1 d, reserve: true}, to: day}}
    discharge: {weekdays: [mon, tue, wed, thu, fri]}
  day:
    places: {slots: 1}
    treatment_time: 2 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 100 d, first: 12 h}, to: ward}
  ben: {scheduled: {every: 100 d, first: 6.75 d}, to: day}
)";
  const Model model = model_of(transferred);
  CHECK(story(model) == R"(
0.5 ana enters ward
6.5 ana has been transferred from ward
6.75 ben waits for day
7 ana may leave ward
7 ana enters day
9 ana ends out
9 ben enters day
11 ben ends out
)");
  const StateObservations ward = observed(model, models::Simulator{model}.run(0), "ward");
  CHECK(ward.stay_transfer.days() == doctest::Approx(1));
  CHECK(ward.stay_discharge.days() == doctest::Approx(0.5));
  CHECK(ward.stay_treated.days() == doctest::Approx(5));
}

TEST_CASE("discharge hours: those that never come are refused") {
  const std::string why =
      refusal_of(no_weekends, {"run.horizon=5 d", "levels.ward.discharge.weekdays=[sat]"});
  CHECK(why.find("levels.ward.discharge: expected an hour of discharge before the run ends") !=
        std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
