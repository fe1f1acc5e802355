#include "analysis/measure/outcome_figures.hpp"
#include "models/outcome_observations.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// What exits and outcomes are called, and what follows from that for recovery and death.
namespace stepdown::tests {
namespace {

using analysis::OutcomeFigure;
using models::Headcount;
using models::Model;
using models::Observations;

TEST_SUITE_BEGIN("unit");

// All exits have names of no meaning; what is entered has one. Ana is well 30 d after the index
// admission, ben dies at 40 d, cal dies while he waits for the bed that ben has, dee just leaves.
TEST_CASE("outcomes: an outcome that is called recovered or died is one") {
  const Model model = model_of(R"(
schema: 1
name: Short forms
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 1}
attributes:
  person: {ana: 0.25, ben: 0.25, cal: 0.25, dee: 0.25}
levels:
  open: {places: unlimited, treatment_time: 20 d, to: home}
  ward:
    places: {beds: 1}
    treatment_time: 40 d
    to: died
    waiting: {patience: {constant: 5 d}, gave_up_to: died}
community:
  home: {time: 10 d, to: {given: person, ana: recovered, ben: away, cal: away, dee: away}}
outcomes: [recovered, died, away]
arrivals:
  ana: {scheduled: {every: 5000 d, first: 1 d}, attributes: {person: {ana: 1, ben: 0, cal: 0, dee: 0}}, to: open}
  ben: {scheduled: {every: 5000 d, first: 1 d}, attributes: {person: {ana: 0, ben: 1, cal: 0, dee: 0}}, to: ward}
  cal: {scheduled: {every: 5000 d, first: 2 d}, attributes: {person: {ana: 0, ben: 0, cal: 1, dee: 0}}, to: ward}
  dee: {scheduled: {every: 5000 d, first: 3 d}, attributes: {person: {ana: 0, ben: 0, cal: 0, dee: 1}}, to: open}
)");
  const Observations seen = models::Simulator{model}.run(0);
  const models::OutcomeCell& cell = seen.outcomes.cells.at(0);
  using models::ClockGroup;
  CHECK(cell.recovery.grouped() ==
        std::vector<ClockGroup>{{.days = 30, .events = 1, .competing = 1},
                                {.days = 40, .competing = 1}});
  CHECK(cell.deaths == 2);
  CHECK(cell.deaths_expected == 2);
}

// Everybody stays 10 d in `open`, leaves by an exit called recovery and asks for the only bed. Ana
// gets it, and dies there for good by way of another state; ben waits 5 d in vain and dies at once.
TEST_CASE("outcomes: who dies is counted once and has not recovered") {
  const Model model = model_of(R"(
schema: 1
name: Deaths
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 1}
levels:
  open: {places: unlimited, exits: {recovery: {probability: 1, treatment_time: 10 d, to: ward}}}
  ward:
    places: {beds: 1}
    exits: {death: {probability: 1, treatment_time: 40 d, to: morgue}}
    waiting: {patience: {step_down: {constant: 5 d}}, gave_up_to: died}
community:
  morgue: {time: 2 d, to: died}
outcomes: [died]
arrivals:
  ana: {scheduled: {every: 5000 d, first: 1 d}, to: open}
  ben: {scheduled: {every: 5000 d, first: 2 d}, to: open}
)");
  const Observations seen = models::Simulator{model}.run(0);
  const models::OutcomeCell& cell = seen.outcomes.cells.at(0);
  CHECK(cell.deaths == 2);
  CHECK(cell.deaths_expected == 2);
  CHECK(cell.recovery.grouped() == std::vector<models::ClockGroup>{{.days = 15, .competing = 1},
                                                                   {.days = 52, .competing = 1}});
}

// Hazards of 1/200 and 1/300 a day over stays of 10 d; the second leads to an outcome called died.
TEST_CASE("outcomes: a race that can only lead to death has a hazard whatever it is called") {
  const Model model = model_of(R"(
schema: 1
name: Hazards
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 1}
levels:
  op:
    places: unlimited
    exits:
      planned: {probability: 1, treatment_time: 10 d, to: away}
      death: {after: {exponential: {mean: 200 d}}, to: away}
      overdose: {after: {exponential: {mean: 300 d}}, to: died}
outcomes: [died, away]
arrivals:
  people: {scheduled: {every: 1 d, first: 0 d}, to: op}
)");
  const Observations seen = models::Simulator{model}.run(0);
  const double days = seen.states[0][Headcount::Census].integral_days();
  CHECK(seen.outcomes.cells.at(0).deaths_expected == doctest::Approx(days / 200 + days / 300));
}

TEST_CASE("outcomes: what no exit and no outcome is called has no value and the reason") {
  const Model model = model_of(R"(
schema: 1
name: Own words
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 1}
levels:
  op: {places: unlimited, exits: {finished: {probability: 1, treatment_time: 20 d, to: home}}}
community:
  home: {exits: {back: {after: 5 d, to: op}, off: {after: 300 d, to: gone}}}
outcomes: [gone]
arrivals:
  people: {scheduled: {every: 10 d, first: 1 d}, to: op}
)");
  const Observations seen = models::Simulator{model}.run(0);
  int without = 0;
  for (const OutcomeFigure& figure :
       analysis::measure_outcomes(model, seen.outcomes, seen.window_days).figures) {
    if (figure.why_none.find("is called") == std::string::npos) continue;
    ++without;
    CAPTURE(figure.measurement.metric);
    CHECK_FALSE(figure.measurement.value.has_value());
    CHECK_FALSE(figure.risk.has_value());
  }
  // completion; recovery at 3 times and its median; relapse and relapse_each at 4; both deaths
  CHECK(without == 1 + 4 + 8 + 2);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
