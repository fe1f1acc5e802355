#include "analysis/measure/outcome_figures.hpp"
#include "models/outcome_observations.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// Five people whose every date is known, and every outcome figure worked out by hand.
//
// Window: day 10 to day 410. One bed in residential, the other levels are unlimited. An episode
// ends with a gap of more than 30 days.
//
//   dee  referred 2: residential 2-22, planned; home 22-28, relapses; relapsed until the horizon.
//        Her only admission lies before the window: she has no index admission.
//   ana  referred 12: php 12-32, planned; home 32-42, relapses; relapsed 42-47; residential 47-61,
//        planned; home 61-71, relapses; relapsed 71-76; waits 76-80 for the bed that eve has;
//        residential 80-94, planned; home until the horizon. Twice readmitted within 30 days.
//   ben  referred 20: waits 20-22 for dee's bed; residential 22-36, planned; op 36-66, drops out;
//        home 66-91, dies.
//   cal  referred 25: waits for the bed that ben has, gives up on day 33 and is lost.
//   eve  referred 70: residential 70-80, planned; op from 80 until the horizon (censored).
//
// Ana and ben are of the north, the others of the south.
namespace stepdown::tests {
namespace {

using analysis::OutcomeFigure;
using models::Headcount;
using models::Model;
using models::Observations;

const std::string five_people = R"(
schema: 1
name: Five people
start: 2026-01-05
run: {warm_up: 10 d, horizon: 410 d, replications: 1}
report_by: [site]
episode_gap: 30 d
attributes:
  person: {ana: 0.2, ben: 0.2, cal: 0.2, dee: 0.2, eve: 0.2}
  site:
    given: person
    ana: {north: 1, south: 0}
    ben: {north: 1, south: 0}
    cal: {north: 0, south: 1}
    dee: {north: 0, south: 1}
    eve: {north: 0, south: 1}
levels:
  residential:
    places: {beds: 1}
    exits:
      planned:
        probability: 1
        treatment_time: {given: person, ana: 14 d, ben: 14 d, cal: 14 d, dee: 20 d, eve: 10 d}
        to: {given: person, ana: home, ben: op, cal: home, dee: home, eve: op}
    waiting: {patience: {new: {constant: 8 d}}, gave_up_to: lost}
  php: {places: unlimited, treatment_time: 20 d, to: home}
  op:
    places: unlimited
    exits:
      dropout:
        probability: 1
        treatment_time: {given: person, ana: 30 d, ben: 30 d, cal: 30 d, dee: 30 d, eve: 400 d}
        to: home
community:
  home:
    exits:
      relapse:
        after: {given: person, ana: 10 d, ben: 3000 d, cal: 3000 d, dee: 6 d, eve: 3000 d}
        to: relapsed
      death:
        probability: 1
        time: {given: person, ana: 9000 d, ben: 25 d, cal: 9000 d, dee: 9000 d, eve: 9000 d}
        to: died
      recovery: {after: 9500 d, to: lost}
  relapsed:
    exits:
      return:
        probability: 1
        time: {given: person, ana: 5 d, ben: 5 d, cal: 5 d, dee: 2000 d, eve: 5 d}
        to: residential
outcomes: [died, lost]
arrivals:
  ana: {scheduled: {every: 5000 d, first: 12 d}, attributes: {person: {ana: 1, ben: 0, cal: 0, dee: 0, eve: 0}}, to: php}
  ben: {scheduled: {every: 5000 d, first: 20 d}, attributes: {person: {ana: 0, ben: 1, cal: 0, dee: 0, eve: 0}}, to: residential}
  cal: {scheduled: {every: 5000 d, first: 25 d}, attributes: {person: {ana: 0, ben: 0, cal: 1, dee: 0, eve: 0}}, to: residential}
  dee: {scheduled: {every: 5000 d, first: 2 d}, attributes: {person: {ana: 0, ben: 0, cal: 0, dee: 1, eve: 0}}, to: residential}
  eve: {scheduled: {every: 5000 d, first: 70 d}, attributes: {person: {ana: 0, ben: 0, cal: 0, dee: 0, eve: 1}}, to: residential}
effects:
  settled:
    when: {admissions: ">= 3"}
    state: home
    reason: relapse
    time_ratio: 100
    source: so that ana stays at home in the end
)";

/// What the five people make of every figure.
struct Outcomes {
  Model model = model_of(five_people);
  Observations seen = models::Simulator{model}.run(0);
  std::vector<OutcomeFigure> figures =
      analysis::measure_outcomes(model, seen.outcomes, seen.window_days).figures;

  [[nodiscard]] const OutcomeFigure& figure(const std::string& metric,
                                            const std::string& statistic,
                                            const std::string& state = "all",
                                            const std::string& group = "all") const {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& f) {
      return f.measurement.metric == metric && f.measurement.statistic == statistic &&
             f.measurement.state == state && f.measurement.group == group;
    });
    REQUIRE_MESSAGE(found != figures.end(), metric << " " << statistic << " " << state);
    return *found;
  }
  [[nodiscard]] std::optional<double> value(const std::string& metric,
                                            const std::string& statistic = "share",
                                            const std::string& state = "all",
                                            const std::string& group = "all") const {
    return figure(metric, statistic, state, group).measurement.value;
  }
  [[nodiscard]] std::optional<std::int64_t> n(const std::string& metric,
                                              const std::string& state = "all") const {
    return figure(metric, "share", state).measurement.n;
  }
};

/// A share as a fraction, when there is one.
void check(const std::optional<double>& value, double part, double whole) {
  REQUIRE(value.has_value());
  CHECK(*value == doctest::Approx(part / whole).epsilon(1e-12));
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("outcomes: the five people do what the trace says") {
  CHECK(story(model_of(five_people)) == R"(
2 dee enters residential
12 ana enters php
20 ben waits for residential
22 dee enters home
22 ben enters residential
25 cal waits for residential
28 dee enters relapsed
32 ana enters home
33 cal gives up residential
33 cal ends lost
36 ben enters op
42 ana enters relapsed
47 ana enters residential
61 ana enters home
66 ben enters home
70 eve enters residential
71 ana enters relapsed
76 ana waits for residential
80 eve enters op
80 ana enters residential
91 ben ends died
94 ana enters home
)");
}

// Referred in the window: ana, ben, cal, eve. Waits to first treatment 0, 2 and 0 d; cal never.
TEST_CASE("outcomes: time to treatment of five people by hand") {
  const Outcomes o;
  check(o.value("index_admissions", "per_year"), 3 * 365.0, 400);
  check(o.value("time_to_treatment", "mean"), 2, 3);
  CHECK(o.value("time_to_treatment", "median") == 0.0);
  CHECK(o.value("time_to_treatment", "p90") == 2.0);
  check(o.value("never_treated"), 1, 4);
  CHECK(o.value("untreated", "count") == 0.0);
  CHECK(o.value("never_treated", "share", "all", "site=north") == 0.0);
  check(o.value("never_treated", "share", "all", "site=south"), 1, 2);
}

// Index admission to first discharge: ana 12-32, 20 d; ben 22-66, 44 d; eve 70-410, censored at
// 340 d. S(20) = 2/3, S(44) = 2/3 x 1/2. Nobody is followed for 365 d and eve is still in care.
TEST_CASE("outcomes: retention of five people by hand") {
  const Outcomes o;
  check(o.value("retention_30"), 2, 3);
  check(o.value("retention_90"), 1, 3);
  check(o.value("retention_180"), 1, 3);
  CHECK(o.value("retention_365") == std::nullopt);
  CHECK(o.figure("retention_365", "share").why_none == "nobody was followed that long");
  const auto risk = o.figure("retention_90", "share").risk;
  REQUIRE(risk.has_value());
  CHECK(risk->started == 3);
  CHECK(risk->at_risk == 1);
  CHECK(risk->events == 2);
  CHECK(risk->censored == 0);
  CHECK(o.value("retention_90", "share", "all", "site=north") == 0.0);
  CHECK(o.value("retention_365", "share", "all", "site=north") == 0.0);  // all have left: known
}

// Ana: gaps of 15 and 19 d, so one episode 12-94, planned, known at 124: 112 d. Ben: dropped out at
// 66, died at 91 before the gap had passed: known at 69 d, not planned. Eve: censored at 340 d.
// S(69) = 2/3, F(112) = 2/3 x 1/2 = 1/3 and 1/3 is open: of those whose end is known, 1/2. North,
// without eve: S(69) = 1/2, F = 1/2, nothing open.
TEST_CASE("outcomes: completion of five people by hand") {
  const Outcomes o;
  check(o.value("completion"), 1, 2);
  CHECK(o.figure("completion", "share").risk->open == doctest::Approx(1.0 / 3));
  check(o.value("completion", "share", "all", "site=north"), 1, 2);
  const auto risk = o.figure("completion", "share", "all", "site=north").risk;
  REQUIRE(risk.has_value());
  CHECK(risk->events == 1);
  CHECK(risk->competing == 1);
}

// Nobody recovers, though one could. Ben's death at 69 d competes; eve is cut off at 340 d, ana at
// 398 d.
TEST_CASE("outcomes: recovery of five people by hand") {
  const Outcomes o;
  CHECK(o.value("recovery_365") == 0.0);
  CHECK(o.figure("recovery_365", "share").risk->at_risk == 1);
  CHECK(o.figure("recovery_365", "share").risk->censored == 1);
  CHECK(o.value("recovery_730") == std::nullopt);
  CHECK(o.value("recovery_time", "median") == std::nullopt);
  CHECK(o.figure("recovery_time", "median").why_none ==
        "fewer than half while anyone was followed");
}

// Index discharges: ana 32 from php, in residential again at 47: 15 d. Ben 66 from op, dead after
// 25 d. F(15) = 1/2, then all have ended.
TEST_CASE("outcomes: readmission after the index discharge by hand") {
  const Outcomes o;
  CHECK(o.n("readmission_30") == 2);
  CHECK(o.value("readmission_7") == 0.0);
  check(o.value("readmission_30"), 1, 2);
  check(o.value("readmission_365"), 1, 2);
  CHECK(o.figure("readmission_30", "share").risk->at_risk == 0);
  CHECK(o.value("readmission_30", "share", "all", "site=south") == std::nullopt);
  CHECK(o.figure("readmission_30", "share", "all", "site=south").why_none == "nobody to observe");
}

// All discharges in the window: dee 22 residential, open for 388 d; ana 32 php, 15 d; ana 61
// residential, 19 d; ana 94 residential, open for 316 d; ben 66 op, dead after 25 d.
// F(15) = 1/5, F(19) = 1/5 + 4/5 x 1/4 = 2/5, S(25) = 3/5 x 2/3.
// Residential alone: 19 d of 3: 1/3, known until 388 d.
TEST_CASE("outcomes: readmission after each discharge by hand") {
  const Outcomes o;
  CHECK(o.n("readmission_each_30") == 5);
  CHECK(o.value("readmission_each_7") == 0.0);
  check(o.value("readmission_each_30"), 2, 5);
  check(o.value("readmission_each_365"), 2, 5);
  CHECK(o.figure("readmission_each_180", "share").risk->at_risk == 2);
  CHECK(o.figure("readmission_each_365", "share").risk->at_risk == 1);
  check(o.value("readmission_each_30", "share", "residential"), 1, 3);
  check(o.value("readmission_each_365", "share", "residential"), 1, 3);
  check(o.value("readmission_each_30", "share", "php"), 1, 1);
  CHECK(o.value("readmission_each_365", "share", "op") == 0.0);
}

// Index discharges: ana relapses after 10 d, ben dies after 25 d.
// Each: dee after 6 d, ana after 10 and 10 d and, open, 316 d, ben's death after 25 d.
// F(6) = 1/5, F(10) = 1/5 + 4/5 x 2/4 = 3/5, S(25) = 2/5 x 1/2; nobody is followed for 365 d.
TEST_CASE("outcomes: relapse of five people by hand") {
  const Outcomes o;
  check(o.value("relapse_30"), 1, 2);
  check(o.value("relapse_365"), 1, 2);
  CHECK(o.n("relapse_each_30") == 5);
  check(o.value("relapse_each_30"), 3, 5);
  check(o.value("relapse_each_180"), 3, 5);
  CHECK(o.value("relapse_each_365") == std::nullopt);
}

// Residential: ben 36 and eve 80 go on at once, ana 61 after 19 d, dee 22 and ana 94 never:
// F(0) = 2/5, F(19) = 2/5 + 3/5 x 1/3 = 3/5. Php: ana after 15 d. Op: ben dies after 25 d.
TEST_CASE("outcomes: linkage of five people by hand") {
  const Outcomes o;
  CHECK(o.n("linkage_7", "residential") == 5);
  check(o.value("linkage_7", "share", "residential"), 2, 5);
  check(o.value("linkage_14", "share", "residential"), 2, 5);
  check(o.value("linkage_30", "share", "residential"), 3, 5);
  check(o.value("linkage_90", "share", "residential"), 3, 5);
  CHECK(o.value("linkage_14", "share", "php") == 0.0);
  CHECK(o.value("linkage_30", "share", "php") == 1.0);
  CHECK(o.value("linkage_90", "share", "op") == 0.0);
  check(o.value("linkage_30", "share", "residential", "site=north"), 2, 3);
}

// Followed for 365 d: ana (12-377) and ben (22-387), not eve (70-435).
// Ana: 3 stays, 1 episode, 20 + 14 + 14 = 48 d in care, 4 d waiting, gaps of 15 and 19 - 4 = 15 d.
// Ben: 2 stays, 1 episode, 14 + 30 = 44 d in care; his wait was before the index admission.
TEST_CASE("outcomes: the year after the index admission by hand") {
  const Outcomes o;
  check(o.value("stays", "mean"), 5, 2);
  CHECK(o.figure("stays", "mean").measurement.n == 2);
  CHECK(o.value("stays", "sd") == doctest::Approx(0.70710678));
  CHECK(o.value("episodes", "mean") == 1.0);
  CHECK(o.value("days_in_care", "mean") == 46.0);
  CHECK(o.value("days_in_care", "sd") == doctest::Approx(2.8284271));
  CHECK(o.value("days_waiting", "mean") == 2.0);
  CHECK(o.value("gap_days", "mean") == 15.0);
  CHECK(o.value("stays", "mean", "all", "site=south") == std::nullopt);
  CHECK(o.figure("stays", "mean", "all", "site=south").why_none ==
        "nobody was followed for 365 days");
}

// Day 30: ana relapsed (since that moment), ben op, eve op. Day 90: ana home, ben dead, eve op.
// Day 365: ana home, ben dead; eve's is beyond the horizon.
TEST_CASE("outcomes: status by day of five people by hand") {
  const Outcomes o;
  check(o.value("status_30", "share", "relapsed"), 1, 3);
  check(o.value("status_30", "share", "op"), 2, 3);
  CHECK(o.value("status_30", "share", "home") == 0.0);
  for (const std::string state : {"home", "died", "op"})
    check(o.value("status_90", "share", state), 1, 3);
  check(o.value("status_365", "share", "home"), 1, 2);
  check(o.value("status_365", "share", "died"), 1, 2);
  CHECK(o.n("status_365", "home") == 2);
  // Ana waits from day 64 to day 68 after her index admission.
  std::unique_ptr<models::OutcomeCell> sum;
  const auto counts = analysis::status_counts(
      analysis::outcomes_of(analysis::report_groups(o.model)[0], o.seen.outcomes, sum));
  const std::vector<std::int64_t>& waiting = counts.back();
  CHECK(waiting[63] == 0);
  CHECK(waiting[64] == 1);
  CHECK(waiting[67] == 1);
  CHECK(waiting[68] == 0);
  for (std::size_t day = 0; day <= 365; ++day) {
    CAPTURE(day);
    std::int64_t people = 0;
    for (const auto& by_day : counts)
      people += by_day[day];
    CHECK(people == (day < 340 ? 3 : 2));
  }
}

TEST_CASE("outcomes: deaths of five people by hand") {
  const Outcomes o;
  check(o.value("deaths", "per_year"), 365, 400);
  check(o.value("deaths_expected", "per_year"), 365, 400);  // his death is a share of the exits
  CHECK(o.value("deaths", "per_year", "all", "site=south") == 0.0);
}

TEST_CASE("outcomes: the stories of five people by hand") {
  const Model model = model_of(five_people);
  std::vector<models::PersonStory> stories;
  const models::StorySink sink = [&](const models::PersonStory& s) { stories.push_back(s); };
  static_cast<void>(models::Simulator{model}.run(0, nullptr, &sink));
  REQUIRE(stories.size() == 5);
  std::sort(stories.begin(), stories.end(), [](const auto& a, const auto& b) {
    return a.source < b.source;
  });
  const auto& ana = stories[0];
  CHECK(ana.referred_at == sim::to_ticks(12));
  CHECK(ana.first_admission_at == sim::to_ticks(12));
  CHECK(ana.last_seen_at == sim::to_ticks(410));
  CHECK(ana.stays == 3);
  CHECK(ana.relapses == 2);
  CHECK(ana.time_in ==
        std::vector<sim::Ticks>{sim::to_ticks(28), sim::to_ticks(20), sim::to_ticks(0)});
  CHECK(model.states[ana.end_state].name == "home");
  CHECK(ana.is_inside);
  const auto& ben = stories[1];
  CHECK(ben.first_admission_at == sim::to_ticks(22));
  CHECK(ben.last_seen_at == sim::to_ticks(91));
  CHECK(ben.time_in ==
        std::vector<sim::Ticks>{sim::to_ticks(14), sim::to_ticks(0), sim::to_ticks(30)});
  CHECK(model.states[ben.end_state].name == "died");
  CHECK_FALSE(ben.is_inside);
  const auto& cal = stories[2];
  CHECK(cal.first_admission_at < sim::Ticks::zero());
  CHECK(cal.last_seen_at == sim::to_ticks(33));
  CHECK(cal.stays == 0);
  CHECK(model.states[cal.end_state].name == "lost");
  const auto& dee = stories[3];
  CHECK(dee.referred_at == sim::to_ticks(2));
  CHECK(dee.relapses == 1);
  CHECK(dee.time_in ==
        std::vector<sim::Ticks>{sim::to_ticks(20), sim::to_ticks(0), sim::to_ticks(0)});
  const auto& eve = stories[4];
  CHECK(eve.stays == 2);
  CHECK(eve.time_in ==
        std::vector<sim::Ticks>{sim::to_ticks(10), sim::to_ticks(0), sim::to_ticks(330)});
  CHECK(model.states[eve.end_state].name == "op");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
