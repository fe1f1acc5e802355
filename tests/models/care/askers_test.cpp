#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Who asks from outside treatment and who in the course of it, traced by hand.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Askers
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
)";

// ward: kim 0-10, ben 10-20 after 8 d. day: cleo 1-13, kim 13-25 after 3 d, ben from 25 after 5 d.
const std::string two_levels = head + R"(
levels:
  ward: {places: {beds: 1}, treatment_time: 10 d, to: day}
  day: {places: {slots: 1}, treatment_time: 12 d, to: out}
outcomes: [out]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: ward}
  cleo: {scheduled: {every: 1000 d, first: 1 d}, to: day}
  ben: {scheduled: {every: 1000 d, first: 2 d}, to: ward}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("askers: those from outside and those from another level are told apart") {
  const Model model = model_of(two_levels);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& ward = observed(model, all, "ward");
  CHECK(ward[Counter::Requests] == 2);
  CHECK(ward[Counter::Delayed] == 1);
  CHECK(ward[Counter::InternalRequests] == 0);
  CHECK(ward[Length::ExternalWait].sum() == 8);
  CHECK(ward[Length::InternalWait].count() == 0);
  const StateObservations& day = observed(model, all, "day");
  CHECK(day[Counter::Requests] == 3);
  CHECK(day[Counter::Delayed] == 2);
  CHECK(day[Counter::InternalRequests] == 2);
  CHECK(day[Counter::InternalDelayed] == 2);
  CHECK(day[Length::ExternalWait].zeros() == 1);
  CHECK(day[Length::InternalWait].minimum() == 3);
  CHECK(day[Length::InternalWait].maximum() == 5);
}

TEST_CASE("askers: both kinds together are all") {
  const Model model = model_of(two_levels);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& day = observed(model, all, "day");
  CHECK(day[Length::Wait].count() == 3);
  CHECK(day[Length::Wait].zeros() == 1);
  CHECK(day[Length::Wait].sum() == 8);
}

// kim holds the bed 10-13, so that ben has it 13-23 and holds it 23-25.
TEST_CASE("askers: who keeps a place for want of the next asks in the course of treatment") {
  const Model model = model_of(two_levels, {"levels.ward.hold=until_placed"});
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& day = observed(model, all, "day");
  CHECK(day[Counter::InternalRequests] == 2);
  CHECK(day[Counter::InternalDelayed] == 2);
  CHECK(day[Length::InternalWait].sum() == 5);
  CHECK(observed(model, all, "ward")[Length::ExternalWait].sum() == 11);
}

// An assessment is no treatment; 7 days from one admission to the next, with home between them.
TEST_CASE("askers: people who return and people from an assessment come from outside") {
  const Model model = model_of(head + R"(
levels:
  clinic: {places: unlimited, treatment_time: 3 d, to: home}
  assessment: {intake: true, places: unlimited, treatment_time: 1 d, to: clinic}
community:
  home: {time: 4 d, to: clinic}
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: assessment}
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Counter::Requests] == 5);  // on days 1, 8, 15, 22 and 29
  CHECK(clinic[Counter::InternalRequests] == 0);
  CHECK(clinic[Length::ExternalWait].count() == 5);
  CHECK(observed(model, all, "assessment")[Counter::InternalRequests] == 0);
}

// The same, observed from the start and from day 10 on.
TEST_CASE("visits: only the first one of a person ever counts as a first one") {
  const std::string scenario = head + R"(
levels:
  clinic: {places: unlimited, treatment_time: 3 d, to: home}
community:
  home: {time: 4 d, to: clinic}
arrivals:
  kim: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 12 d}, to: clinic}
)";
  const Model model = model_of(scenario);
  const Observations all = models::Simulator{model}.run(0);
  CHECK(observed(model, all, "clinic")[Counter::Admissions] == 8);  // ben on days 12, 19 and 26
  CHECK(observed(model, all, "clinic")[Counter::FirstVisits] == 2);
  const Model later = model_of(scenario, {"run.warm_up=10 d"});
  const Observations rest = models::Simulator{later}.run(0);
  CHECK(observed(later, rest, "clinic")[Counter::Admissions] == 6);
  CHECK(observed(later, rest, "clinic")[Counter::FirstVisits] == 1);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
