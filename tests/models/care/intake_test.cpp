#include "tests/support/clock_events.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// An assessment has places and waits, but is no treatment.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Length;
using models::Model;
using models::MoveKind;
using models::Observations;

// One assessor. ana is assessed on days 0-2 and ben on days 2-4; treated from then on for 10 d, at
// home for 5 d, assessed again.
const std::string assessed = R"(
schema: 1
name: Intake
start: 2026-01-05
run: {warm_up: 0 d, horizon: 20 d, replications: 1}
levels:
  residential: {places: {beds: 2}, treatment_time: 10 d, to: home}
  op: {places: unlimited, treatment_time: 10 d, to: home}
  intake: {intake: true, places: {slots: 1}, treatment_time: 2 d, to: residential}
community:
  home: {time: 5 d, to: intake}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: intake}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: intake}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("intake: time to treatment goes on until treatment") {
  const Model model = model_of(assessed, {"levels.intake.intake=true"});
  const Observations all = models::Simulator{model}.run(0);
  const models::OutcomeCell& cell = all.outcomes.cells[0];
  CHECK(cell.time_to_treatment.count() == 2);
  CHECK(cell.time_to_treatment.sum() == doctest::Approx(2 + 4));
  CHECK(cell.index_admissions == 2);
  CHECK(observed(model, all, "intake")[Counter::Admissions] == 4);
  CHECK(observed(model, all, "intake")[Length::Wait].sum() == doctest::Approx(2));
  // ana is discharged on day 12 and assessed again from 17 on: no admission, no readmission.
  CHECK(tests::events_at(cell.retention, 10) == 2);
  CHECK(tests::events_at(cell.every_readmission, 5) == 0);

  const Model level = model_of(assessed, {"levels.intake.intake=false"});
  const Observations treated = models::Simulator{level}.run(0);
  CHECK(treated.outcomes.cells[0].time_to_treatment.sum() == doctest::Approx(2));
}

TEST_CASE("intake: an assessment stands outside the order of levels") {
  const Model model = model_of(assessed, {"levels.intake.intake=true"});
  const auto kind = [&model](const char* from, const char* to) {
    return model.move_kind(state_named(model, from), state_named(model, to));
  };
  CHECK(kind("intake", "residential") == MoveKind::Return);
  CHECK(kind("intake", "home") == MoveKind::Community);
  CHECK(kind("home", "intake") == MoveKind::Intake);
  CHECK(kind("op", "intake") == MoveKind::Intake);
  CHECK(kind("op", "residential") == MoveKind::Escalation);
  CHECK(kind("home", "op") == MoveKind::Return);
}

// kim and lea have the beds until day 30. ana, assessed and never treated before, is a new request;
// ben comes from op and escalates, so that he goes first although he asks later.
TEST_CASE("intake: who has been assessed asks as one who is new") {
  const std::string told = story(model_of(R"(
schema: 1
name: Intake
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 1}
levels:
  residential: {places: {beds: 1}, treatment_time: 30 d, to: done}
  op: {places: unlimited, treatment_time: 5 d, to: residential}
  intake: {intake: true, places: {slots: 1}, treatment_time: 2 d, to: residential}
outcomes: [done]
arrivals:
  kim: {scheduled: {every: 1000 d, first: 0 d}, to: residential}
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: intake}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: op}
)"));
  CHECK(told.find("\n30 ben enters residential\n") != std::string::npos);
}

// The stay in the assessment is no part of days in care, nor of episodes or admissions.
TEST_CASE("intake: history knows nothing of an assessment but the visit") {
  const auto stays = [](const std::string& when) {
    const Model model = model_of(assessed + "effects:\n  e: {when: {" + when +
                                     "}, state: residential, stay_ratio: 0.5, source: test}\n",
                                 {"levels.intake.intake=true"});
    const Observations all = models::Simulator{model}.run(0);
    return observed(model, all, "residential")[Length::Stay].minimum();
  };
  CHECK(stays("admissions: '>= 2'") == doctest::Approx(10));
  CHECK(stays("episodes: '>= 2'") == doctest::Approx(10));
  CHECK(stays("days_in_care: '> 0 d'") == doctest::Approx(10));
  CHECK(stays("last_level: intake") == doctest::Approx(10));
  CHECK(stays("visited: intake") == doctest::Approx(5));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
