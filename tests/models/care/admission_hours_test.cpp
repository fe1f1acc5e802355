#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Levels that take people up on weekdays and at hours only, traced by hand. Day 0 is a Monday.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

/// Somebody comes every noon and stays for three days; admitted on weekdays from 9 to 17.
std::string noon(const std::string& places) {
  return R"(
schema: 1
name: Office hours
start: 2026-01-05
run: {warm_up: 0 d, horizon: 28 d, replications: 1}
levels:
  clinic:
    places: )" +
         places + R"(
    admission: {weekdays: [mon, tue, wed, thu, fri], hours: {from: 9 h, to: 17 h}}
    treatment_time: 3 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 1 d, first: 12 h}, to: clinic}
)";
}

/// One bed.
const std::string one_bed = R"(
schema: 1
name: One bed
start: 2026-01-05
run: {warm_up: 0 d, horizon: 12 d, replications: 1}
holidays: [2026-01-12]
levels:
  clinic:
    places: {beds: 1}
    admission: {hours: {from: 9 h, to: 17 h}}
    treatment_time: {given: who, ana: 36 h, others: 1 d}
    to: out
attributes: {who: {ana: 0, others: 1}}
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 100 d, first: 9 h}, attributes: {who: {ana: 1, others: 0}}, to: clinic}
  ben: {scheduled: {every: 100 d, first: 10 h}, to: clinic}
  zoe: {scheduled: {every: 100 d, first: 6.9 d}, to: clinic}
  kim: {scheduled: {every: 100 d, first: 90 h}, to: clinic}
)";

TEST_SUITE_BEGIN("unit");

// Of 28 people the 8 of weekends wait for Monday 9:00, 45 h or 21 h; the last two wait on.
TEST_CASE("admission hours: who comes at the weekend waits for Monday morning") {
  const Model model = model_of(noon("unlimited"));
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Length::Wait].count() == 26);
  CHECK(clinic[Length::Wait].sum() == doctest::Approx(3 * (45 + 21) / 24.0).epsilon(1e-12));
  CHECK(clinic[Length::StartWait].sum() == clinic[Length::Wait].sum());
  CHECK(clinic[Length::SeatWait].sum() == 0);
  CHECK(clinic[Length::SeatWait].count() == 26);
  CHECK(clinic[Counter::Delayed] == 8);
  CHECK(clinic.open_waits == 2);
}

// ana's bed is free on Tuesday at 21:00: ben has waited 35 h for it, and the night for the hour.
// zoe comes on Sunday at 21:36; Monday is a holiday. kim comes on Thursday at 18:00.
TEST_CASE("admission hours: a wait is for the seat while there is none and else for the hour") {
  const Model model = model_of(one_bed);
  CHECK(story(model) == R"(
0.375 ana enters clinic
0.416667 ben waits for clinic
1.875 ana ends out
2.375 ben enters clinic
3.375 ben ends out
3.75 kim waits for clinic
4.375 kim enters clinic
5.375 kim ends out
6.9 zoe waits for clinic
8.375 zoe enters clinic
9.375 zoe ends out
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Length::SeatWait].sum() == doctest::Approx(35 / 24.0).epsilon(1e-12));
  CHECK(clinic[Length::StartWait].sum() == doctest::Approx(0.5 + 15 / 24.0 + 1.475).epsilon(1e-12));
  CHECK(clinic.full_time == std::chrono::hours{36 + 3 * 24});
}

TEST_CASE(
    "admission hours: people are admitted at the first moment of an hour and not at its last") {
  const auto comes_at = [](const std::string& time) {
    return story(model_of(noon("{beds: 99}"),
                          {"run.horizon=2 d",
                           "arrivals.ana.scheduled.every=50 d",
                           "arrivals.ana.scheduled.first=" + time}));
  };
  CHECK(comes_at("9 h") == "\n0.375 ana enters clinic\n");
  CHECK(comes_at("17 h") == "\n0.708333 ana waits for clinic\n1.375 ana enters clinic\n");
}

TEST_CASE("admission hours: those that are never open are refused") {
  const std::string why = refusal_of(
      noon("{beds: 2}"), {"run.horizon=5 d", "levels.clinic.admission.weekdays=[sat, sun]"});
  CHECK(why.find("levels.clinic.admission: expected an hour of admission before the run ends on "
                 "2026-01-10, got none: nobody would ever be admitted") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
