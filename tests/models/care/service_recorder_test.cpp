#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

// Who is in which part of the stay at midnight, and what they attend.
namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): models from text

/// Three parts of a stay: the first week, the second, and what is left.
const std::string program = R"(
schema: 1
name: Program
start: 2026-01-05
run: {warm_up: 0 d, horizon: 24 d, replications: 1}
staff: {counselor: {}}
levels:
  iop:
    places: unlimited
    treatment_time: 20 d
    to: out
    services:
      visit: {by_week: [3, 2, 1], lasts: 1 h, role: counselor}
      intro: {sessions_a_week: 1, weeks: 1, lasts: 1 h, role: counselor}
outcomes: [out]
)";

using Counts = std::vector<std::int32_t>;

/// So many people on each of some days, nobody on the others.
Counts on(std::size_t first, std::size_t end, int people, std::size_t days = 24) {
  Counts counts(days);
  for (std::size_t day = first; day < end; ++day)
    counts[day] = people;
  return counts;
}

/// The parts of the stay in the only crowd of a level.
const std::vector<ServiceCounts>& parts_of(const Observations& seen, std::size_t level = 0) {
  REQUIRE(seen.services.at(level).crowds.size() == 1);
  return seen.services[level].crowds.front();
}

TEST_SUITE_BEGIN("unit");

// At noon of day 0, so that the first midnight is that of day 1.
TEST_CASE("services by week: each week of a stay has seven midnights") {
  const Model model =
      model_of(program + "arrivals: {r: {scheduled: {every: 400 d, first: 0.5 d}, to: iop}}\n");
  REQUIRE(model.states[0].program.weeks == std::vector<int>{1, 2});
  CHECK(model.states[0].services[0].sessions == std::vector<double>{3, 2, 1});
  CHECK(model.states[0].services[1].sessions == std::vector<double>{1, 0, 0});
  const Observations seen = Simulator{model}.run(0);
  REQUIRE(parts_of(seen).size() == 3);
  CHECK(parts_of(seen)[0].people == on(1, 8, 1));
  CHECK(parts_of(seen)[1].people == on(8, 15, 1));
  CHECK(parts_of(seen)[2].people == on(15, 21, 1));
  for (const ServiceCounts& part : parts_of(seen))
    for (std::size_t day = 0; day < part.people.size(); ++day)
      CHECK(part.attended[day] == part.people[day] * whole_attendance);
}

// Who comes and goes at midnight is counted as the census counts them: from the next on, up to that
// one.
TEST_CASE("services by week: a stay from midnight to midnight has as many as days") {
  const Model model =
      model_of(program + "arrivals: {r: {scheduled: {every: 400 d, first: 1 d}, to: iop}}\n");
  const Observations seen = Simulator{model}.run(0);
  CHECK(parts_of(seen)[0].people == on(2, 9, 1));
  CHECK(parts_of(seen)[2].people == on(16, 22, 1));
}

TEST_CASE("services by week: stays still open at the horizon are counted up to it") {
  const Model model =
      model_of(program + "arrivals: {r: {scheduled: {every: 400 d, first: 10.5 d}, to: iop}}\n");
  const Observations seen = Simulator{model}.run(0);
  CHECK(parts_of(seen)[0].people == on(11, 18, 1));
  CHECK(parts_of(seen)[1].people == on(18, 24, 1));
  CHECK(parts_of(seen)[2].people == on(0, 0, 0));
}

// After warm-up the first midnight is that of day 10.
TEST_CASE("services by week: only midnights of the window are written down") {
  const Model model =
      model_of(program + "arrivals: {r: {scheduled: {every: 400 d, first: 0.5 d}, to: iop}}\n",
               {"run.warm_up=9.5 d"});
  const Observations seen = Simulator{model}.run(0);
  CHECK(parts_of(seen)[0].people == on(0, 0, 0, 14));
  CHECK(parts_of(seen)[1].people == on(0, 5, 1, 14));
  CHECK(parts_of(seen)[2].people == on(5, 11, 1, 14));
}

// Two who came in the first moment, one eight days before.
TEST_CASE("services by week: who is there at the start is in a part of the stay") {
  Model model = model_of(program + R"(
start_from: {iop: {census: 3}}
arrivals: {r: {scheduled: {every: 400 d, first: 399 d}, to: iop}}
)");
  REQUIRE(model.start->groups.size() == 1);
  model.start->groups.push_back(model.start->groups.front());
  model.start->groups[0].people = 2;
  model.start->groups[0].days = 0;
  model.start->groups[1].people = 1;
  model.start->groups[1].days = 8;
  const Observations seen = Simulator{model}.run(0);
  REQUIRE(seen.daily[0].census.front() == 3);
  const Counts first = on(0, 8, 2);
  CHECK(parts_of(seen)[0].people == first);
  Counts second = on(8, 15, 2);
  for (std::size_t day = 0; day < 7; ++day)
    second[day] = 1;
  CHECK(parts_of(seen)[1].people == second);
}

// The stay in the program lasts five days, and the place in the house with it.
TEST_CASE("services by week: a place alongside is a stay of its own") {
  const Model model = model_of(R"(
schema: 1
name: Alongside
start: 2026-01-05
run: {warm_up: 0 d, horizon: 24 d, replications: 1}
staff: {counselor: {}}
levels:
  program: {places: {slots: 3}, treatment_time: 9 d, to: out, alongside: {house: {share: 1}}}
  house:
    places: {beds: 3}
    treatment_time: 4 d
    to: out
    attendance: 0.5
    services: {house_meeting: {by_week: [2, 1], lasts: 1 h, people: 8, role: counselor}}
outcomes: [out]
arrivals:
  a: {scheduled: {every: 400 d, first: 0.5 d}, to: program}
  b: {scheduled: {every: 400 d, first: 1.5 d}, to: house}
  c: {scheduled: {every: 400 d, first: 20.5 d}, to: program}
)");
  const Observations seen = Simulator{model}.run(0);
  Counts first = on(1, 8, 1);
  for (const std::size_t day : {2U, 3U, 4U, 5U})
    ++first[day];
  for (const std::size_t day : {21U, 22U, 23U})
    ++first[day];
  CHECK(parts_of(seen, 1)[0].people == first);
  CHECK(parts_of(seen, 1)[1].people == on(8, 10, 1));
  for (std::size_t day = 0; day < first.size(); ++day)
    CHECK(parts_of(seen, 1)[0].attended[day] == first[day] * whole_attendance / 2);
}

TEST_CASE("services by week: tracks are crowds of their own") {
  const Model model = model_of(R"(
schema: 1
name: Tracks
start: 2026-01-05
run: {warm_up: 0 d, horizon: 24 d, replications: 1}
staff: {counselor: {}}
levels:
  iop:
    tracks: {morning: {places: {slots: 1}}, evening: {places: {slots: 20}}}
    treatment_time: 8 d
    to: out
    services: {visit: {by_week: [2, 1], lasts: 1 h, role: counselor}}
outcomes: [out]
arrivals: {r: {scheduled: {every: 400 d, first: 0.5 d}, batch: {3: 1}, to: iop}}
)");
  const Observations seen = Simulator{model}.run(0);
  REQUIRE(seen.services[0].crowds.size() == 2);
  CHECK(seen.services[0].crowds[0][0].people == on(1, 8, 1));
  CHECK(seen.services[0].crowds[0][1].people == on(8, 9, 1));
  CHECK(seen.services[0].crowds[1][0].people == on(1, 8, 2));
  CHECK(seen.services[0].crowds[1][1].people == on(8, 9, 2));
}

// One attends half of the sessions, or 0.4 of them: the effect is on people who had been there.
TEST_CASE("services: what is attended is what history says of the stay") {
  const Model model = model_of(R"(
schema: 1
name: Attendance
start: 2026-01-05
run: {warm_up: 0 d, horizon: 24 d, replications: 1}
staff: {counselor: {}}
levels:
  iop:
    places: unlimited
    treatment_time: 3 d
    to: iop
    attendance: 0.5
    services: {visit: {sessions_a_week: 1, lasts: 1 h, role: counselor}}
effects:
  better: {source: assumption, when: {admissions: ">= 2"}, attendance_ratio: 0.8}
arrivals: {r: {scheduled: {every: 400 d, first: 0.5 d}, to: iop}}
)");
  const Observations seen = Simulator{model}.run(0);
  const std::vector<std::int64_t>& attended = parts_of(seen)[0].attended;
  for (std::size_t day = 1; day < attended.size(); ++day)
    CHECK(attended[day] == (day <= 3 ? 500'000 : 400'000));
}

TEST_CASE("services: where nobody asks about stays nothing is kept of them") {
  const Model model =
      model_of(program + "arrivals: {r: {scheduled: {every: 400 d, first: 0.5 d}, to: iop}}\n",
               {"levels.iop.services={visit: {sessions_a_week: 3, lasts: 1 h, role: counselor}}"});
  CHECK(Simulator{model}.run(0).services.empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
