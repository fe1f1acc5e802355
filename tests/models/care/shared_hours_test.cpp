#include "tests/support/comes_once.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// Hours of staff that levels share although a person takes other ones at each, traced by hand: few
// people, whole numbers, constant times. Everybody comes from a source of their own, which names
// them.
namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;
using models::StateObservations;

std::string house(const std::string& staff, const std::string& levels) {
  return R"(
schema: 1
name: House
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
outcomes: [done]
staff: )" +
         staff + "\nlevels:\n" + levels + "\narrivals:\n";
}

/// A level limited by counselors, of whom everybody takes so many hours a week.
std::string level(const std::string& name, const std::string& hours, const std::string& rest) {
  return "  " + name +
         ": {places: {staff: counselor}, services: {individual: {sessions_a_week: 1, lasts: " +
         hours + ", role: counselor}}, " + rest + "}\n";
}

// 40 h x 0.5 x 0.3 = 6 h a week.
const std::string six_hours = "{counselor: {productive: 0.5, at_hand: 0.3}}";

TEST_SUITE_BEGIN("unit");

const std::string two_levels = house(six_hours,
                                     level("php", "3 h", "treatment_time: 4 d, to: done") +
                                         level("iop", "90 min", "treatment_time: 6 d, to: done"));

// cem needs 3 h when 1.5 h are free, which dee takes.
const std::string passed = two_levels + comes("ana", 0, "php") + comes("ben", 1, "iop") +
                           comes("cem", 2, "php") + comes("dee", 3, "iop") + comes("eve", 5, "iop");

TEST_CASE("shared hours: who needs more than is free does not stop those who need less") {
  CHECK(story(model_of(passed)) == R"(
0 ana enters php
1 ben enters iop
2 cem waits for php
3 dee enters iop
4 ana ends done
4 cem enters php
5 eve waits for iop
7 ben ends done
7 eve enters iop
8 cem ends done
9 dee ends done
13 eve ends done
)");
}

// Hours taken: 3 from 0 on, 4.5 from 1, 6 from 3, 3 from 8, 1.5 from 9, 0 from 13.
TEST_CASE("shared hours: a level has places for who is there and who could come now") {
  const Model model = model_of(passed);
  CHECK(model.states[0].places_label == "up to 2 as staff allows");
  CHECK(model.states[1].places_label == "up to 4 as staff allows");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& php = observed(model, all, "php");
  CHECK(sim::to_days(php.full_time) == 7);                       // from 1 to 8
  CHECK(php.open_place_time.days() == 1 * 2 + 12 * 1 + 17 * 2);  // fewer from 1 to 13
  const StateObservations& iop = observed(model, all, "iop");
  CHECK(sim::to_days(iop.full_time) == 5);  // from 3 to 8
  CHECK(iop.open_place_time.days() == 8 * 2 + 22 * 4);
}

// ana and ben have all 6 h. ana then takes half of hers, and cem the other half.
TEST_CASE("shared hours: who moves on gives back hours and takes hours in the same instant") {
  CHECK(story(model_of(house(six_hours,
                             level("php", "3 h", "treatment_time: 4 d, to: iop") +
                                 level("iop", "90 min", "treatment_time: 6 d, to: done")) +
                       comes("ana", 0, "php") + comes("ben", 1, "php") + comes("cem", 2, "iop") +
                       comes("dee", 3, "php"))) == R"(
0 ana enters php
1 ben enters php
2 cem waits for iop
3 dee waits for php
4 ana enters iop
4 cem enters iop
5 ben enters iop
10 ana ends done
10 cem ends done
10 dee enters php
11 ben ends done
14 dee enters iop
20 dee ends done
)");
}

// ana gives back 1.5 h when nothing is free, so that she waits; cem does when another 1.5 h are.
TEST_CASE("shared hours: who moves to where it takes more needs only the rest to be free") {
  CHECK(story(model_of(house(six_hours,
                             level("php", "3 h", "treatment_time: 4 d, to: done") +
                                 level("iop", "90 min", "treatment_time: 2 d, to: php")) +
                       comes("ana", 0, "iop") + comes("ben", 1, "php") + comes("cem", 1, "iop"))) ==
        R"(
0 ana enters iop
1 ben enters php
1 cem enters iop
2 ana waits for php
3 cem enters php
5 ben ends done
5 ana enters php
7 cem ends done
9 ana ends done
)");
}

// Of 4 h a group of three takes 2 h, and each of the others 1 h. eve comes into a group that there
// is, fay needs one more.
TEST_CASE("shared hours: groups take one more for nothing or for a new group") {
  const Model model = model_of(
      house("{counselor: {productive: 0.5, at_hand: 0.2}}",
            "  grp: {places: {staff: counselor}, treatment_time: 20 d, to: done, services: {group: "
            "{sessions_a_week: 1, lasts: 2 h, people: 3, role: counselor}}}\n" +
                level("one", "1 h", "treatment_time: 6 d, to: done")) +
      comes("ana", 0, "grp") + comes("ben", 1, "grp") + comes("cem", 2, "one") +
      comes("dee", 3, "one") + comes("eve", 4, "grp") + comes("fay", 5, "grp") +
      comes("gus", 6, "one"));
  CHECK(model.states[0].places == 6);
  CHECK(model.states[1].places == 4);
  CHECK(story(model) == R"(
0 ana enters grp
1 ben enters grp
2 cem enters one
3 dee enters one
4 eve enters grp
5 fay waits for grp
6 gus waits for one
8 cem ends done
8 gus enters one
9 dee ends done
14 gus ends done
14 fay enters grp
20 ana ends done
21 ben ends done
24 eve ends done
)");
  // Two groups from 0 to 2 could hold six; later no second one fits, until fay has it.
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& grp = observed(model, all, "grp");
  CHECK(grp.open_place_time.days() == 2 * 6 + 12 * 3 + 16 * 6);
  CHECK(sim::to_days(grp.full_time) == 10);  // with three, from 4 to 14
}

// Of 420 h the one post that is there in any case takes 168; a person in the clinic takes 84.
const std::string posts =
    house("{tech: {hours_a_week: 42, at_hand: 10}}",
          "  ward: {places: {staff: tech}, treatment_time: 20 d, to: done, posts: {tech: {people: "
          "2, at_least: 1}}}\n"
          "  clinic: {places: {staff: tech}, treatment_time: 8 d, to: done, services: {talk: "
          "{sessions_a_week: 14, lasts: 6 h, role: tech}}}\n") +
    comes("ana", 0, "clinic") + comes("ben", 1, "clinic") + comes("cem", 2, "clinic") +
    comes("dee", 3, "clinic") + comes("eve", 4, "ward") + comes("fay", 5, "ward") +
    comes("gus", 6, "ward");

TEST_CASE("shared hours: posts take what they always take and more for more people") {
  const Model model = model_of(posts);
  CHECK(model.states[0].places == 4);  // two posts
  CHECK(model.states[1].places == 3);  // beside one post
  CHECK(story(model) == R"(
0 ana enters clinic
1 ben enters clinic
2 cem enters clinic
3 dee waits for clinic
4 eve enters ward
5 fay enters ward
6 gus waits for ward
8 ana ends done
8 dee enters clinic
9 ben ends done
10 cem ends done
10 gus enters ward
16 dee ends done
24 eve ends done
25 fay ends done
)");
}

TEST_CASE("shared hours: posts that take all there is are refused") {
  const std::string told = refusal_of(posts, {"staff.tech.at_hand=3.5"});
  CHECK(told.find("levels.ward.places.staff: expected some of 'tech' left for people: posts with "
                  "'at_least' take 4 full-time equivalents of them though nobody is there, and "
                  "'staff.tech.at_hand' is 3.5\n") != std::string::npos);
  CHECK(told.find("levels.clinic.places.staff: expected some of 'tech' left") != std::string::npos);
  CHECK(refusal_of(posts, {"staff.tech.at_hand=4"}).empty());  // places for two people
}

// 3 h for ana alone; ben has the one bed.
const std::string ring =
    "  ward: {places: {beds: 1}, treatment_time: 5 d, to: {php: 1}, hold: until_placed}\n";

TEST_CASE("shared hours: in a ring in which a level loses one and gains one all move") {
  const std::string php =
      "hold: 10 d, exits: {planned: {probability: 1, treatment_time: 4 d, to: ward}, dropout: "
      "{after: 12 d, "
      "to: done}}";
  CHECK(story(model_of(house("{counselor: {productive: 0.5, at_hand: 0.15}}",
                             ring + level("php", "3 h", php) +
                                 level("iop", "90 min", "treatment_time: 2 d, to: done")) +
                           comes("ana", 0, "php") + comes("ben", 1, "ward"),
                       {"run.horizon=14 d"})) == R"(
0 ana enters php
1 ben enters ward
4 ana holds for ward
6 ben swaps into php
6 ben enters php
6 ana swaps into ward
6 ana enters ward
10 ben holds for ward
11 ana swaps into php
11 ana enters php
11 ben swaps into ward
11 ben enters ward
)");
}

// When ana goes 1.5 h are free, and ben needs 3.
TEST_CASE("shared hours: in a ring in which too few hours get free people wait until holds end") {
  const std::string iop =
      "hold: 3 d, exits: {planned: {probability: 1, treatment_time: 4 d, to: ward}, dropout: "
      "{after: 25 d, "
      "to: done}}";
  CHECK(story(model_of(house("{counselor: {productive: 0.5, at_hand: 0.15}}",
                             ring + level("php", "3 h", "treatment_time: 30 d, to: done") +
                                 level("iop", "90 min", iop)) +
                       comes("ana", 0, "iop") + comes("ben", 1, "ward") +
                       comes("cem", 5, "iop"))) == R"(
0 ana enters iop
1 ben enters ward
4 ana holds for ward
5 cem enters iop
6 ben holds for php
7 ana stops holding iop
7 ana waits for ward
9 cem holds for ward
12 cem stops holding iop
12 cem waits for ward
12 ben enters php
12 ana enters ward
17 ana holds for php
)");
}

TEST_CASE("shared hours: fewer staff from a date on eject nobody and admit nobody until all fit") {
  CHECK(story(model_of(two_levels + comes("ana", 0, "php") + comes("ben", 1, "php") +
                       comes("cem", 2, "php") + comes("dee", 2, "iop") +
                       "changes:\n  2026-01-08: {staff.counselor.at_hand: 0.15}\n")) == R"(
0 ana enters php
1 ben enters php
2 cem waits for php
2 dee waits for iop
4 ana ends done
5 ben ends done
5 cem enters php
9 cem ends done
9 dee enters iop
15 dee ends done
)");
}

// As many hours each for three days, and then twice as many in php.
TEST_CASE("shared hours: levels that share places on one date share hours on all") {
  const Model model =
      model_of(two_levels + comes("ana", 0, "php") +
                   "changes:\n  2026-01-08: {levels.php.services.individual.lasts: 3 h}\n",
               {"levels.php.services.individual.lasts=1.5 h"});
  CHECK_FALSE(model.states[0].pool.has_value());
  REQUIRE(model.states[0].staff_group.has_value());
  CHECK(model.states[0].staff_group == model.states[1].staff_group);
  CHECK(model.states[0].places_on(2) == 4);
  CHECK(model.states[0].places_on(3) == 2);
  REQUIRE(model.hours.size() == 2);
  CHECK(model.hours[0].needs[0][0].units(1) == model.hours[0].needs[1][0].units(1));
  CHECK(model.hours[1].needs[0][0].units(1) == 2 * model.hours[1].needs[1][0].units(1));
}

TEST_CASE("shared hours: what they do not go with says what to write instead") {
  const auto told = [](const std::string& set) { return refusal_of(passed, {set}); };
  CHECK(told("levels.php.hold=until_placed")
            .find("levels.php.hold: expected an end, such as '2 d'") != std::string::npos);
  CHECK(told("levels.php.hold=2 d").empty());
  CHECK(told("levels.iop.admission={cohort: {every: 7 d}}")
            .find("expected none for a level that shares staff with another") != std::string::npos);
  CHECK(told("levels.iop.places={staff: counselor, turnaround: 4 h}")
            .find("expected nothing beside 'staff', which another level shares") !=
        std::string::npos);
  CHECK(told("levels.iop.costs={a_place_day: 5}").find("got one that shares staff") !=
        std::string::npos);
  CHECK(told("levels.php.alongside={iop: {share: 0.5}}")
            .find("which shares hours of its staff with others") != std::string::npos);
  CHECK(told("levels.php.waiting={bridge: iop}")
            .find("which shares hours of its staff with others") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
