#include "analysis/experiments/bottlenecks.hpp"

#include "analysis/experiments/run_model.hpp"
#include "analysis/formulas/erlang.hpp"
#include "models/reading/read_scenario.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace stepdown;
using namespace stepdown::analysis;

namespace {

/// Two levels that lose whom they have no place for, one where people wait, and one without limit.
constexpr const char* four_levels = R"(
schema: 1
name: four levels
start: 2026-01-05
run: {warm_up: 60 d, horizon: 560 d, replications: 40}
levels:
  ward:
    places: {beds: 4}
    treatment_time: {exponential: {mean: 4 d}}
    to: done
    waiting: {limit: 0, turned_away_to: lost}
    costs: {a_place_day: 100}
  program:
    places: {groups: {count: 2, size: 2}}
    treatment_time: {exponential: {mean: 4 d}}
    to: done
    waiting: {limit: 0, turned_away_to: lost}
    costs: {a_place_day: 10}
  clinic:
    places: {slots: 3}
    treatment_time: {exponential: {mean: 2 d}}
    to: done
  home_care:
    places: unlimited
    treatment_time: {exponential: {mean: 2 d}}
    to: done
outcomes: [done, lost]
arrivals:
  to_ward: {poisson: {rate: 1 /d}, to: ward}
  to_program: {poisson: {rate: 0.5 /d}, to: program}
  to_clinic: {poisson: {rate: 1 /d}, to: clinic}
  to_home_care: {poisson: {rate: 1 /d}, to: home_care}
)";

Bottlenecks found_in(const std::string& yaml, const std::vector<std::string>& sets = {}) {
  const models::Scenario scenario = models::read_scenario_text(yaml, "test.yaml", sets);
  auto found = find_bottlenecks(
      model_without_groups(scenario), places_more(scenario), BottleneckPlan{.threads = 2});
  REQUIRE(found.has_value());
  return *std::move(found);
}

const Bottleneck& named(const Bottlenecks& found, const std::string& name) {
  const auto at = std::ranges::find(found.ranked, name, &Bottleneck::name);
  REQUIRE(at != found.ranked.end());
  return *at;
}

/// Within 4 standard errors; the 95 % interval is about 2 wide on each side.
bool is_about(const PairedComparison& paired, double expected) {
  return std::abs(paired.difference - expected) <= 2 * paired.interval.half_width();
}

/// People who are lost in a year fewer with so many places more.
double fewer_lost(double rate, double stay, int places, int more) {
  const double load = rate * stay;
  return days_per_year * rate * (erlang_b(load, places) - erlang_b(load, places + more));
}

/// Mean people on the list.
double list_of(double load, int places) {
  return *erlang_c(load, places) * load / (places - load);
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("bottlenecks: one place more does what Erlang's formulas say and is ranked by it") {
  const Bottlenecks found = found_in(four_levels);
  CHECK(found.replications == 40);
  CHECK(found.ranked.size() == 3);
  CHECK(found.unlimited == std::vector<std::string>{"home_care"});
  const Bottleneck& ward = named(found, "ward");
  CHECK(ward.unit == "bed");
  CHECK(ward.places == 1);
  CHECK(is_about(ward.effects[0].paired, -fewer_lost(1, 4, 4, 1)));
  CHECK_FALSE(is_about(ward.effects[0].paired, -fewer_lost(1, 4, 4, 2)));  // it can fail
  const Bottleneck& program = named(found, "program");
  CHECK(program.unit == "group of 2");
  CHECK(program.places == 2);
  CHECK(is_about(program.effects[0].paired, -fewer_lost(0.5, 4, 4, 2)));
  CHECK(program.effects[0].per_place == program.effects[0].paired.difference / 2);
  const Bottleneck& clinic = named(found, "clinic");
  CHECK(clinic.effects[0].paired.difference == 0);
  CHECK_FALSE(clinic.effects[0].is_told_from_zero());
  CHECK(is_about(clinic.effects[1].paired, days_per_year * (list_of(2, 4) - list_of(2, 3))));
  CHECK(clinic.effects[1].is_told_from_zero());
  std::vector<std::string> names;
  std::ranges::transform(
      found.ranked, std::back_inserter(names), [](const Bottleneck& one) { return one.name; });
  CHECK(names == std::vector<std::string>{"ward", "program", "clinic"});
  REQUIRE(ward.cost.has_value());
  CHECK(ward.cost->difference == doctest::Approx(100 * 365));
  REQUIRE(ward.effects[0].per_cost.has_value());
  CHECK(*ward.effects[0].per_cost ==
        doctest::Approx(ward.effects[0].paired.difference / (100 * 365)));
  REQUIRE(ward.effects[0].per_cost_interval.has_value());
  CHECK(ward.effects[0].per_cost_interval->low ==
        doctest::Approx(ward.effects[0].paired.interval.low / (100 * 365)).epsilon(0.1));
  CHECK_FALSE(clinic.effects[0].per_cost.has_value());  // costs nothing
}

TEST_CASE("bottlenecks: days waited rank where nobody is ever lost") {
  const std::vector<std::string> all_wait{"levels.ward.waiting={}",
                                          "levels.program.waiting={}",
                                          "levels.ward.places.beds=6",
                                          "outcomes=[done]"};
  const Bottlenecks found = found_in(four_levels, all_wait);
  CHECK(found.ranked_by == 1);
  CHECK(found.ranked.back().name == "program");  // two places for about the effect of one
}

TEST_CASE("bottlenecks: a full-time equivalent of staff is as good as its places") {
  const std::vector<std::string> staffed{
      "staff={nurse: {at_hand: 2, salary: 50000}}",
      "levels.ward.places={staff: nurse}",
      "levels.ward.services={care: {sessions_a_week: 20, lasts: 1 h, role: nurse}}"};
  const models::Scenario scenario = models::read_scenario_text(four_levels, "test.yaml", staffed);
  const PlacesMore more = places_more(scenario);
  const auto nurse = std::ranges::find(more.each, "nurse", &PlaceMore::name);
  REQUIRE(nurse != more.each.end());
  CHECK(nurse->kind == LimitKind::Staff);
  CHECK(nurse->places == 2);  // 40 h for 20 h of each person
  const Bottlenecks found = found_in(four_levels, staffed);
  const Bottleneck& by_nurse = named(found, "nurse");
  CHECK(is_about(by_nurse.effects[0].paired, -fewer_lost(1, 4, 4, 2)));
  REQUIRE(by_nurse.cost.has_value());
  CHECK(by_nurse.cost->difference == doctest::Approx(50000 + 2 * 100 * 365));
}

TEST_CASE("bottlenecks: places that change on dates have one more on each") {
  const models::Scenario scenario = models::read_scenario_text(
      four_levels,
      "test.yaml",
      {"levels.ward.places={beds: 4, changes: {2026-06-01: 6}}",
       "pools={both: {places: {beds: 5}}}",
       "levels.program={places: {pool: both}, treatment_time: 4 d, to: done}",
       "levels.clinic={treatment_time: 2 d, to: done, tracks: "
       "{day: {places: {slots: 2}}, evening: {places: {slots: 1}}}}"});
  const PlacesMore more = places_more(scenario);
  std::vector<std::string> names;
  for (const PlaceMore& one : more.each)
    names.push_back(to_text(one.kind) + " " + one.name);
  CHECK(names == std::vector<std::string>{
                     "level ward", "track clinic.day", "track clinic.evening", "pool both"});
  const models::StateModel& ward = more.each.front().model.states.front();
  CHECK(ward.places == 5);
  REQUIRE(ward.changes.size() == 1);
  CHECK(ward.changes.front().places == 7);
  CHECK(std::ranges::all_of(more.each, [](const PlaceMore& one) { return one.places == 1; }));
}

TEST_SUITE_END();
