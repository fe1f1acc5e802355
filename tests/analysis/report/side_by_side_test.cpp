#include "analysis/report/side_by_side.hpp"

#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/targets.hpp"
#include "models/text/display_width.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

// Several scenarios next to each other, as a planner reads them.
namespace stepdown::tests {
namespace {

using analysis::ComparedScenario;

// Somebody comes every fourth day and stays for two: one place is taken half of the time.
const std::string steady = R"(
schema: 1
name: Steady
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 2}
levels:
  care: {places: {beds: 1}, treatment_time: 2 d, to: done}
outcomes: [done]
arrivals:
  people: {scheduled: {every: 4 d}, to: care}
targets: [care.utilization <= 0.3]
)";

// Somebody comes at noon of every fourth day, stays for two days, and then for one more without
// limit. At 00:00 of days 1, 2, 5, 6, 9, ... somebody is in care, of days 3, 7, 11, ... after it:
// half and a quarter of 40 days. Of the five whole weeks the busiest have four such days in care
// and two after it.
//   counselors: 4 h a week of 10: 4/10 x 1/2 = 0.20; 4/10 x 4/7 = 0.23
//   nurses: 2 h a week of 10: 2/10 x 1/4 = 0.05; 2/10 x 2/7 = 0.06
//   a year: 365 x 1/2 x 200 = 36500 are paid; each bed costs 365 x 60 = 21900
const std::string staffed = R"(
schema: 1
name: Staffed
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 2}
staff: {counselor: {hours_a_week: 10}, nurse: {hours_a_week: 10}}
levels:
  care:
    places: {beds: 1}
    treatment_time: 2 d
    to: after
    services: {individual: {sessions_a_week: 4, lasts: 1 h, role: counselor}}
    prices: {a_day: 200}
    costs: {a_place_day: 60}
  after:
    places: unlimited
    treatment_time: 1 d
    to: done
    services: {check: {sessions_a_week: 2, lasts: 1 h, role: nurse}}
outcomes: [done]
arrivals:
  people: {scheduled: {every: 4 d, first: 0.5 d}, to: care}
)";

// Who comes waits for Monday.
const std::string on_mondays = R"(
schema: 1
name: Mondays
start: 2026-01-05
run: {warm_up: 0 d, horizon: 42 d, replications: 2}
levels:
  care:
    places: {groups: {count: 1, size: 4}}
    admission: {cohort: {every: 1 wk}}
    treatment_time: 2 d
    to: done
outcomes: [done]
arrivals:
  people: {scheduled: {every: 7 d, first: 5 d}, to: care}
)";

ComparedScenario ran(const std::string& text,
                     const std::string& name,
                     const std::vector<std::string>& sets = {}) {
  const models::Scenario scenario = models::read_scenario_text(text, "test.yaml", sets);
  models::Model model = models::compile(scenario).model;
  auto summary = analysis::run_model(model, {.threads = 1});
  REQUIRE(summary);
  auto targets = analysis::assess_targets(analysis::resolve_targets(scenario, model), *summary);
  return {name, std::move(model), *std::move(summary), std::move(targets)};
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("side by side: each alternative has a row and each target a column of it") {
  const std::vector<ComparedScenario> scenarios{
      ran(steady, "first"),
      ran(steady, "two", {"levels.care.places.beds=2"}),
      ran(steady, "unlimited", {"levels.care.places=unlimited", "targets=[]"})};
  CHECK(analysis::side_by_side(scenarios) == R"(
Side by side
A  first
B  two
C  unlimited

care     places    use of  have to    mean    90 %  gave up  lost
                 places %   wait %  wait d  wait d      a y   a y
A         1 bed      50.0      0.0     0.0     0.0      0.0   0.0
B        2 beds      25.0      0.0     0.0     0.0      0.0   0.0
C     unlimited         -      0.0     0.0     0.0      0.0   0.0

target                              A           B  C
care.utilization <= 0.3  0.5 ✗ missed  0.25 ✓ met  -
)");
}

// Everybody waits two days for the start, and one of four seats is filled then.
TEST_CASE("side by side: where people start together it tells groups and seats and starts") {
  const std::vector<ComparedScenario> scenarios{
      ran(on_mondays, "a"), ran(on_mondays, "b"), ran(on_mondays, "c")};
  const std::string text = analysis::side_by_side(scenarios);
  CAPTURE(text);
  CHECK(text.find("groups") != std::string::npos);
  CHECK(text.find("start") != std::string::npos);
  CHECK(text.find("have to") == std::string::npos);
  CHECK(text.find("\nA     1 group of 4") != std::string::npos);
}

TEST_CASE("side by side: staff by role and money of each level and of all equal those by hand") {
  const std::vector<ComparedScenario> scenarios{ran(staffed, "first"),
                                                ran(staffed, "two", {"levels.care.places.beds=2"})};
  CHECK(analysis::side_by_side(scenarios) == R"(
Side by side
A  first
B  two

care  places    counselor   revenue      cost    margin
                FTE (p95)  1000 a y  1000 a y  1000 a y
A      1 bed  0.20 (0.23)      36.5      21.9      14.6
B     2 beds  0.20 (0.23)      36.5      43.8      -7.3

after     places        nurse   revenue      cost    margin
                    FTE (p95)  1000 a y  1000 a y  1000 a y
A      unlimited  0.05 (0.06)       0.0       0.0       0.0
B      unlimited  0.05 (0.06)       0.0       0.0       0.0

all    counselor        nurse   revenue      cost    margin
       FTE (p95)    FTE (p95)  1000 a y  1000 a y  1000 a y
A    0.20 (0.23)  0.05 (0.06)      36.5      21.9      14.6
B    0.20 (0.23)  0.05 (0.06)      36.5      43.8      -7.3

FTE: full-time equivalents needed on average; p95: as many as are enough in 95 %
  of the weeks
)");
}

TEST_CASE("side by side: where groups are they stand beside what they take") {
  const std::vector<std::string> counselors{
      "staff={counselor: {}}",
      "levels.care.services={group: {sessions_a_week: 1, lasts: 2 h, people: 4, role: counselor}}"};
  const std::string text =
      analysis::side_by_side({ran(on_mondays, "a", counselors), ran(on_mondays, "b", counselors)});
  CAPTURE(text);
  CHECK(text.find("care        places  groups    counselor\n") != std::string::npos);
  CHECK(text.find("\nA     1 group of 4       1  0.01 (0.01)\n") != std::string::npos);
}

TEST_CASE("side by side: the busiest weeks are left out where they would need a table more") {
  std::string staff = "staff={counselor: {hours_a_week: 10}, nurse: {hours_a_week: 10}";
  std::string posts = "levels.care.posts={";
  for (const char* role : {"peer", "aide"}) {
    staff += std::string(", ") + role + ": {}";
    posts += std::string(posts.back() == '{' ? "" : ", ") + role + ": {people: 1}";
  }
  const ComparedScenario one = ran(staffed, "the same", {staff + "}", posts + "}"});
  std::istringstream lines{analysis::side_by_side({one, one})};
  std::size_t with_p95 = 0;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    if (line.starts_with("FTE: ")) continue;
    CHECK(models::display_width(line) <= 80);
    with_p95 += line.find("(p95)") == std::string::npos ? 0U : 1U;
  }
  CHECK(with_p95 == 2);  // those of the two levels and not that of all, which takes all roles
}

TEST_CASE("side by side: a level of a long name has it on a line of its own") {
  const std::string name = "intensive_outpatient_program";
  std::string text = staffed;
  text.replace(text.find("care:"), 4, name);
  text.replace(text.find("to: care"), 8, "to: " + name);
  const ComparedScenario one = ran(text, "the same");
  CHECK(analysis::side_by_side({one, one}).find("\n" + name + "\n   places    counselor") !=
        std::string::npos);
}

TEST_CASE("side by side: targets of many alternatives stand in lines of at most 80") {
  std::vector<ComparedScenario> scenarios;
  for (int i = 0; i < 24; ++i)
    scenarios.push_back(ran(steady, "the same"));
  std::istringstream lines{analysis::side_by_side(scenarios)};
  std::size_t headers = 0;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(models::display_width(line) <= 80);
    headers += line.starts_with("target ") ? 1U : 0U;
  }
  CHECK(headers == 6);
}

TEST_CASE("side by side: of one alternative there are targets only") {
  const std::vector<ComparedScenario> scenarios{ran(steady, "first"),
                                                ran(steady, "two", {"levels.care.places.beds=2"})};
  CHECK(analysis::side_by_side(scenarios) == R"(
Side by side
A  first
B  two

target                              A           B
care.utilization <= 0.3  0.5 ✗ missed  0.25 ✓ met
)");
  CHECK(analysis::side_by_side(
            {ran(steady, "first", {"targets=[]"}), ran(steady, "two", {"targets=[]"})})
            .empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
