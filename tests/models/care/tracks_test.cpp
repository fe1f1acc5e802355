#include "models/care/behavior_tables.hpp"
#include "models/care/care_system.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Levels with tracks, traced by hand.
namespace stepdown::tests {
namespace {

using models::CohortStart;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;
using models::TrackObservations;

/// People of one kind each, who come once, for a stay of ten days.
struct Comer {
  std::string name;
  std::string day;
  std::string daytime;
};

std::string program(const std::string& tracks,
                    const std::vector<Comer>& comers,
                    const std::string& horizon = "40 d") {
  std::string text = R"(
schema: 1
name: Tracks
start: 2026-01-05
run: {warm_up: 0 d, horizon: )" +
                     horizon + R"(, replications: 1}
attributes: {daytime: {free: 0.5, works: 0.5}}
levels:
  iop:
    tracks:
)" + tracks + R"(
    treatment_time: 10 d
    to: out
outcomes: [out]
arrivals:
)";
  for (const auto& [name, day, daytime] : comers)
    text += fmt::format(
        "  {}: {{scheduled: {{every: 400 d, first: {} d}}, attributes: {{daytime: {{free: {}, "
        "works: "
        "{}}}}}, to: iop}}\n",
        name,
        day,
        daytime == "free" ? 1 : 0,
        daytime == "free" ? 0 : 1);
  return text;
}

const std::string one_and_one = R"(
      morning: {places: {slots: 1}, only: {daytime: free}}
      evening: {places: {slots: 1}})";

std::vector<TrackObservations> tracks_of(const Model& model) {
  return observed(model, models::Simulator{model}.run(0), "iop").tracks;
}

/// Who waited, the free seats and who got one, start by start.
using Row = std::vector<int>;
std::vector<Row> rows_of(const TrackObservations& track) {
  std::vector<Row> rows;
  for (const CohortStart& start : track.starts)
    rows.push_back({start.waiting, start.seats, start.admitted});
  return rows;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("tracks: whom no track has a place for does not keep those behind waiting") {
  const Model model = model_of(program(
      one_and_one,
      {{"ana", "1", "free"}, {"ben", "2", "works"}, {"cat", "3", "works"}, {"dan", "4", "free"}}));
  CHECK(story(model) == R"(
1 ana enters iop
2 ben enters iop
3 cat waits for iop
4 dan waits for iop
11 ana ends out
11 dan enters iop
12 ben ends out
12 cat enters iop
21 dan ends out
22 cat ends out
)");
  const std::vector<TrackObservations> tracks = tracks_of(model);
  CHECK(tracks[0].census.integral_days() == 20);
  CHECK(tracks[1].census.integral_days() == 20);
  CHECK(tracks[0].wait.sum() == doctest::Approx(7));
  CHECK(tracks[1].wait.sum() == doctest::Approx(9));
  CHECK(tracks[0].full_time == 20 * sim::one_day);
  CHECK(tracks[0].open_place_time.days() == 40);
}

TEST_CASE("tracks: who could have a place in several takes one in the first listed") {
  const std::vector<Comer> comers{
      {"ana", "1", "free"}, {"ben", "2", "free"}, {"cat", "3", "works"}, {"dan", "11", "free"}};
  const Model model = model_of(program(one_and_one, comers));
  const std::vector<TrackObservations> tracks = tracks_of(model);
  // Ana and Dan in the morning from 1 to 21; Ben in the evening from 2 to 12, then Cat.
  CHECK(tracks[0].census.integral_days() == 20);
  CHECK(tracks[0].full_time == 20 * sim::one_day);
  CHECK(tracks[1].wait.sum() == doctest::Approx(9));
}

TEST_CASE("tracks: one that closes as it empties keeps no place of another from being taken") {
  const Model model = model_of(program(
      R"(
      morning: {places: {slots: 2, changes: {2026-01-10: 0}}, only: {daytime: free}}
      evening: {places: {slots: 1}})",
      {{"ana", "1", "free"}, {"ben", "2", "free"}, {"cat", "6", "free"}, {"dan", "7", "free"}}));
  CHECK(story(model) == R"(
1 ana enters iop
2 ben enters iop
6 cat enters iop
7 dan waits for iop
11 ana ends out
12 ben ends out
16 cat ends out
16 dan enters iop
26 dan ends out
)");
  const StateObservations iop = observed(model, models::Simulator{model}.run(0), "iop");
  // Two until day 5, then as many as are there: two until 11, one until 12; and the evening's.
  CHECK(iop.tracks[0].open_place_time.days() == 2 * 11 + 1);
  CHECK(iop.open_place_time.days() == 2 * 11 + 1 + 40);
  CHECK(iop.full_time == (16 - 6 + 26 - 16) * sim::one_day);
}

// Mondays for those who are free by day, Thursdays for all: on day 3 the evening takes ana and ben.
TEST_CASE("tracks: each has starts of its own and counts those who can attend") {
  const Model model = model_of(program(R"(
      morning: {places: {groups: {count: 1, size: 2}}, only: {daytime: free}, admission: {cohort: {every: 1 wk, at_least: 2, closed: true}}}
      evening: {places: {slots: 2}, admission: {cohort: {every: 1 wk, from: 2026-01-08}}})",
                                       {{"ana", "1", "works"},
                                        {"ben", "2", "free"},
                                        {"cat", "4", "free"},
                                        {"dan", "5", "free"},
                                        {"eve", "6", "works"}},
                                       "20 d"));
  CHECK(story(model) == R"(
1 ana waits for iop
2 ben waits for iop
3 ana enters iop
3 ben enters iop
4 cat waits for iop
5 dan waits for iop
6 eve waits for iop
7 cat enters iop
7 dan enters iop
13 ana ends out
13 ben ends out
17 cat ends out
17 dan ends out
17 eve enters iop
)");
  const StateObservations iop = observed(model, models::Simulator{model}.run(0), "iop");
  CHECK(rows_of(iop.tracks[0]) == std::vector<Row>{{0, 2, 0}, {2, 2, 2}, {0, 0, 0}});
  CHECK(rows_of(iop.tracks[1]) == std::vector<Row>{{2, 2, 2}, {1, 0, 0}, {1, 2, 1}});
  CHECK(iop.starts.empty());
  CHECK(iop.tracks[0].group_time.days() == 10);
  // Of Eve's wait the evening had no seat from 6 to 13; all others waited for a start.
  CHECK(iop[Length::SeatWait].sum() == doctest::Approx(7));
  CHECK(iop[Length::StartWait].sum() == doctest::Approx(2 + 1 + 3 + 2 + 4));
}

TEST_CASE(
    "tracks: who waits for a start waits for no seat as long as one track has some for them") {
  // The morning is full of Ana from 0 on; of the two others only Cat can wait for the evening.
  const Model model =
      model_of(program(R"(
      morning: {places: {slots: 1}}
      evening: {places: {slots: 1}, only: {daytime: works}, admission: {cohort: {every: 1 wk}}})",
                       {{"ana", "0.5", "free"}, {"ben", "1", "free"}, {"cat", "2", "works"}},
                       "30 d"));
  const StateObservations iop = observed(model, models::Simulator{model}.run(0), "iop");
  // Ben from 1 to 10.5 for a seat; Cat from 2 to 7 for a start.
  CHECK(iop[Length::SeatWait].sum() == doctest::Approx(9.5));
  CHECK(iop[Length::StartWait].sum() == doctest::Approx(5));
}

TEST_CASE("tracks: a place kept during a transfer is one of a track and can be given up") {
  const Model model = model_of(R"(
schema: 1
name: Kept
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 1}
attributes: {daytime: {free: 0.5, works: 0.5}}
levels:
  php:
    places: unlimited
    exits:
      planned: {probability: 1, treatment_time: 3 d, to: iop, transfer: {time: 4 d, reserve: true}}
      worse: {after: 5 d, to: out}
  iop:
    tracks:
      morning: {places: {groups: {count: 1, size: 2}}, only: {daytime: free}, admission: {cohort: {every: 1 wk, from: 2026-01-09, closed: true}}}
      evening: {places: {slots: 1}, only: {daytime: works}}
    treatment_time: 10 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 400 d, first: 0 d}, attributes: {daytime: {free: 1, works: 0}}, to: php}
  ben: {scheduled: {every: 400 d, first: 2 d}, attributes: {daytime: {free: 1, works: 0}}, to: iop}
)");
  const models::BehaviorTables tables{model};
  models::CareSystem system{model, tables};
  const models::HappeningLog look = [&](const models::Happening&) { system.check_books(); };
  const auto seen = system.run(0, &look, nullptr, nullptr);
  const StateObservations& iop = observed(model, *seen, "iop");
  // On day 4 a seat is kept for Ana, who is lost on day 5; Ben has the other one until 14.
  CHECK(rows_of(iop.tracks[0]) ==
        std::vector<Row>{{2, 2, 2}, {0, 0, 0}, {0, 2, 0}, {0, 2, 0}, {0, 2, 0}, {0, 2, 0}});
  CHECK(iop.tracks[0].census.integral_days() == 10);
  CHECK(iop.tracks[0].full_time == 10 * sim::one_day);
}

// Five wait on day 7. Three come into the morning, so that two are left for the evening, too few;
// they start on day 21, when the morning has places again.
TEST_CASE("tracks: who starts in one track does not wait for the start of another") {
  const std::vector<Comer> people{{"ana", "1", "free"},
                                  {"ben", "2", "free"},
                                  {"cleo", "3", "free"},
                                  {"dan", "4", "free"},
                                  {"eve", "5", "free"}};
  const std::string tracks = R"(
      morning: {places: {slots: 3}, admission: {cohort: {every: 1 wk, at_least: 2}}}
      evening: {places: {slots: 6}, admission: {cohort: {every: 1 wk, at_least: 4}}})";
  const Model model = model_of(program(tracks, people, "22 d"));
  CHECK(story(model) == R"(
1 ana waits for iop
2 ben waits for iop
3 cleo waits for iop
4 dan waits for iop
5 eve waits for iop
7 ana enters iop
7 ben enters iop
7 cleo enters iop
17 ana ends out
17 ben ends out
17 cleo ends out
21 dan enters iop
21 eve enters iop
)");
  const Observations all = models::Simulator{model}.run(0);
  const std::vector<TrackObservations>& seen = observed(model, all, "iop").tracks;
  CHECK(seen[0].census.maximum() == 3);
  CHECK(seen[1].census.maximum() == 0);
  REQUIRE(seen[1].starts.size() == 4);
  CHECK(seen[1].starts[1].waiting == 5);
  CHECK(seen[1].starts[1].admitted == 0);
  // Closed groups share those who wait in the same way.
  const Model closed = model_of(program(R"(
      morning: {places: {groups: {count: 2, size: 3}}, admission: {cohort: {every: 1 wk, at_least: 2, closed: true}}}
      evening: {places: {groups: {count: 2, size: 6}}, admission: {cohort: {every: 1 wk, at_least: 4, closed: true}}})",
                                        people,
                                        "13 d"));
  const Observations groups = models::Simulator{closed}.run(0);
  CHECK(observed(closed, groups, "iop").tracks[0].census.maximum() == 3);
  CHECK(observed(closed, groups, "iop").tracks[1].census.maximum() == 0);
}

// Of the three who are left for noon, too few there, the evening takes enough.
TEST_CASE("tracks: those for whom a start is called off can make up another one") {
  const Model model = model_of(program(R"(
      morning: {places: {slots: 2}, admission: {cohort: {every: 1 wk, at_least: 2}}}
      noon: {places: {slots: 4}, admission: {cohort: {every: 1 wk, at_least: 4}}}
      evening: {places: {slots: 4}, admission: {cohort: {every: 1 wk, at_least: 3}}})",
                                       {{"ana", "1", "free"},
                                        {"ben", "2", "free"},
                                        {"cleo", "3", "free"},
                                        {"dan", "4", "free"},
                                        {"eve", "5", "free"}},
                                       "8 d"));
  const Observations all = models::Simulator{model}.run(0);
  const std::vector<TrackObservations>& seen = observed(model, all, "iop").tracks;
  CHECK(seen[0].census.maximum() == 2);
  CHECK(seen[1].census.maximum() == 0);
  CHECK(seen[2].census.maximum() == 3);
}

// All work, so that none of them is there in the morning, though the evening has two places only.
TEST_CASE("tracks: people who are there at the start are in the first that they can attend") {
  const Model model = model_of(program(R"(
      morning: {places: {slots: 4}, only: {daytime: free}}
      noon: {places: {slots: 1}, only: {daytime: works}}
      evening: {places: {slots: 1}})",
                                       {{"ana", "39", "works"}}) +
                               "start_from: {iop: {census: 3}}\n");
  const models::BehaviorTables tables{model};
  models::CareSystem system{model, tables};
  const models::HappeningLog look = [&](const models::Happening&) { system.check_books(); };
  const auto seen = system.run(0, &look, nullptr, nullptr);
  const std::vector<TrackObservations>& tracks = observed(model, *seen, "iop").tracks;
  CHECK(tracks[0].census.maximum() == 0);
  CHECK(tracks[1].census.maximum() == 2);
  CHECK(tracks[2].census.maximum() == 1);
}

TEST_CASE("tracks: the same rule for all in two is one level with the places of both") {
  const auto text = [](const std::string& places) {
    return R"(
schema: 1
name: The same
start: 2026-01-05
run: {warm_up: 30 d, horizon: 3 y, replications: 1}
attributes: {daytime: {free: 0.5, works: 0.5}}
levels:
  iop:
)" + places +
           R"(
    treatment_time: {lognormal: {mean: 20 d, cv: 0.8}}
    waiting: {patience: {exponential: {mean: 9 d}}, gave_up_to: out}
    to: {out: 0.8, iop: 0.2}
outcomes: [out]
arrivals:
  calls: {poisson: {rate: 2 /wk}, to: iop}
)";
  };
  for (const std::string rule :
       {"", ", admission: {weekdays: [mon, tue, fri]}", ", admission: {cohort: {every: 1 wk}}"}) {
    CAPTURE(rule);
    const std::string own = rule.empty() ? "" : "    " + rule.substr(2) + "\n";
    const Model whole = model_of(text("    places: {slots: 5, changes: {2027-01-01: 6}}\n" + own));
    const Model parts = model_of(text("    tracks:\n      one: {places: {slots: 2}" + rule +
                                      "}\n      two: {places: {slots: 3, changes: {2027-01-01: "
                                      "4}}" +
                                      rule + "}"));
    const Observations as_one = models::Simulator{whole}.run(3);
    const Observations as_two = models::Simulator{parts}.run(3);
    const StateObservations& one = as_one.states[0];
    const StateObservations& two = as_two.states[0];
    CHECK(one[Headcount::Census].histogram().ticks_at() ==
          two[Headcount::Census].histogram().ticks_at());
    CHECK(as_one.daily[0].census == as_two.daily[0].census);
    CHECK(as_one.daily[0].list == as_two.daily[0].list);
    CHECK(one[Length::Wait].count() == two[Length::Wait].count());
    CHECK(one[Length::Wait].sum() == two[Length::Wait].sum());
    CHECK(one[Length::SeatWait].sum() == doctest::Approx(two[Length::SeatWait].sum()));
    CHECK(one.full_time == two.full_time);
    CHECK(one.open_place_time == two.open_place_time);
    CHECK(one[Length::Wait].zeros() < one[Length::Wait].count());
  }
}

TEST_CASE("tracks: those that cannot be are refused") {
  const auto refused_for = [](const std::string& tracks, const std::string& words) {
    const std::string why = refusal_of(program(tracks, {{"ana", "1", "free"}}));
    CAPTURE(why);
    return why.find(words) != std::string::npos;
  };
  CHECK(refused_for("      a: {places: {slots: 1}, only: {daytime: free}}",
                    "levels.iop.tracks: expected a track for everybody, got none for {daytime: "
                    "works}; who comes here would wait for ever"));
  CHECK(refused_for("      a: {places: {slots: 1}, only: {daytim: free}}",
                    "levels.iop.tracks.a.only.daytim: expected an attribute, got 'daytim'; did you "
                    "mean 'daytime'?"));
  CHECK(refused_for("      a: {places: {slots: 1}, only: {daytime: [free, work]}}",
                    "levels.iop.tracks.a.only.daytime: expected a value of 'daytime', got 'work'"));
  CHECK(refused_for("      a: {places: {slots: 1, turnaround: 4 h}}",
                    "levels.iop.tracks.a.places: expected beds, slots, groups or a caseload"));
  CHECK(refused_for("      a: {places: {slots: 1}}\n    hold: 3 d",
                    "levels.iop.hold: expected none beside 'tracks'"));
  CHECK(refused_for("      a: {places: {slots: 1}}\n    admission: {weekdays: [mon]}",
                    "levels.iop.admission: expected none beside 'tracks'; write it in each track"));
  CHECK(refused_for("      a: {places: {slots: 1}}\n    places: {slots: 1}",
                    "levels.iop.places: cannot stand beside 'tracks'; keep one of them"));
  CHECK(
      refused_for("      a: {places: {slots: 2}, admission: {cohort: {every: 1 wk, at_least: 3}}}",
                  "levels.iop.tracks.a.admission.cohort.at_least: expected at most 2"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
