#include "models/care/behavior_tables.hpp"
#include "models/care/care_system.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

// Levels whose people start together, traced by hand.
namespace stepdown::tests {
namespace {

using models::CohortStart;
using models::HappeningKind;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

/// Somebody comes every two days from 06:00 of day 0 on, for a stay of ten days.
std::string weekly(const std::string& places, const std::string& more) {
  return R"(
schema: 1
name: Weekly starts
start: 2026-01-05
run: {warm_up: 0 d, horizon: 29 d, replications: 1}
levels:
  iop:
    places: )" +
         places + R"(
    admission: {cohort: {every: 1 wk, from: 2026-01-05)" +
         more + R"(}}
    treatment_time: 10 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 2 d, first: 6 h}, to: iop}
)";
}

StateObservations iop_of(const Model& model) {
  return observed(model, models::Simulator{model}.run(0), "iop");
}

/// Who waited, the free seats and who got one, start by start.
using Row = std::vector<int>;
std::vector<Row> rows_of(const StateObservations& iop) {
  std::vector<Row> rows;
  for (const CohortStart& start : iop.starts)
    rows.push_back({start.waiting, start.seats, start.admitted});
  return rows;
}

TEST_SUITE_BEGIN("unit");

// Days 0.25, 2.25, 4.25, 6.25 | 8.25, 10.25, 12.25 | 14.25, ...: four, three, four, three.
TEST_CASE("cohorts: people wait for the next start and get the free seats") {
  const Model model = model_of(weekly("{slots: 6}", ""));
  const StateObservations iop = iop_of(model);
  CHECK(rows_of(iop) == std::vector<Row>{{0, 6, 0}, {4, 6, 4}, {3, 2, 2}, {5, 4, 4}, {4, 2, 2}});
  CHECK(iop.starts[2].time == 14 * sim::one_day);
  // Those of the first week wait 6.75 + 4.75 + 2.75 + 0.75; nobody is short of a seat.
  CHECK(iop[Length::SeatWait].count() == 12);
}

TEST_CASE(
    "cohorts: who is over the seats waits for a seat while there is none and else for a start") {
  const Model model = model_of(weekly("{slots: 2}", ""), {"run.horizon=22 d"});
  const StateObservations iop = iop_of(model);
  CHECK(rows_of(iop) == std::vector<Row>{{0, 2, 0}, {4, 2, 2}, {5, 0, 0}, {9, 2, 2}});
  // Days 0.25 and 2.25 start on day 7; 4.25 and 6.25 on day 21, and from 7 to 17 there was no seat.
  CHECK(iop[Length::SeatWait].sum() == doctest::Approx(20));
  CHECK(iop[Length::StartWait].sum() ==
        doctest::Approx(6.75 + 4.75 + (21 - 4.25 - 10) + (21 - 6.25 - 10)));
  CHECK(iop[Length::Wait].sum() ==
        doctest::Approx(iop[Length::SeatWait].sum() + iop[Length::StartWait].sum()));
}

TEST_CASE("cohorts: with fewer than the minimum nobody starts and they wait on") {
  const Model model = model_of(weekly("{slots: 20}", ", at_least: 4"));
  CHECK(rows_of(iop_of(model)) ==
        std::vector<Row>{{0, 20, 0}, {4, 20, 4}, {3, 16, 0}, {7, 20, 7}, {3, 13, 0}});
}

// A start takes one group, though two are empty on day 7; on day 21 the first of day 7 is empty.
TEST_CASE("cohorts: a closed group takes nobody else up until it is empty") {
  const Model model = model_of(weekly("{groups: {count: 2, size: 3}}", ", closed: true"));
  const StateObservations iop = iop_of(model);
  CHECK(rows_of(iop) == std::vector<Row>{{0, 3, 0}, {4, 3, 3}, {4, 3, 3}, {5, 3, 3}, {5, 3, 3}});
  // Groups run 7-17, 14-24, 21-29 (open), 28-29 (open).
  CHECK(iop.group_time.days() == doctest::Approx(10 + 10 + 8 + 1));
}

TEST_CASE("cohorts: an empty seat of a closed group is nobody's") {
  const Model model = model_of(weekly("{groups: {count: 1, size: 9}}", ", closed: true"));
  const StateObservations iop = iop_of(model);
  CHECK(rows_of(iop) == std::vector<Row>{{0, 9, 0}, {4, 9, 4}, {3, 0, 0}, {7, 9, 7}, {3, 0, 0}});
  CHECK(iop.full_time == (10 + 8) * sim::one_day);
  // From 7 to 17 no seat was free for those of days 8.25, 10.25 and 12.25, and of 14.25 and 16.25.
  CHECK(iop[Length::SeatWait].sum() == doctest::Approx(8.75 + 6.75 + 4.75 + 2.75 + 0.75));
}

// The lasting example of planners: an eight-week closed group that starts every four weeks.
TEST_CASE("cohorts: a closed group of 8 weeks that starts every 4 weeks has two groups at most") {
  const Model model = model_of(R"(
schema: 1
name: Eight weeks
start: 2026-01-05
run: {warm_up: 0 d, horizon: 3 y, replications: 1}
levels:
  iop:
    places: {groups: {count: 5, size: 12}}
    admission: {cohort: {every: 4 wk, from: 2026-02-02, closed: true}}
    treatment_time: 8 wk
    exits: {planned: {probability: 0.7, to: out}, dropout: {probability: 0.3, treatment_time: {exponential: {mean: 20 d}, max: 8 wk}, to: out}}
outcomes: [out]
arrivals:
  calls: {poisson: {rate: 2 /d}, to: iop}
)");
  const models::BehaviorTables tables{model};
  models::CareSystem system{model, tables};
  int inside = 0;
  int most = 0;
  const models::HappeningLog look = [&](const models::Happening& h) {
    inside += h.kind == HappeningKind::Admission ? 1 : 0;
    inside -= h.kind == HappeningKind::Outcome ? 1 : 0;
    most = std::max(most, inside);
    system.check_books();
  };
  const auto seen = system.run(0, &look, nullptr, nullptr);
  CHECK(most <= 24);
  CHECK(most > 12);
  const StateObservations& iop = observed(model, *seen, "iop");
  CHECK(iop.group_time.days() <= 2 * 3 * 365);
  for (const CohortStart& start : iop.starts)
    CHECK(start.admitted == 12);
}

TEST_CASE("cohorts: another run begins with empty groups") {
  const Model model = model_of(weekly("{groups: {count: 1, size: 9}}", ", closed: true"));
  models::Simulator simulator{model};
  const Observations first = simulator.run(0);
  const Observations again = simulator.run(0);
  CHECK(rows_of(observed(model, first, "iop")) == rows_of(observed(model, again, "iop")));
  CHECK(observed(model, first, "iop").group_time == observed(model, again, "iop").group_time);
}

// Groups of 8 weeks every 4 weeks, from day 14 on: those of today began 2 and 6 weeks ago.
const std::string eight_weeks = R"(
schema: 1
name: Eight weeks
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
levels:
  iop:
    places: {groups: {count: 5, size: 12}}
    admission: {cohort: {every: 4 wk, from: 2026-01-19, closed: true}}
    treatment_time: 8 wk
    to: out
outcomes: [out]
arrivals:
  calls: {scheduled: {every: 1 d, first: 1 d}, to: iop}
)";

/// How many leave on each day.
std::map<double, int> leavers(const Model& model) {
  const models::BehaviorTables tables{model};
  models::CareSystem system{model, tables};
  std::map<double, int> by_day;
  const models::HappeningLog look = [&](const models::Happening& h) {
    if (h.kind == HappeningKind::Outcome) ++by_day[sim::to_days(h.time)];
    system.check_books();
  };
  CHECK(system.run(0, &look, nullptr, nullptr).has_value());
  return by_day;
}

TEST_CASE("cohorts: at the start the groups of today are those of the starts before") {
  const Model model = model_of(eight_weeks + "start_from: {iop: {census: 24}}\n");
  CHECK(leavers(model) == std::map<double, int>{{14, 12}, {42, 12}});
  const StateObservations iop = iop_of(model);
  // The first group leaves on the day on which the next begins; 13 have come by then, 41 by day 42.
  CHECK(rows_of(iop) == std::vector<Row>{{13, 12, 12}, {29, 12, 12}});
  CHECK(iop.group_time.days() == 14 + 42 + (60 - 14) + (60 - 42));
}

TEST_CASE("cohorts: empty seats of the groups at the start are nobody's") {
  const Model model =
      model_of(eight_weeks + "start_from: {iop: {census: 1}}\n",
               {"levels.iop.places.groups.count=1", "levels.iop.admission.cohort.every=2 wk"});
  const StateObservations iop = iop_of(model);
  // Nobody else comes into the one group, which began 2, 4, 6 or 8 weeks ago; that of 8 leaves at
  // 0.
  const double left = leavers(model).begin()->first;
  CHECK(std::fmod(left, 14) == 0);
  CHECK(left <= 42);
  CHECK(iop.full_time >= sim::to_ticks(left));
  for (const CohortStart& start : iop.starts)
    if (start.time < sim::to_ticks(left)) CHECK(start.seats == 0);
}

TEST_CASE("cohorts: people who came on the same date before are in one group") {
  const models::FileLoader loader = [](const std::string&, std::size_t) -> models::FileText {
    return {"state,status,days,count\niop,in place,3,5\niop,in place,20,14\niop,in place,30,2\n",
            {}};
  };
  const Model model = models::compile(models::read_scenario_text(eight_weeks + "start_from: {csv: "
                                                                               "today.csv}\n",
                                                                 "test.yaml",
                                                                 {"run.horizon=20 d"},
                                                                 loader))
                          .model;
  CHECK(leavers(model).empty());
  const StateObservations iop = iop_of(model);
  // Of 3 d ago one group, of 20 d ago two, of 30 d ago one: one is left for day 14.
  CHECK(rows_of(iop) == std::vector<Row>{{13, 12, 12}});
  CHECK(iop.group_time.days() == 4 * 20 + 6);
  CHECK(iop.full_time == 6 * sim::one_day);
}

TEST_CASE("cohorts: those that cannot be are refused") {
  const auto refused_for =
      [](const std::string& places, const std::string& more, const std::string& words) {
        const std::string why = refusal_of(weekly(places, more));
        CAPTURE(why);
        return why.find(words) != std::string::npos;
      };
  CHECK(refused_for("{slots: 6}", ", closed: true", "expected places in groups, got others"));
  CHECK(refused_for("{slots: 6}", ", at_least: 7", "expected at most 6, the seats of a start"));
  CHECK(refused_for("{groups: {count: 2, size: 4}}",
                    ", at_least: 5, closed: true",
                    "expected at most 4, the seats of a start"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
