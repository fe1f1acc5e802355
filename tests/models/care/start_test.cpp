#include "models/care/care_system.hpp"
#include "tests/properties/conservation.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

// People who are there when the run begins, with times that can be worked out by hand.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

// Stays of 10 days; the ten people there came on ten days one after another, so that every day one
// leaves, the first at once. The first of the rows is `start_from`, the next is `start_from-2`.
const std::string unit = R"(
schema: 1
name: Start
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
levels:
  a:
    places: {beds: 10}
    treatment_time: 10 d
    to: done
    waiting: {order: first_come}
outcomes: [done, lost]
arrivals:
  late: {scheduled: {every: 1000 d, first: 29 d}, to: a}
start_from: {csv: today.csv}
)";

const std::string ten_stays = R"(state,status,days,count
a,in place,9.5,1
a,in place,8.5,1
a,in place,7.5,1
a,in place,6.5,1
a,in place,5.5,1
a,in place,4.5,1
a,in place,3.5,1
a,in place,2.5,1
a,in place,1.5,1
a,in place,0.5,1
)";

Model unit_of(const std::string& csv, const std::vector<std::string>& sets = {}) {
  const models::FileLoader loader = [&csv](const std::string&, std::size_t) -> models::FileText {
    return {csv, {}};
  };
  return models::compile(models::read_scenario_text(unit, "test.yaml", sets, loader)).model;
}

Observations audited(const Model& model) {
  Observations all = models::Simulator{model}.run(0);
  check_books(model, all);
  check_against_log(model, all, replay(model, happenings(model)));
  return all;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("start: people leave when their stays end and count where they are") {
  const Model model = unit_of("level,days\na,9\na,2.5\n");
  CHECK(story(model) == R"(
0 start_from is present in a
0 start_from-2 is present in a
1 start_from ends done
7.5 start_from-2 ends done
29 late enters a
)");
  const Observations all = audited(model);
  const StateObservations& a = observed(model, all, "a");
  CHECK(all.daily[0].census.front() == 2);
  CHECK(a[Counter::Admissions] == 1);
  CHECK(a[Counter::Requests] == 1);
  CHECK(a[Headcount::Census].integral_days() == doctest::Approx(1 + 7.5 + 1));
  CHECK(a[Length::Stay].count() == 2);
  CHECK(a[Length::Stay].mean() == doctest::Approx(10));  // all of a stay, not only what was seen
  CHECK(all.people == 3);
  CHECK(all.sources[0].arrivals == 1);
}

TEST_CASE("start: a list drains by one place freed a day in order of the requests") {
  const Model model = unit_of(ten_stays + "a,waiting,3,1\na,waiting,14,1\na,waiting,,1\n");
  const Observations all = audited(model);
  const StateObservations& a = observed(model, all, "a");
  const std::vector<std::int32_t>& list = all.daily[0].list;
  // A place comes up at 0.5, 1.5 and 2.5 d.
  CHECK(std::vector<std::int32_t>(list.begin(), list.begin() + 5) ==
        std::vector<std::int32_t>{3, 2, 1, 0, 0});
  const std::string told = story(model);
  const auto second = told.find("0.5 start_from-12 enters a");  // asked 14 d ago
  const auto first = told.find("1.5 start_from-11 enters a");   // asked 3 d ago
  const auto third = told.find("2.5 start_from-13 enters a");   // asks now
  CHECK(second < first);
  CHECK(first < third);
  CHECK(third != std::string::npos);
  CHECK(a[Length::Wait].count() == 4);
  CHECK(a[Length::Wait].mean() * 4 == doctest::Approx(14.5 + 4.5 + 2.5));
  CHECK(a[Counter::Delayed] == 0);  // they asked before
  CHECK(a[Headcount::List].integral_days() == doctest::Approx(0.5 + 1.5 + 2.5));
}

TEST_CASE("start: places that are free are taken from the list at once") {
  const Model model = unit_of("state,status,days\na,in place,4\na,waiting,2\na,waiting,1\n",
                              {"levels.a.places.beds=2"});
  CHECK(story(model) == R"(
0 start_from is present in a
0 start_from-2 was waiting for a
0 start_from-3 was waiting for a
0 start_from-2 enters a
6 start_from ends done
6 start_from-3 enters a
10 start_from-2 ends done
16 start_from-3 ends done
29 late enters a
)");
  const Observations all = audited(model);
  CHECK(all.daily[0].census.front() == 1);  // as it is told, before anybody moves
  CHECK(all.daily[0].list.front() == 2);
}

TEST_CASE("start: patience and exits of waiting have run for as long as people have waited") {
  const std::string csv = ten_stays + "a,waiting,3,1\n";
  const std::vector<std::string> full{"levels.a.places.beds=2"};
  auto sets = full;
  sets.insert(sets.end(), {"levels.a.waiting.patience=5 d", "levels.a.waiting.gave_up_to=lost"});
  CHECK(story(unit_of(csv, sets)).find("2 start_from-11 gives up a") != std::string::npos);
  sets = full;
  sets.emplace_back("levels.a.waiting.exits={worse: {after: 4 d, to: lost}}");
  CHECK(story(unit_of(csv, sets)).find("1 start_from-11 leaves the list of a") !=
        std::string::npos);
  // What should have come already comes now.
  sets = full;
  sets.insert(sets.end(), {"levels.a.waiting.patience=2 d", "levels.a.waiting.gave_up_to=lost"});
  CHECK(story(unit_of(csv, sets)).find("0 start_from-11 gives up a") != std::string::npos);
}

TEST_CASE("start: nobody is admitted while more are in a level than it has places") {
  const Model model = unit_of(ten_stays + "a,waiting,1,2\n", {"levels.a.places.beds=8"});
  const std::string told = story(model);
  CHECK(told.find("2.5 start_from-11 enters a") != std::string::npos);  // the third to leave
  CHECK(told.find("3.5 start_from-12 enters a") != std::string::npos);
  const Observations all = audited(model);
  const StateObservations& a = observed(model, all, "a");
  // Places that close as they empty are open until then: 10 for half a day, 9 for one.
  CHECK(a.open_place_time.days() == doctest::Approx(8 * 30 + 2 * 0.5 + 1));
}

TEST_CASE("start: a stay that should be over ends at once and one tells so") {
  const Model model = unit_of("state,days\na,12\n");
  CHECK(story(model) == R"(
0 start_from is present in a
0 start_from ends done
29 late enters a
)");
  (void)audited(model);
}

TEST_CASE("start: outcomes leave people out unless they are asked for") {
  const std::string csv = "state,status,days\na,in place,9\na,waiting,2\n";
  const Model model = unit_of(csv, {"levels.a.places.beds=1"});
  const Observations without = models::Simulator{model}.run(0);
  REQUIRE(without.outcomes.cells.size() == 1);
  CHECK(without.outcomes.cells[0].index_admissions == 1);  // the late one
  CHECK(without.outcomes.cells[0].referred == 1);
  const Model all = unit_of(csv, {"levels.a.places.beds=1", "start_from.in_outcomes=true"});
  const Observations with = models::Simulator{all}.run(0);
  CHECK(with.outcomes.cells[0].index_admissions == 2);  // not who is in the middle of a stay
  CHECK(with.outcomes.cells[0].referred == 1);
}

TEST_CASE("start: a race that goes on while people are held has run since they came") {
  const std::string yaml = R"(
schema: 1
name: Races
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 1}
levels:
  a:
    places: {beds: 1}
    exits:
      planned: {probability: 1, treatment_time: 10 d, to: b}
      death: {after: 20 d, to: died}
    hold: until_placed
  b: {places: {beds: 1}, treatment_time: 50 d, to: done}
outcomes: [done, died]
arrivals:
  late: {scheduled: {every: 1000 d, first: 59 d}, to: a}
start_from: {csv: today.csv}
)";
  const std::string csv = "state,days\na,4\nb,1\n";
  const models::FileLoader loader = [&csv](const std::string&, std::size_t) -> models::FileText {
    return {csv, {}};
  };
  const Model model =
      models::compile(models::read_scenario_text(yaml, "test.yaml", {}, loader)).model;
  CHECK(story(model) == R"(
0 start_from is present in a
0 start_from-2 is present in b
6 start_from holds for b
16 start_from is overtaken in a
16 start_from ends died
49 start_from-2 ends done
59 late enters a
)");
  (void)audited(model);
}

TEST_CASE("start: nobody else is told apart by it") {
  const std::string yaml = R"(
schema: 1
name: Others
start: 2026-01-05
run: {warm_up: 0 d, horizon: 200 d, replications: 1}
attributes: {kind: {x: 0.5, y: 0.5}}
levels:
  a: {places: unlimited, treatment_time: {exponential: {mean: 20 d}}, to: {done: 0.5, home: 0.5}}
community:
  home: {time: {exponential: {mean: 30 d}}, to: a}
outcomes: [done]
arrivals:
  people: {poisson: {rate: 1 /d}, to: a}
)";
  const auto of_people = [](const Model& model) {
    std::vector<std::string> rows;
    for (const models::Happening& h : happenings(model)) {
      if (h.source != 0) continue;
      rows.push_back(fmt::format("{} {} {} {}",
                                 h.source_index,
                                 h.time.count(),
                                 word_for(h.kind),
                                 static_cast<int>(h.state)));
    }
    std::ranges::sort(rows);
    return rows;
  };
  const auto without = of_people(model_of(yaml));
  const auto with =
      of_people(model_of(yaml + "start_from: {a: {census: 30}, home: {census: 9}}\n"));
  CHECK(without.size() > 300);
  CHECK(with == without);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
