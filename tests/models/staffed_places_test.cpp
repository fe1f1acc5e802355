#include "models/staffed_places.hpp"

#include "models/shared_hours.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

TEST_SUITE_BEGIN("unit");

// Counselors give 40 h x 0.5 = 20 h a week to sessions, nurses are paid for 40 h.
std::string clinic(const std::string& places,
                   double counselors,
                   double nurses,
                   const std::string& services = "") {
  return fmt::format(R"(
schema: 1
name: Clinic
start: 2026-01-05
run: {{warm_up: 0 d, horizon: 300 d, replications: 1}}
staff:
  counselor: {{productive: 0.5, at_hand: {}}}
  nurse: {{at_hand: {}}}
levels:
  iop:
    places: {}
    treatment_time: {{exponential: {{mean: 20 d}}}}
    to: out
    services: {{individual: {{sessions_a_week: 2, lasts: 1 h, role: counselor}}{}}}
    posts: {{nurse: {{people: 8, hours_a_week: 40}}}}
outcomes: [out]
arrivals: {{all: {{poisson: {{rate: 1.2 /d}}, to: iop}}}}
)",
                     counselors,
                     nurses,
                     places,
                     services);
}

const std::string group = ", group: {sessions_a_week: 3, lasts: 3 h, people: 12, role: counselor}";

int places_of(const std::string& yaml) {
  return model_of(yaml).states[0].places;
}

TEST_CASE("places of staff: as many as the hours of those at hand serve") {
  CHECK(places_of(clinic("{staff: counselor}", 3, 9)) == 30);  // 60 h, 2 h each
  CHECK(places_of(clinic("{staff: counselor}", 2.95, 9)) == 29);
  CHECK(places_of(clinic("{staff: counselor}", 0.1, 9)) == 1);
  CHECK(places_of(clinic("{staff: counselor}", 0.09, 9)) == 0);
  // A nurse for each 8, and whoever is there.
  CHECK(places_of(clinic("{staff: nurse}", 3, 3.9)) == 24);
  CHECK(places_of(clinic("{staff: [counselor, nurse]}", 3, 3.9)) == 24);
  CHECK(places_of(clinic("{staff: [counselor, nurse]}", 3, 4)) == 30);
  // Groups of 12 take 9 h: 24 people take 66 h, one more takes 77.
  CHECK(places_of(clinic("{staff: counselor}", 3.3, 9, group)) == 24);
  CHECK(places_of(clinic("{staff: counselor}", 3.84, 9, group)) == 24);
  CHECK(places_of(clinic("{staff: counselor}", 3.86, 9, group)) == 25);
}

// Two hours of sessions in the first week, beside two in each; an hour of crisis a week.
TEST_CASE("places of staff: the fullest week and overbooking and crises count") {
  const std::string visits = ", visit: {by_week: [2, 1], lasts: 1 h, role: counselor}";
  const std::string yaml = clinic("{staff: counselor}", 3, 9, visits);
  CHECK(places_of(yaml) == 15);
  const std::string crisis = "levels.iop.crisis={contacts: 1 /wk, lasts: 1 h, role: counselor}";
  CHECK(model_of(yaml, {crisis}).states[0].places == 12);
  // 18 are booked into groups of 12: 29 people take 76 h, one more takes 78.
  CHECK(places_of(clinic("{staff: counselor}", 3.86, 9, group)) == 25);
  CHECK(model_of(clinic("{staff: counselor}", 3.86, 9, group),
                 {"levels.iop.services.group.overbook=0.5"})
            .states[0]
            .places == 29);
}

TEST_CASE("places of staff: posts by day and night with relief take what the figures count") {
  models::Scenario scenario =
      models::read_scenario_text(clinic("{slots: 9}", 3, 9), "test.yaml", {});
  models::Post& post = scenario.states[0].posts[0];
  post.hours_a_week.value = 168;
  post.at_night = 16;
  post.relief.value = 1.2;
  post.at_least = 2;
  const models::State& level = scenario.states[0];
  const models::Role& nurse = scenario.staff[1];
  // Day posts have 112 h a week, night posts 56 h.
  CHECK(models::equivalents_for(level, nurse, 0) == doctest::Approx((2 * 112 + 2 * 56) * 1.2 / 40));
  CHECK(models::equivalents_for(level, nurse, 17) ==
        doctest::Approx((3 * 112 + 2 * 56) * 1.2 / 40));
  CHECK(models::equivalents_for(level, nurse, 49) ==
        doctest::Approx((7 * 112 + 4 * 56) * 1.2 / 40));
}

TEST_CASE("places of staff: they change on the date on which staff does") {
  const models::Model model = model_of(clinic("{staff: counselor}", 3, 9) +
                                       "changes:\n"
                                       "  2026-03-06: {staff.counselor.at_hand: 2}\n"
                                       "  2026-04-05: {staff.nurse.at_hand: 8}\n"
                                       "  2026-05-05: {staff.counselor.productive: 0.6}\n");
  const models::StateModel& iop = model.states[0];
  CHECK(iop.places == 30);
  REQUIRE(iop.changes.size() == 2);
  CHECK(iop.changes[0].day == 60);
  CHECK(iop.changes[0].places == 20);
  CHECK(iop.changes[1].day == 120);
  CHECK(iop.changes[1].places == 24);
}

TEST_CASE("places of staff: a level that they limit is one with as many slots") {
  const models::Observations limited = observe(model_of(clinic("{staff: counselor}", 3, 9)), 1)[0];
  const models::Observations plain = observe(model_of(clinic("{slots: 30}", 3, 9)), 1)[0];
  const models::Observations fewer = observe(model_of(clinic("{slots: 29}", 3, 9)), 1)[0];
  const auto wait = [](const models::Observations& seen) {
    return seen.states[0][models::Length::Wait].mean();
  };
  CHECK(wait(limited) == wait(plain));
  CHECK(wait(limited) < wait(fewer));
  CHECK(limited.daily[0].census == plain.daily[0].census);
}

// Two levels that need two hours a week of the counselors for each person.
std::string house(const std::string& php, const std::string& iop, const std::string& top = "") {
  return fmt::format(R"(
schema: 1
name: House
start: 2026-01-05
run: {{warm_up: 0 d, horizon: 300 d, replications: 1}}
staff:
  counselor: {{productive: 0.5, at_hand: 1}}
  nurse: {{at_hand: 9}}
{}
levels:
  php:
    places: {}
    treatment_time: {{exponential: {{mean: 9 d}}}}
    to: {{iop: 0.5, out: 0.5}}
    hold: 2 d
    waiting: {{patience: {{exponential: {{mean: 20 d}}}}, gave_up_to: out}}
    services: {{individual: {{sessions_a_week: 2, lasts: 1 h, role: counselor}}}}
  iop:
    places: {}
    treatment_time: {{exponential: {{mean: 20 d}}}}
    to: {{php: 0.1, out: 0.9}}
    services:
      individual: {{sessions_a_week: 3, lasts: 30 min, role: counselor}}
      medication: {{sessions_a_week: 0.5, lasts: 30 min, role: nurse}}
    crisis: {{contacts: 0.5 /wk, lasts: 1 h, role: counselor}}
outcomes: [out]
arrivals: {{all: {{poisson: {{rate: 0.6 /d}}, to: {{php: 0.6, iop: 0.4}}}}}}
)",
                     top,
                     php,
                     iop);
}

const std::string shared = house("{staff: counselor}", "{staff: counselor}");

TEST_CASE("places of staff: levels that name the same role share what it serves") {
  const models::Model model = model_of(shared);
  for (const std::size_t level : {0U, 1U}) {
    CHECK(model.states[level].places == 10);  // 20 h, 2 h each
    CHECK(model.states[level].places_label == "10 as staff allows");
    REQUIRE(model.states[level].pool.has_value());
  }
  CHECK(model.states[0].pool == model.states[1].pool);
  // Another pool is another pool.
  const models::Model three =
      model_of(shared,
               {"pools={ward: {places: {beds: 4}}}",
                "levels.a={places: {pool: ward}, treatment_time: 3 d, to: out}",
                "levels.b={places: {pool: ward}, treatment_time: 3 d, to: out}"});
  CHECK(three.states[0].pool == three.states[1].pool);
  CHECK(three.states[2].pool == three.states[3].pool);
  CHECK(three.states[0].pool != three.states[2].pool);
}

TEST_CASE("places of staff: of several roles that levels share the scarcest counts") {
  const std::string yaml = house("{staff: [counselor, nurse]}", "{staff: [nurse, counselor]}");
  const std::string visit =
      "levels.php.services.medication={sessions_a_week: 1, lasts: 15 min, role: nurse}";
  CHECK(model_of(yaml, {visit}).states[1].places == 10);
  CHECK(model_of(yaml, {visit, "staff.nurse.at_hand=0.05"}).states[1].places == 8);  // 2 h
}

TEST_CASE("places of staff: shared by levels they are a pool of as many places") {
  const models::Model limited = model_of(shared);
  const std::string top = "pools: {house: {places: {slots: 10}}}";
  const models::Model pooled = model_of(house("{pool: house}", "{pool: house}", top));
  const std::string told = story(limited);
  CHECK(told.size() > 10000);
  CHECK((told == story(pooled)));
  CHECK((told != story(model_of(house("{slots: 10}", "{slots: 10}")))));
  const models::Observations seen = observe(limited, 1)[0];
  const models::Observations as_pool = observe(pooled, 1)[0];
  for (const std::size_t level : {0U, 1U}) {
    const models::StateObservations& here = seen.states[level];
    CHECK(here.full_time == as_pool.states[level].full_time);
    CHECK(here[models::Length::Wait].mean() == as_pool.states[level][models::Length::Wait].mean());
    CHECK(here[models::Headcount::Census].integral() ==
          as_pool.states[level][models::Headcount::Census].integral());
  }
}

TEST_CASE("places of staff: those that levels share change on the date on which staff does") {
  const models::Model model =
      model_of(shared + "changes:\n  2026-03-06: {staff.counselor.at_hand: 0.5}\n");
  for (const std::size_t level : {0U, 1U}) {
    CHECK(model.states[level].places == 10);
    REQUIRE(model.states[level].changes.size() == 1);
    CHECK(model.states[level].changes[0].day == 60);
    CHECK(model.states[level].changes[0].places == 5);
  }
}

TEST_CASE("places of staff: hours that levels cannot share say what to write instead") {
  const auto told = [](const std::string& set) { return refusal_of(shared, {set}); };
  const std::string others =
      "test.yaml:12:21: error: levels.php.places.staff: expected a role that only levels need "
      "whose "
      "places it limits; 'iop' needs 'counselor', too: name it in levels.iop.places.staff, or give "
      "each level a role of its own\n";
  CHECK(told("levels.iop.places={slots: 5}").find(others) == 0);
  CHECK(told("levels.iop.places={staff: nurse}").find(others) == 0);
  CHECK(told("staff.counselor={}").find("'staff.counselor.at_hand'") != std::string::npos);
  CHECK(told("levels.iop.admission={cohort: {every: 7 d}}")
            .find("expected none for a level that shares staff with another") != std::string::npos);
  CHECK(told("levels.iop.places={staff: counselor, turnaround: 4 h}")
            .find("expected nothing beside 'staff', which another level shares") !=
        std::string::npos);
  CHECK(told("levels.iop.costs={a_place_day: 5}").find("got one that shares staff") !=
        std::string::npos);
  CHECK(told("levels.iop.places={pool: staff counselor}").find("expected a pool of 'pools'") !=
        std::string::npos);
  CHECK(told("staff.counselor.at_hand=0.01").empty());  // no places are a warning
}

// Where people take other hours, or some of them together, levels have hours in common.
TEST_CASE("places of staff: levels where a person takes other hours count those alone") {
  // 20 h a week of counselors; php takes 3 h a person, iop 2 h.
  const std::string other = "levels.php.services.individual.lasts=1.5 h";
  const models::Model model = model_of(shared, {other});
  CHECK(model.states[0].places == 6);
  CHECK(model.states[1].places == 10);
  CHECK_FALSE(model.states[0].pool.has_value());
  REQUIRE(model.states[0].staff_group.has_value());
  CHECK(model.states[0].staff_group == model.states[1].staff_group);
  CHECK(model.features.contains(models::Feature::SharedHours));
  // Groups of two: 1.5 h a group and half an hour of crises a person.
  CHECK(model_of(shared, {"levels.iop.services.individual.people=2"}).states[1].places == 16);
  // A post of 20 paid hours, which are as many as 10 of sessions.
  CHECK(model_of(shared, {"levels.iop.posts={counselor: {people: 8, hours_a_week: 20}}"})
            .states[1]
            .places == 5);
  // Roles that only one of them names: the nurses have 2 h for half an hour each.
  const models::Model both = model_of(
      shared, {"levels.iop.places={staff: [counselor, nurse]}", "staff.nurse.at_hand=0.05"});
  CHECK(both.states[0].places == 10);
  CHECK(both.states[1].places == 8);
  CHECK(both.states[0].staff_group == both.states[1].staff_group);
}

TEST_CASE("places of staff: hours are counted in whole parts of them") {
  const auto plan = [](const std::vector<std::string>& sets) {
    return models::plan_hours(models::read_scenario_text(shared, "test.yaml", sets));
  };
  // 6 x 30 h, 3 h and 1.5 h.
  const models::HoursPlan halves =
      plan({"staff.counselor={hours_a_week: 30, at_hand: 6}",
            "levels.php.services.individual={sessions_a_week: 3, lasts: 1 h, role: counselor}",
            "levels.iop.services.individual={sessions_a_week: 1, lasts: 1 h, role: counselor}"});
  CHECK(halves.at_hand[0] == 360);
  CHECK(halves.needs[0][0].units(1) == 6);
  CHECK(halves.needs[1][0].units(1) == 3);
  CHECK(halves.needs[1][0].units(100) == 300);
  // 50 min twice a week, 0.3 times 20 min and half an hour, of 37.5 h x 0.6 x 1.1: all in 60ths.
  const models::HoursPlan parts = plan(
      {"staff.counselor={hours_a_week: 37.5, productive: 0.6, at_hand: 1.1}",
       "levels.php.services.individual={sessions_a_week: 2, lasts: 50 min, role: counselor}",
       "levels.iop.services.individual={sessions_a_week: 0.3, lasts: 20 min, role: counselor}"});
  CHECK(parts.at_hand[0] == 1485);
  CHECK(parts.needs[0][0].units(1) == 100);
  CHECK(parts.needs[1][0].units(1) == 6 + 30);
  // No common part that is not tiny: as many parts as there are, and what fits fits.
  const models::HoursPlan odd =
      plan({"staff.counselor={hours_a_week: 39.99987, productive: 0.61803398, at_hand: 1.23456789}",
            "levels.php.services.individual={sessions_a_week: 1.00000123, lasts: 47 min, role: "
            "counselor}"});
  CHECK(odd.at_hand[0] > std::int64_t{1} << 35U);
  CHECK(odd.at_hand[0] <= (std::int64_t{1} << 36U) + 64);
  CHECK(static_cast<double>(odd.needs[0][0].units(1)) / static_cast<double>(odd.at_hand[0]) ==
        doctest::Approx(1.00000123 * 47 / 60 / (39.99987 * 0.61803398 * 1.23456789)).epsilon(1e-8));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
