#include "tests/support/comes_once.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Places that are made ready, shared or reserved, traced by hand: few people, whole numbers,
// constant times. Everybody comes from a source of their own, which names them.
namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Places
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
outcomes: [done]
)";

TEST_SUITE_BEGIN("unit");

const std::string turnaround = head + R"(
levels:
  ward: {places: {beds: 1, turnaround: 1 d}, treatment_time: 2 d, to: done}
arrivals:
)" + comes("ana", 0, "ward") + comes("ben", 1, "ward");

// ana 0-2, the bed is made ready 2-3, ben 3-5, 5-6.
TEST_CASE("turnaround: a place that somebody has left waits until it is ready") {
  CHECK(story(model_of(turnaround)) == R"(
0 ana enters ward
1 ben waits for ward
2 ana vacates ward
2 ana ends done
3 ben enters ward
5 ben vacates ward
5 ben ends done
)");
}

TEST_CASE("turnaround: a place that is made ready is neither free nor occupied") {
  const Model model = model_of(turnaround);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& ward = observed(model, all, "ward");
  CHECK(ward[models::Headcount::Census].integral_days() == doctest::Approx(4));
  CHECK(ward.turnaround_time.days() == doctest::Approx(2));
  CHECK(sim::to_days(ward.full_time) == doctest::Approx(6));
  CHECK(ward.open_place_time.days() == doctest::Approx(30));
}

TEST_CASE("turnaround: what lies after the horizon is not counted") {
  const Model model = model_of(turnaround, {"run.horizon=2.5 d"});
  const Observations all = models::Simulator{model}.run(0);
  CHECK(observed(model, all, "ward").turnaround_time.days() == doctest::Approx(0.5));
}

const std::string pool = head + R"(
pools:
  house: {places: {beds: 1}}
levels:
  detox: {places: {pool: house}, treatment_time: 2 d, to: residential}
  residential: {places: {pool: house}, treatment_time: 3 d, to: done}
arrivals:
)";

// ana has the only bed 0-5, in both levels.
TEST_CASE("pool: who moves on between levels that share their places keeps the place") {
  CHECK(story(model_of(pool + comes("ana", 0, "detox") + comes("ben", 1, "detox"))) == R"(
0 ana enters detox
1 ben waits for detox
2 ana enters residential
5 ana ends done
5 ben enters detox
7 ben enters residential
10 ben ends done
)");
}

TEST_CASE("pool: of those who wait the level listed first is served first") {
  const std::string people =
      comes("ana", 0, "detox") + comes("ben", 1, "residential") + comes("cleo", 2, "detox");
  CHECK(story(model_of(pool + people)) == R"(
0 ana enters detox
1 ben waits for residential
2 ana enters residential
2 cleo waits for detox
5 ana ends done
5 cleo enters detox
7 cleo enters residential
10 cleo ends done
10 ben enters residential
13 ben ends done
)");
  CHECK(story(model_of(pool + people, {"pools.house.order=[residential, detox]"})) == R"(
0 ana enters detox
1 ben waits for residential
2 ana enters residential
2 cleo waits for detox
5 ana ends done
5 ben enters residential
8 ben ends done
8 cleo enters detox
10 cleo enters residential
13 cleo ends done
)");
}

TEST_CASE("pool: a level is full when those who share its places have them all") {
  const Model model = model_of(pool + comes("ana", 0, "residential"));
  const Observations all = models::Simulator{model}.run(0);
  CHECK(sim::to_days(observed(model, all, "detox").full_time) == doctest::Approx(3));
  CHECK(sim::to_days(observed(model, all, "residential").full_time) == doctest::Approx(3));
  CHECK(observed(model, all, "detox")[models::Headcount::Census].integral_days() == 0);
}

TEST_CASE("pool: its places change for all its levels and are made ready only when left") {
  const Model model =
      model_of(pool + comes("ana", 0, "detox") + comes("ben", 1, "residential"),
               {"pools.house.places={beds: 1, turnaround: 1 d, changes: {2026-01-08: 2}}"});
  CHECK(story(model) == R"(
0 ana enters detox
1 ben waits for residential
2 ana enters residential
3 ben enters residential
5 ana vacates residential
5 ana ends done
6 ben vacates residential
6 ben ends done
)");
}

const std::string reserve = head + R"(
attributes:
  payer: {medicaid: 0.5, private: 0.5}
levels:
  ward: {places: {beds: 2, reserved: {payer: {medicaid: 1}}}, treatment_time: 4 d, to: done}
arrivals:
)";

/// Somebody who comes once, with that payer.
std::string comes_with(const std::string& who, int day, const std::string& payer) {
  const std::string other = payer == "medicaid" ? "private" : "medicaid";
  return "  " + who + ": {scheduled: {every: 1000 d, first: " + std::to_string(day) +
         " d}, to: ward, attributes: {payer: {" + payer + ": 1, " + other + ": 0}}}\n";
}

TEST_CASE("reserved places: nobody else takes them and those for whom they are take them first") {
  CHECK(story(model_of(reserve + comes_with("ana", 0, "private") + comes_with("ben", 1, "private") +
                       comes_with("cleo", 2, "medicaid"))) == R"(
0 ana enters ward
1 ben waits for ward
2 cleo enters ward
4 ana ends done
4 ben enters ward
6 cleo ends done
8 ben ends done
)");
}

TEST_CASE("reserved places: those for whom they are take others when they are taken") {
  CHECK(story(model_of(reserve + comes_with("ana", 0, "medicaid") +
                       comes_with("ben", 1, "medicaid") + comes_with("cleo", 2, "private"))) == R"(
0 ana enters ward
1 ben enters ward
2 cleo waits for ward
4 ana ends done
5 ben ends done
5 cleo enters ward
9 cleo ends done
)");
}

// dora's assessment takes 3 d: she arrived before ben, who asks before her.
TEST_CASE("order of referral: who arrived first is served first whenever they ask") {
  const std::string yaml = head + R"(
levels:
  ward: {places: {beds: 1}, treatment_time: 4 d, to: done, waiting: {order: longest_since_referral}}
community:
  assessment: {time: 3 d, to: ward}
arrivals:
)" + comes("ana", 0, "ward") +
                           comes("dora", 0, "assessment") + comes("ben", 1, "ward");
  CHECK(story(model_of(yaml)) == R"(
0 ana enters ward
0 dora enters assessment
1 ben waits for ward
3 dora waits for ward
4 ana ends done
4 dora enters ward
8 dora ends done
8 ben enters ward
12 ben ends done
)");
  CHECK(story(model_of(yaml, {"levels.ward.waiting.order=first_come"})).find("4 ben enters ward") !=
        std::string::npos);
}

// ana comes back after ben has arrived: her return is a referral of its own.
TEST_CASE("order of referral: who comes back to care is referred again") {
  const std::string yaml = head + R"(
levels:
  ward: {places: {beds: 1}, treatment_time: 4 d, to: done, waiting: {order: longest_since_referral}}
  clinic: {places: unlimited, treatment_time: 1 d, to: home}
community:
  home: {time: 1 d, to: ward}
arrivals:
)" + comes("cleo", 0, "ward") +
                           comes("ana", 0, "clinic") + comes("ben", 1, "ward");
  CHECK(story(model_of(yaml)).find("4 ben enters ward") != std::string::npos);
}

// One of two beds is for people from detox: Lea waits while it stands empty, Ana takes it.
TEST_CASE("reserved places: those for one class of requests are taken by nobody else") {
  const std::string yaml = head + R"(
levels:
  detox: {places: {beds: 1}, treatment_time: 2 d, to: ward}
  ward:
    places: {beds: 2, reserved: {waiting_class: {step_down: 1}}}
    treatment_time: 9 d
    to: done
arrivals:
)" + comes("ana", 0, "detox") +
                           comes("kim", 0, "ward") + comes("lea", 1, "ward");
  CHECK(story(model_of(yaml)) == R"(
0 ana enters detox
0 kim enters ward
1 lea waits for ward
2 ana enters ward
9 kim ends done
9 lea enters ward
11 ana ends done
18 lea ends done
)");
  CHECK(refusal_of(yaml, {"levels.ward.places.reserved.waiting_class={stepdown: 1}"})
            .find("expected a class of requests, got 'stepdown'; did you mean 'step_down'?") !=
        std::string::npos);
}

const std::string pool_with_hours = head + R"(
pools:
  house: {places: {beds: 2}}
levels:
  detox: {places: {pool: house}, treatment_time: 3 d, hold: until_placed, to: residential}
  residential:
    places: {pool: house}
    admission: {weekdays: [mon, tue, wed, thu, fri]}
    treatment_time: 5 d
    to: done
arrivals:
)" + comes("ana", 3, "detox") + comes("ben", 4, "detox") +
                                    comes("cat", 5, "residential");

// Day 0 is a Monday. Ana is ready on Sunday and keeps her bed until Monday; Ben is on that day, at
// 00:00. Their beds are free on Saturday, for Cat on the Monday after.
TEST_CASE("pool: who waits in its places for an hour of admission needs no other place") {
  const Model model = model_of(pool_with_hours);
  CHECK(story(model) == R"(
3 ana enters detox
4 ben enters detox
5 cat waits for residential
6 ana holds for residential
7 ana enters residential
7 ben enters residential
12 ana ends done
12 ben ends done
14 cat enters residential
19 cat ends done
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& residential = observed(model, all, "residential");
  // Ana's day was for the hour; of Cat's nine there was no bed until day 12.
  CHECK(residential[models::Length::SeatWait].sum() == doctest::Approx(7));
  CHECK(residential[models::Length::StartWait].sum() == doctest::Approx(1 + 2));
  CHECK(observed(model, all, "detox")[models::Headcount::Census].integral_days() == 4 + 3);
}

TEST_CASE("pool: who does not keep the place meanwhile asks for one at the next hour") {
  CHECK(story(model_of(pool_with_hours, {"levels.detox.hold=none"})) == R"(
3 ana enters detox
4 ben enters detox
5 cat waits for residential
6 ana waits for residential
7 ben enters residential
7 ana enters residential
12 ana ends done
12 ben ends done
14 cat enters residential
19 cat ends done
)");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
