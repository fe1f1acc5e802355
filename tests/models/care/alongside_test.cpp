#include "tests/support/comes_once.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// People who have a place of another level beside theirs, traced by hand: few people, whole
// numbers, constant times. Everybody comes from a source of their own, which names them.
namespace stepdown::tests {
namespace {

using models::Beside;
using models::BesideObservations;
using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Alongside
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
outcomes: [done, gone]
)";

/// Everybody in the program wants the one room in the house.
std::string program_and_house(const std::string& wants = "share: 1", const std::string& room = "") {
  return head + R"(levels:
  program: {places: {slots: 3}, treatment_time: 5 d, to: done, alongside: {house: {)" +
         wants + R"(}}}
  house: {places: {beds: 1)" +
         room + R"(}, treatment_time: 4 d, to: done}
arrivals:
)";
}

TEST_SUITE_BEGIN("unit");

const std::string two_in_program = comes("ana", "0", "program") + comes("ben", "1", "program");

TEST_CASE("alongside: a free place is taken on admission and given back with the stay") {
  CHECK(story(model_of(program_and_house() + two_in_program)) == R"(
0 ana enters program
0 ana has besides house
1 ben enters program
5 ana gives up besides house
5 ana ends done
5 ben has besides house
6 ben gives up besides house
6 ben ends done
)");
}

// ana has the room 0-5, ben waits for it 1-5 and has it 5-6.
TEST_CASE("alongside: it counts for the census and for no stay") {
  const Model model = model_of(program_and_house() + two_in_program);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& house = observed(model, all, "house");
  const BesideObservations& seen = beside(model, all, "house");
  CHECK(house[Headcount::Census].integral_days() == 6);
  CHECK(sim::to_days(house.full_time) == 6);
  CHECK(house.entered == 0);
  CHECK(house[Counter::Requests] == 0);
  CHECK(seen[Beside::Alongside].time.days() == 6);
  CHECK(seen[Beside::Alongside].begun == 2);
  CHECK(seen[Beside::Alongside].ended == 2);
  CHECK(seen[Beside::Alongside].length_sum.days() == 6);
  CHECK(seen[Beside::Bridge].time.days() == 0);
  CHECK(seen.asked == 2);
  CHECK(seen.delayed == 1);
  CHECK(seen.went_without == 0);
  CHECK(seen.waiting.integral_days() == 4);
  CHECK(seen.waits == 2);
  CHECK(seen.wait_sum.days() == 4);
  CHECK(seen.wait_square_sum == doctest::Approx(16));
  CHECK(observed(model, all, "program")[Headcount::Census].integral_days() == 10);
}

TEST_CASE("alongside: who does not wait goes without") {
  const Model model = model_of(program_and_house("share: 1, wait: false") + two_in_program);
  CHECK(story(model) == R"(
0 ana enters program
0 ana has besides house
1 ben enters program
5 ana gives up besides house
5 ana ends done
6 ben ends done
)");
  const Observations all = models::Simulator{model}.run(0);
  CHECK(beside(model, all, "house").asked == 2);
  CHECK(beside(model, all, "house").went_without == 1);
  CHECK(beside(model, all, "house").delayed == 0);
  CHECK(beside(model, all, "house").waits == 1);
  CHECK(beside(model, all, "house").waiting.integral_days() == 0);
}

TEST_CASE("alongside: who leaves before a place is free waits no longer") {
  const Model model =
      model_of(program_and_house() + comes("cy", "0", "house") + comes("ana", "1", "program"),
               {"levels.program.treatment_time=2 d"});
  const Observations all = models::Simulator{model}.run(0);
  CHECK(beside(model, all, "house").waiting.integral_days() == 2);
  CHECK(beside(model, all, "house").waits == 0);
  CHECK(beside(model, all, "house")[Beside::Alongside].begun == 0);
}

TEST_CASE("alongside: those who ask for the level itself are first") {
  // The room is free at 4: dan asked for it at 3, ana wanted it beside her slot from 1 on.
  CHECK(story(model_of(program_and_house() + comes("cy", "0", "house") +
                           comes("ana", "1", "program") + comes("dan", "3", "house"),
                       {"levels.program.treatment_time=9 d"})) == R"(
0 cy enters house
1 ana enters program
3 dan waits for house
4 cy ends done
4 dan enters house
8 dan ends done
8 ana has besides house
10 ana gives up besides house
10 ana ends done
)");
}

TEST_CASE("alongside: of those who wait the first is served first and the place is made ready") {
  CHECK(story(model_of(program_and_house("share: 1", ", turnaround: 1 d") + two_in_program +
                           comes("cy", "2", "program"),
                       {"levels.program.treatment_time={constant: 5 d}"})) == R"(
0 ana enters program
0 ana has besides house
1 ben enters program
2 cy enters program
5 ana vacates house
5 ana gives up besides house
5 ana ends done
6 ben ends done
6 cy has besides house
7 cy vacates house
7 cy gives up besides house
7 cy ends done
)");
}

/// From one program into another, both with the house; `after` is the second one's.
std::string two_programs(const std::string& after) {
  return head + R"(levels:
  first: {places: {slots: 2}, treatment_time: 5 d, to: second, alongside: {house: {share: 1}}}
  second: {places: {slots: 1}, treatment_time: 3 d, to: done)" +
         after + R"(}
  house: {places: {beds: 1}, treatment_time: 4 d, to: done}
arrivals:
)";
}

TEST_CASE("alongside: it goes on without a break where the next level knows it too") {
  const std::string yaml =
      two_programs(", alongside: {house: {share: 0}}") + comes("ana", "0", "first");
  CHECK(story(model_of(yaml)) == R"(
0 ana enters first
0 ana has besides house
5 ana enters second
8 ana gives up besides house
8 ana ends done
)");
  const Model model = model_of(yaml);
  const Observations all = models::Simulator{model}.run(0);
  CHECK(beside(model, all, "house")[Beside::Alongside].begun == 1);
  CHECK(beside(model, all, "house")[Beside::Alongside].length_sum.days() == 8);
  CHECK(beside(model, all, "house").asked == 1);
}

TEST_CASE("alongside: it ends where the next level does not know it or has to be waited for") {
  CHECK(story(model_of(two_programs("") + comes("ana", "0", "first"))) == R"(
0 ana enters first
0 ana has besides house
5 ana gives up besides house
5 ana enters second
8 ana ends done
)");
  // ana waits outside for the second program 5-7, without the room; in it she wants none.
  CHECK(story(model_of(two_programs(", alongside: {house: {share: 0}}") +
                       comes("ana", "0", "first") + comes("ben", "4", "second"))) == R"(
0 ana enters first
0 ana has besides house
4 ben enters second
5 ana gives up besides house
5 ana waits for second
7 ben ends done
7 ana enters second
10 ana ends done
)");
}

TEST_CASE("alongside: it is kept while the place beside it is held") {
  const std::string yaml = two_programs(", alongside: {house: {share: 0}}") +
                           comes("ana", "0", "first") + comes("ben", "4", "second");
  CHECK(story(model_of(yaml, {"levels.first.hold=until_placed"})) == R"(
0 ana enters first
0 ana has besides house
4 ben enters second
5 ana holds for second
7 ben ends done
7 ana enters second
10 ana gives up besides house
10 ana ends done
)");
}

TEST_CASE("alongside: who waits for it goes on waiting in the next level if that waits") {
  const auto told = [](const std::string& wait) {
    return story(model_of(two_programs(", alongside: {house: {share: 0, wait: " + wait + "}}") +
                              comes("cy", "0", "house") + comes("ana", "1", "first"),
                          {"levels.house.treatment_time=7 d"}));
  };
  CHECK(told("true").find("6 ana enters second\n7 cy ends done\n7 ana has besides house\n") !=
        std::string::npos);
  CHECK(told("false").find("6 ana enters second\n7 cy ends done\n9 ana ends done\n") !=
        std::string::npos);
}

TEST_CASE("alongside: the share may depend on an attribute") {
  const std::string yaml = program_and_house("share: {given: payer, public: 1, private: 0}") +
                           R"(  pat: {scheduled: {every: 1000 d, first: 0 d}, to: program}
  ron: {scheduled: {every: 1000 d, first: 6 d}, to: program, attributes: {payer: {public: 1, private: 0}}}
attributes: {payer: {public: 0, private: 1}}
)";
  CHECK(story(model_of(yaml)) == R"(
0 pat enters program
5 pat ends done
6 ron enters program
6 ron has besides house
11 ron gives up besides house
11 ron ends done
)");
}

TEST_CASE("alongside: two places beside one are two") {
  const std::string yaml = head + R"(levels:
  program: {places: {slots: 3}, treatment_time: 5 d, to: done, alongside: {house: {share: 1}, medication: {share: 1}}}
  house: {places: {beds: 1}, treatment_time: 4 d, to: done}
  medication: {places: unlimited, treatment_time: 4 d, to: done}
arrivals:
)" + two_in_program;
  CHECK(story(model_of(yaml)) == R"(
0 ana enters program
0 ana has besides house
0 ana has besides medication
1 ben enters program
1 ben has besides medication
5 ana gives up besides house
5 ana gives up besides medication
5 ana ends done
5 ben has besides house
6 ben gives up besides house
6 ben gives up besides medication
6 ben ends done
)");
}

// Who is held in the program for the house would keep the room in it that they wait for.
TEST_CASE("alongside: a way that begins on a date and could end in waiting for ever is refused") {
  const std::string yaml = program_and_house() + two_in_program;
  const std::string change = "changes: {2026-01-10: {levels.program.to: house}}\n";
  const std::vector<std::string> held{"levels.program.hold=3 d"};
  CHECK(refusal_of(yaml + change).empty());
  CHECK(refusal_of(yaml, held).empty());
  const std::string why = refusal_of(yaml + change, held);
  CHECK(why.find("nobody waits for in a place of theirs, got 'house'") != std::string::npos);
  CHECK(why.find("(from 2026-01-10 on)") != std::string::npos);
}

TEST_CASE("alongside: who is there at the start wants places then") {
  const Model model = model_of(program_and_house() + comes("ana", "20", "program") +
                               "start_from: {program: {census: 2}}\n");
  const Observations all = models::Simulator{model}.run(0);
  CHECK(beside(model, all, "house").asked == 3);
  CHECK(story(model).find("0 start_from has besides house\n") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
