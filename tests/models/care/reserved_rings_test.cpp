#include "tests/properties/place_rules.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Rings of gridlock beside places that are reserved, traced by hand: few people, whole numbers,
// constant times. Everybody comes from a source of their own, which names them.
namespace stepdown::tests {
namespace {

const std::string head = R"(
schema: 1
name: Rings
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
attributes:
  payer: {medicaid: 0.5, private: 0.5}
outcomes: [done]
)";

/// Somebody who comes on a day, with that payer.
std::string comes_with(const std::string& who,
                       const std::string& day,
                       const std::string& to,
                       const std::string& payer) {
  const std::string other = payer == "medicaid" ? "private" : "medicaid";
  return "  " + who + ": {scheduled: {every: 1000 d, first: " + day + " d}, to: " + to +
         ", attributes: {payer: {" + payer + ": 1, " + other + ": 0}}}\n";
}

/// What happens, which the independent checker finds right, too.
std::string checked_story(const std::string& yaml, const std::vector<std::string>& sets = {}) {
  const models::Scenario scenario = models::read_scenario_text(yaml, "test.yaml", sets);
  const models::Model model = models::compile(scenario).model;
  const RuleFindings findings = check_place_rules(scenario, model, happenings(model));
  CHECK(fmt::format("{}", fmt::join(findings.broken, "\n")) == "");
  return story(model);
}

TEST_SUITE_BEGIN("unit");

const std::string two_beds = head + R"(
levels:
  a: {places: {beds: 1}, treatment_time: 2 d, to: b, hold: until_placed}
  b:
    places: {beds: 1, reserved: {payer: {medicaid: 1}}}
    treatment_time: 3 d
    to: {a: 1}
    hold: until_placed
arrivals:
)";

TEST_CASE("reserved rings: nobody comes by a ring into a place that is reserved for others") {
  CHECK(checked_story(two_beds + comes_with("ana", "0", "a", "private") +
                      comes_with("ben", "0", "b", "medicaid")) == R"(
0 ana enters a
0 ben enters b
2 ana holds for b
3 ben holds for a
)");
}

TEST_CASE("reserved rings: somebody for whom the place is moves as ever") {
  CHECK(checked_story(two_beds + comes_with("ana", "0", "a", "medicaid") +
                          comes_with("ben", "0", "b", "medicaid"),
                      {"run.horizon=4 d"}) == R"(
0 ana enters a
0 ben enters b
2 ana holds for b
3 ben swaps into a
3 ben enters a
3 ana swaps into b
3 ana enters b
)");
}

// ana steps down, from a to b.
TEST_CASE("reserved rings: a place for one class of requests is kept for it") {
  const std::string people =
      comes_with("ana", "0", "a", "medicaid") + comes_with("ben", "0", "b", "medicaid");
  const auto reserved_for = [](const std::string& waiting_class) {
    return std::vector<std::string>{
        "run.horizon=4 d",
        "levels.b.places={beds: 1, reserved: {waiting_class: {" + waiting_class + ": 1}}}"};
  };
  CHECK(checked_story(two_beds + people, reserved_for("new")) == R"(
0 ana enters a
0 ben enters b
2 ana holds for b
3 ben holds for a
)");
  // ben is there as one of no class from the start.
  CHECK(checked_story(
            two_beds + comes_with("ana", "0", "a", "medicaid") + "start_from: {b: {census: 1}}\n",
            {"run.horizon=1 y",
             "levels.b.places={beds: 1, reserved: {waiting_class: {step_down: 1}}}"})
            .find("start_from swaps into a") != std::string::npos);
}

const std::string by_payer = head + R"(
levels:
  a:
    places: {beds: 1}
    treatment_time: 3 d
    to: b
    hold: until_placed
  b:
    places: {beds: 2, reserved: {payer: {medicaid: 1}}}
    treatment_time: {given: payer, medicaid: 2 d, private: 4 d}
    to: a
    hold: until_placed
arrivals:
)";

// ben has the bed that is reserved, cleo the other one. ana may not have his, so that he waits on
// when cleo, who is ready later, changes places with her.
TEST_CASE("reserved rings: those move who may though others have waited longer") {
  CHECK(checked_story(by_payer + comes_with("ana", "0", "a", "private") +
                          comes_with("ben", "0", "b", "medicaid") +
                          comes_with("cleo", "0", "b", "private"),
                      {"run.horizon=6 d"}) == R"(
0 ana enters a
0 ben enters b
0 cleo enters b
2 ben holds for a
3 ana holds for b
4 cleo swaps into a
4 cleo enters a
4 ana swaps into b
4 ana enters b
)");
}

// ana may not have ben's bed, but that of bob, who goes where cat is.
TEST_CASE("reserved rings: a longer ring moves where a shorter one may not") {
  CHECK(checked_story(head + R"(
levels:
  a: {places: {beds: 1}, treatment_time: 4 d, to: b, hold: until_placed}
  b:
    places: {beds: 2, reserved: {payer: {medicaid: 1}}}
    treatment_time: 2 d
    to: {given: payer, medicaid: a, private: c}
    hold: until_placed
  c: {places: {beds: 1}, treatment_time: 3 d, to: a, hold: until_placed}
arrivals:
)" + comes_with("ana", "0", "a", "private") +
                          comes_with("ben", "0", "b", "medicaid") +
                          comes_with("bob", "0", "b", "private") +
                          comes_with("cat", "0", "c", "private"),
                      {"run.horizon=5 d"}) == R"(
0 ana enters a
0 ben enters b
0 bob enters b
0 cat enters c
2 ben holds for a
2 bob holds for c
3 cat holds for a
4 ana swaps into b
4 ana enters b
4 bob swaps into c
4 bob enters c
4 cat swaps into a
4 cat enters a
)");
}

// Two of three beds are others', of which one is closed while both are taken.
TEST_CASE("reserved rings: after a cut people change places with their like alone") {
  const std::vector<std::string> cut{
      "run.horizon=6 d",
      "levels.a.treatment_time=2 d",
      "levels.b.treatment_time=3 d",
      "levels.b.places={beds: 3, reserved: {payer: {medicaid: 1}}, changes: {2026-01-07: 2}}"};
  CHECK(checked_story(by_payer + comes_with("ana", "0", "a", "private") +
                          comes_with("cleo", "0", "b", "private") +
                          comes_with("dora", "1", "b", "private"),
                      {cut[0], cut[1], cut[2], cut[3], "run.horizon=3.5 d"}) == R"(
0 ana enters a
0 cleo enters b
1 dora enters b
2 ana holds for b
3 cleo swaps into a
3 cleo enters a
3 ana swaps into b
3 ana enters b
)");
  // fay has the bed that is reserved, eve one of the others, which she could have given up for it.
  const std::vector<std::string> sets{
      cut[0],
      cut[1],
      "levels.b.treatment_time={given: payer, medicaid: 3 d, private: 20 d}",
      cut[3]};
  CHECK(checked_story(by_payer + comes_with("ana", "0", "a", "private") +
                          comes_with("fay", "0", "b", "medicaid") +
                          comes_with("cleo", "0", "b", "private") +
                          comes_with("eve", "1", "b", "medicaid"),
                      sets) == R"(
0 ana enters a
0 fay enters b
0 cleo enters b
1 eve enters b
2 ana holds for b
3 fay holds for a
4 eve holds for a
)");
}

// dan waits for the ward in the clinic, in a place for people like him.
TEST_CASE("reserved rings: nobody changes places with who is on a bridge in a reserved place") {
  const std::string yaml = head + R"(
levels:
  ward: {places: {beds: 1}, treatment_time: 3 d, to: clinic, hold: until_placed, waiting: {bridge: clinic}}
  clinic: {places: {slots: 1, reserved: {payer: {medicaid: 1}}}, treatment_time: 4 d, to: done}
arrivals:
)" + comes_with("dan", "1", "ward", "medicaid");
  CHECK(checked_story(yaml + comes_with("hal", "0", "ward", "private")) == R"(
0 hal enters ward
1 dan waits for ward
1 dan waits in clinic
3 hal holds for clinic
)");
  CHECK(checked_story(yaml + comes_with("hal", "0", "ward", "medicaid"), {"run.horizon=4 d"}) == R"(
0 hal enters ward
1 dan waits for ward
1 dan waits in clinic
3 dan stops waiting in clinic
3 hal swaps into clinic
3 hal enters clinic
3 dan swaps into ward
3 dan enters ward
)");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
