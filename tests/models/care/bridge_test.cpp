#include "tests/support/comes_once.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// People who have a place of another level while they wait, traced by hand: few people, whole
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
name: Bridges
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
outcomes: [done, gone]
)";

/// One bed, one slot; who waits for the bed has the slot meanwhile.
std::string two_levels(const std::string& bridge,
                       const std::string& waiting = "",
                       const std::string& slot = "") {
  return head + R"(levels:
  ward: {places: {beds: 1}, treatment_time: 5 d, to: done, waiting: {bridge: )" +
         bridge + waiting + R"(}}
  clinic: {places: {slots: 1)" +
         slot + R"(}, treatment_time: 4 d, to: done}
arrivals:
)";
}

TEST_SUITE_BEGIN("unit");

const std::string one_waits =
    two_levels("clinic") + comes("ana", "0", "ward") + comes("ben", "1", "ward");

TEST_CASE("bridge: who waits has a free place of the other level until there is a bed") {
  CHECK(story(model_of(one_waits)) == R"(
0 ana enters ward
1 ben waits for ward
1 ben waits in clinic
5 ana ends done
5 ben stops waiting in clinic
5 ben enters ward
10 ben ends done
)");
}

// ben's four days in the clinic are in its census, and in nothing that is about stays or treatment.
TEST_CASE("bridge: its days are part of the census and no stay and no treatment") {
  const Model model = model_of(one_waits);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  const StateObservations& ward = observed(model, all, "ward");
  const BesideObservations& bridge = beside(model, all, "clinic");
  CHECK(clinic[Headcount::Census].integral_days() == 4);
  CHECK(clinic[Counter::Admissions] == 0);
  CHECK(clinic[Counter::Requests] == 0);
  CHECK(clinic[Length::Stay].count() == 0);
  CHECK(clinic.entered == 0);
  CHECK(sim::to_days(clinic.full_time) == 4);
  CHECK(bridge[Beside::Bridge].time.days() == 4);
  CHECK(bridge[Beside::Bridge].people.integral_days() == 4);
  CHECK(bridge[Beside::Bridge].begun == 1);
  CHECK(bridge[Beside::Bridge].ended == 1);
  CHECK(bridge[Beside::Bridge].length_sum.days() == 4);
  CHECK(bridge[Beside::Alongside].time.days() == 0);
  CHECK(ward[Headcount::Census].integral_days() == 10);
  CHECK(ward[Headcount::List].integral_days() == 4);
  CHECK(ward[Length::Wait].sum() == doctest::Approx(4));
  CHECK(ward.stay_treated.days() == 10);
  CHECK(beside(model, all, "ward").time().days() == 0);
}

TEST_CASE("bridge: time to treatment is until the bed and time to any place until the bridge") {
  const Model model = model_of(two_levels("clinic") + comes("ana", "0", "ward") +
                               comes("ben", "1", "ward") + comes("cy", "2", "ward"));
  const Observations all = models::Simulator{model}.run(0);
  const auto& cell = all.outcomes.cells[0];
  // The bed: ana at once, ben after 4, cy at 10 after 8 days. Any place: ben at once, and cy when
  // ben leaves the clinic, after 3 days.
  CHECK(cell.time_to_treatment.count() == 3);
  CHECK(cell.time_to_treatment.sum() == doctest::Approx(12));
  CHECK(cell.time_to_any_place.count() == 3);
  CHECK(cell.time_to_any_place.sum() == doctest::Approx(3));
}

TEST_CASE(
    "bridge: a place that becomes free later goes to who asks for it first and then to them") {
  // cy and dan wait for the clinic itself; ben comes after both, though he asked before dan.
  CHECK(story(model_of(two_levels("clinic") + comes("ana", "0", "ward") +
                       comes("cy", "0.5", "clinic") + comes("ben", "1", "ward") +
                       comes("dan", "2", "clinic"))) == R"(
0 ana enters ward
0.5 cy enters clinic
1 ben waits for ward
2 dan waits for clinic
4.5 cy ends done
4.5 dan enters clinic
5 ana ends done
5 ben enters ward
8.5 dan ends done
10 ben ends done
)");
}

TEST_CASE("bridge: who has one stays when others ask for the level itself") {
  CHECK(story(model_of(two_levels("clinic") + comes("ana", "0", "ward") +
                       comes("ben", "1", "ward") + comes("cy", "2", "clinic"))) == R"(
0 ana enters ward
1 ben waits for ward
1 ben waits in clinic
2 cy waits for clinic
5 ana ends done
5 ben stops waiting in clinic
5 ben enters ward
5 cy enters clinic
9 cy ends done
10 ben ends done
)");
}

TEST_CASE("bridge: it ends with patience and with an exit of waiting and runs on at the horizon") {
  const std::string people = comes("ana", "0", "ward") + comes("ben", "1", "ward");
  CHECK(story(model_of(two_levels("clinic", ", patience: 2 d, gave_up_to: gone") + people)) == R"(
0 ana enters ward
1 ben waits for ward
1 ben waits in clinic
3 ben gives up ward
3 ben stops waiting in clinic
3 ben ends gone
5 ana ends done
)");
  CHECK(story(model_of(two_levels("clinic", ", exits: {worse: {after: 3 d, to: gone}}") +
                       people)) == R"(
0 ana enters ward
1 ben waits for ward
1 ben waits in clinic
4 ben leaves the list of ward
4 ben stops waiting in clinic
4 ben ends gone
5 ana ends done
)");
  const Model open = model_of(one_waits, {"run.horizon=3.5 d"});
  const Observations all = models::Simulator{open}.run(0);
  CHECK(beside(open, all, "clinic")[Beside::Bridge].time.days() == 2.5);
  CHECK(beside(open, all, "clinic")[Beside::Bridge].ended == 0);
  CHECK(observed(open, all, "clinic")[Headcount::Census].integral_days() == 2.5);
  CHECK(observed(open, all, "clinic").open_stays == 0);
}

// ben begins to wait at 1 with patience until 4. The clinic is taken until 2: then 2 days are left,
// which become 4 or 1.
TEST_CASE("bridge: what is left of patience when it begins changes by the ratio") {
  const std::string people =
      comes("cy", "0", "clinic") + comes("ana", "0", "ward") + comes("ben", "1", "ward");
  const auto gives_up = [&](const std::string& ratio) {
    const std::string yaml = two_levels("{to: clinic, patience_ratio: " + ratio + "}",
                                        ", patience: 3 d, gave_up_to: gone") +
                             people;
    const std::string told = story(
        model_of(yaml, {"levels.clinic.treatment_time=2 d", "levels.ward.treatment_time=9 d"}));
    const std::size_t end = told.find(" ben gives up");
    const std::size_t line = told.rfind('\n', end);
    return told.substr(line + 1, end - line - 1);
  };
  CHECK(gives_up("1") == "4");
  CHECK(gives_up("2") == "6");
  CHECK(gives_up("0.5") == "3");
}

// An exit of waiting at 5 wins over patience that was to end at 4 and now ends at 6.
TEST_CASE("bridge: an exit of waiting that patience came before can come when it is longer") {
  const std::string yaml = two_levels("{to: clinic, patience_ratio: 2}",
                                      ", patience: 3 d, gave_up_to: gone, exits: {worse: {after: "
                                      "4 d, to: gone}}") +
                           comes("cy", "0", "clinic") + comes("ana", "0", "ward") +
                           comes("ben", "1", "ward");
  const std::string told =
      story(model_of(yaml, {"levels.clinic.treatment_time=2 d", "levels.ward.treatment_time=9 d"}));
  CHECK(told.find("5 ben leaves the list of ward") != std::string::npos);
  CHECK(told.find("ben gives up") == std::string::npos);
}

// Four days in the clinic, half of them count: treatment of 5 days takes 3. At most all of it goes.
TEST_CASE("bridge: treatment is shorter by a share of the time there if the scenario says so") {
  const auto ends = [](const std::string& share) {
    const std::string told = story(model_of(two_levels("{to: clinic, shortens: " + share + "}") +
                                            comes("ana", "0", "ward") + comes("ben", "1", "ward")));
    return told.substr(told.find("ben enters ward\n") + 16);
  };
  CHECK(ends("0") == "10 ben ends done\n");
  CHECK(ends("0.5") == "8 ben ends done\n");
  CHECK(ends("1") == "6 ben ends done\n");
  const std::string told = story(model_of(two_levels("{to: clinic, shortens: 1}") +
                                          comes("ana", "0", "ward") + comes("ben", "0", "ward")));
  CHECK(told.find("5 ben enters ward\n5 ben ends done\n") != std::string::npos);
}

TEST_CASE("bridge: who gives up a wait has nothing counted for a later stay") {
  const std::string yaml =
      two_levels("{to: clinic, shortens: 1}", ", patience: 2 d, gave_up_to: clinic") +
      comes("ana", "0", "ward") + comes("ben", "1", "ward");
  CHECK(story(model_of(yaml)) == R"(
0 ana enters ward
1 ben waits for ward
1 ben waits in clinic
3 ben gives up ward
3 ben stops waiting in clinic
3 ben enters clinic
5 ana ends done
7 ben ends done
)");
}

TEST_CASE("bridge: the place is made ready after it as after a stay") {
  CHECK(story(model_of(two_levels("clinic", "", ", turnaround: 1 d") + comes("ana", "0", "ward") +
                       comes("ben", "1", "ward") + comes("cy", "2", "ward"))) == R"(
0 ana enters ward
1 ben waits for ward
1 ben waits in clinic
2 cy waits for ward
5 ana ends done
5 ben vacates clinic
5 ben stops waiting in clinic
5 ben enters ward
6 cy waits in clinic
10 ben ends done
10 cy vacates clinic
10 cy stops waiting in clinic
10 cy enters ward
15 cy ends done
)");
}

// The clinic takes people up on days 0 to 4 and 7 to 11 only.
TEST_CASE("bridge: it begins only while the level takes people up") {
  const std::string told =
      story(model_of(two_levels("clinic") + comes("ana", "0", "ward") + comes("ben", "5.5", "ward"),
                     {"levels.ward.treatment_time=9 d",
                      "levels.clinic.admission={weekdays: [mon, tue, wed, thu, fri]}"}));
  CHECK(told.find("5.5 ben waits for ward\n7 ben waits in clinic\n9 ana ends done\n") !=
        std::string::npos);
}

TEST_CASE("bridge: a place reserved for others is no bridge") {
  const std::string yaml = head + R"(attributes:
  payer: {public: 0.5, private: 0.5}
levels:
  ward: {places: {beds: 1}, treatment_time: 5 d, to: done, waiting: {bridge: clinic}}
  clinic: {places: {slots: 1, reserved: {payer: {public: 1}}}, treatment_time: 4 d, to: done}
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: ward}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: ward, attributes: {payer: {private: 1, public: 0}}}
  cy: {scheduled: {every: 1000 d, first: 2 d}, to: ward, attributes: {payer: {private: 0, public: 1}}}
)";
  const std::string told = story(model_of(yaml));
  CHECK(told.find("ben waits in clinic") == std::string::npos);
  CHECK(told.find("2 cy waits in clinic") != std::string::npos);
}

// ana is held in the ward for the clinic, where ben waits for the ward: they swap.
TEST_CASE("bridge: who is held for its place and who waits in it for theirs change places") {
  const std::string yaml = head + R"(levels:
  ward: {places: {beds: 1}, treatment_time: 5 d, to: clinic, hold: until_placed,
         waiting: {bridge: clinic}}
  clinic: {places: {slots: 1, turnaround: 1 d}, treatment_time: 4 d, to: done}
arrivals:
)" + comes("ana", "0", "ward") +
                           comes("ben", "1", "ward");
  CHECK(story(model_of(yaml)) == R"(
0 ana enters ward
1 ben waits for ward
1 ben waits in clinic
5 ben stops waiting in clinic
5 ana swaps into clinic
5 ana enters clinic
5 ben swaps into ward
5 ben enters ward
9 ana vacates clinic
9 ana ends done
10 ben enters clinic
14 ben vacates clinic
14 ben ends done
)");
}

TEST_CASE("bridge: who holds a place has none until the hold is over") {
  const std::string yaml = head + R"(levels:
  detox: {places: {beds: 2}, treatment_time: 2 d, to: ward, hold: 1 d}
  ward: {places: {beds: 1}, treatment_time: 9 d, to: done, waiting: {bridge: clinic}}
  clinic: {places: {slots: 1}, treatment_time: 4 d, to: done}
arrivals:
)" + comes("ana", "0", "ward") +
                           comes("ben", "1", "detox");
  const std::string told = story(model_of(yaml));
  CHECK(told.find("3 ben holds for ward\n4 ben stops holding detox\n4 ben waits for ward\n"
                  "4 ben waits in clinic\n") != std::string::npos);
}

TEST_CASE("bridge: who waits at the start has one then") {
  const Model model = model_of(two_levels("clinic") + comes("ana", "20", "ward") +
                               "start_from: {ward: {census: 1, waiting: 1}}\n");
  const Observations all = models::Simulator{model}.run(0);
  const std::string told = story(model);
  CHECK(told.find("0 start_from-2 waits in clinic\n") != std::string::npos);
  CHECK(beside(model, all, "clinic")[Beside::Bridge].begun == 1);
  CHECK(all.outcomes.cells[0].time_to_any_place.count() == 1);  // of ana
}

TEST_CASE("bridge: two people in two places are counted and told apart by group") {
  const Model model = model_of(two_levels("clinic") + comes("ana", "0", "ward") +
                                   comes("ben", "1", "ward") + comes("cy", "2", "ward") +
                                   "attributes: {payer: {public: 1, private: 0}}\n"
                                   "report_by: [payer]\n",
                               {"levels.clinic.places.slots=2"});
  const Observations all = models::Simulator{model}.run(0);
  // ben 1-5, cy 2-10
  CHECK(beside(model, all, "clinic")[Beside::Bridge].time.days() == 12);
  CHECK(beside(model, all.groups[0], "clinic")[Beside::Bridge].time.days() == 12);
  CHECK(beside(model, all.groups[1], "clinic")[Beside::Bridge].time.days() == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
