#include "models/compile/compile.hpp"

#include "models/compile/names.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/random_stream.hpp"
#include "tests/support/simulated.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

Date january(unsigned day) {
  return Date{std::chrono::year{2026}, std::chrono::January, std::chrono::day{day}};
}

/// profile: a .25, b .75; severity given profile: a low .9 high .1, b low .4 high .6
Scenario with_two_attributes() {
  Scenario scenario = one_level(3, 1, sim::Exponential{10});
  scenario.attributes.push_back(attribute("profile", {{"a", 0.25}, {"b", 0.75}}));
  Attribute severity = attribute("severity", {{"low", 0}, {"high", 0}});
  severity.shares = given<Split>(
      "profile",
      {{"a", to({{"low", 0.9}, {"high", 0.1}})}, {"b", to({{"high", 0.6}, {"low", 0.4}})}});
  scenario.attributes.push_back(severity);
  return scenario;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("compile: a small pathway becomes tables by id") {
  const Model model = compile(loop(2, 0.5, 0.25, sim::Exponential{5})).model;
  CHECK(model.level_count == 2);
  CHECK(model.community_count == 0);
  REQUIRE(model.states.size() == 3);
  CHECK(model.is_outcome(StateId{2}));
  CHECK(model.classes.size() == 1);
  CHECK(model.behaviors.size() == 2);
  CHECK(model.request_behaviors.size() == 2);
  CHECK(model.distributions.size() == 1);
  CHECK(model.warm_up == 10);
  CHECK(model.horizon == 110);
  const Behavior& lower = model.behaviors[model.behavior_number(StateId{1}, ClassId{0}, 0)];
  REQUIRE(lower.splits.count == 2);
  CHECK(lower.races.count == 0);
  const SplitExit& again = model.split_exits[lower.splits.first];
  CHECK(again.probability == 0.25);
  CHECK(again.targets.count == 1);
  CHECK(model.targets[again.targets.first].state == StateId{0});
  CHECK(model.reasons[index_of(model.states[1].exits[0].reason)].kind == ReasonKind::Escalation);
}

TEST_CASE("compile: moves are named by the order of the states") {
  const Model model = compile(relapse_loop(1, 10, 200, 400)).model;
  const StateId care{0};
  const StateId home{1};
  const StateId relapsed{2};
  const StateId recovered{3};
  CHECK(model.move_kind(care, home) == MoveKind::Discharge);
  CHECK(model.move_kind(home, relapsed) == MoveKind::Community);
  CHECK(model.move_kind(relapsed, care) == MoveKind::Return);
  CHECK(model.move_kind(home, recovered) == MoveKind::Outcome);
  CHECK(model.move_kind(care, care) == MoveKind::Transfer);
  const Model levels = compile(loop(2, 1, 0.25, sim::Exponential{5})).model;
  CHECK(levels.move_kind(StateId{0}, StateId{1}) == MoveKind::StepDown);
  CHECK(levels.move_kind(StateId{1}, StateId{0}) == MoveKind::Escalation);
}

TEST_CASE("compile: classes are all combinations with the first attribute most significant") {
  const Model model = compile(with_two_attributes()).model;
  CHECK(model.classes == std::vector<std::vector<std::uint16_t>>{{0, 0}, {0, 1}, {1, 0}, {1, 1}});
  const SourceModel& source = model.sources[0];
  CHECK(source.attribute_shares ==
        std::vector<std::vector<double>>{{0.25, 0.75}, {0.9, 0.1, 0.4, 0.6}});
  CHECK(source.class_share[1] == doctest::Approx(0.025));
  CHECK(source.class_share[3] == doctest::Approx(0.45));
  CHECK(std::accumulate(source.class_share.begin(), source.class_share.end(), 0.0) ==
        doctest::Approx(1));
}

TEST_CASE("compile: a source can have a mix of its own") {
  Scenario scenario = with_two_attributes();
  scenario.arrivals.push_back(poisson("court", 0.1, {{"care", 1}}));
  scenario.arrivals[1].mix.push_back(attribute("profile", {{"a", 1}, {"b", 0}}));
  const Model model = compile(scenario).model;
  CHECK(model.sources[1].class_share == std::vector<double>{0.9, 0.1, 0, 0});
  CHECK(model.sources[0].class_share[0] == doctest::Approx(0.225));
}

TEST_CASE("compile: given may nest and is resolved for each class") {
  Scenario scenario = with_two_attributes();
  const auto by_severity = given<Split>(
      "severity", {{"low", to({{"care", 1}})}, {"high", to({{"intake", 0.5}, {"care", 0.5}})}});
  scenario.arrivals[0].to =
      given<Split>("profile", {{"a", to({{"intake", 1}})}, {"b", by_severity}});
  scenario.states.insert(
      scenario.states.begin(),
      open_level("intake", sim::Constant{1}, {split_exit("planned", 1, {{"care", 1}})}));
  const Model model = compile(scenario).model;
  const auto first_state = [&](std::size_t who) {
    return model.targets[model.sources[0].first_states[who].first].state;
  };
  CHECK(first_state(0) == StateId{0});
  CHECK(first_state(1) == StateId{0});
  CHECK(first_state(2) == StateId{1});
  CHECK(model.sources[0].first_states[3].count == 2);
}

TEST_CASE("compile: equal distributions and equal splits are kept once") {
  Scenario scenario = loop(2, 1, 0.25, sim::Exponential{5});
  scenario.states[1].exits[1].time = lasting(sim::Exponential{5});
  scenario.states[1].exits[0].transfer = Transfer{{sim::Constant{0.25}, {}}, true};
  scenario.states[0].exits[0].transfer = Transfer{{sim::Constant{0.25}, {}}, false};
  const Model model = compile(scenario).model;
  CHECK(model.distributions.size() == 2);
  CHECK(model.states[0].exits[0].transfer == model.states[1].exits[0].transfer);
  CHECK(model.states[1].exits[0].transfer_reserves_next);
  CHECK_FALSE(model.states[0].exits[0].transfer_reserves_next);
  const Model same = compile(two_profiles(1, sim::Exponential{10})).model;
  CHECK(same.targets.size() == 3);  // well, lost, care
}

TEST_CASE("compile: ways with probability 0 are left out") {
  Scenario scenario = loop(2, 1, 0, sim::Exponential{5});
  scenario.states[0].exits[0].to = to({{"lower", 1}, {"left", 0}});
  const Model model = compile(scenario).model;
  CHECK(model.behaviors[1].splits.count == 1);
  CHECK(model.split_exits[model.behaviors[1].splits.first].exit == 1);
  CHECK(model.split_exits[model.behaviors[0].splits.first].targets.count == 1);
}

TEST_CASE("compile: places are count times size and change on dates") {
  Scenario scenario = one_level(2, 1, sim::Exponential{10});
  Places& places = scenario.states[0].places;
  places.kind = Places::Kind::Groups;
  places.count = {3, {}};
  places.each = {12, {}};
  places.changes = {
      {{Date{std::chrono::year{2025}, std::chrono::December, std::chrono::day{1}}, {}}, {4, {}}},
      {{january(1), {}}, {5, {}}},
      {{january(11), {}}, {2, {}}},
      {{january(31) + std::chrono::years{1}, {}}, {9, {}}}};
  const Compiled compiled = compile(scenario);
  const StateModel& care = compiled.model.states[0];
  CHECK(care.is_limited);
  CHECK(care.places == 60);  // the last change up to day 0
  REQUIRE(care.changes.size() == 1);
  CHECK(care.changes[0].day == 10);
  CHECK(care.changes[0].places == 24);
  REQUIRE(compiled.warnings.size() == 1);
  CHECK(compiled.warnings[0].key == "levels.care.places.changes.2027-01-31");
  CHECK(compiled.warnings[0].message == "never happens: the run ends on 2026-04-21");
}

TEST_CASE("compile: waiting rules are kept by class") {
  Scenario scenario = limited_list(2, 5, 1, sim::Exponential{10});
  scenario.states[0].waiting.order = {
      WaitingClass::New, WaitingClass::Return, WaitingClass::StepDown, WaitingClass::Escalation};
  scenario.states[0].waiting.patience[3] = lasting(sim::Exponential{7});
  scenario.states[0].waiting.gave_up_to = to({{"left", 0.5}, {"lost", 0.5}});
  const Model model = compile(scenario).model;
  const StateModel& care = model.states[0];
  CHECK(care.class_rank[static_cast<int>(WaitingClass::New)] == 0);
  CHECK(care.class_rank[static_cast<int>(WaitingClass::Escalation)] == 3);
  CHECK(care.list_limit == 5);
  CHECK_FALSE(care.divert_to.has_value());
  CHECK(model.request_behaviors[0].gave_up_targets.count == 2);
  CHECK(model.request_behaviors[0].turned_away_targets.count == 1);
  CHECK_FALSE(model.request_behaviors[0].patience[0].has_value());
  CHECK(model.request_behaviors[0].patience[3].has_value());
}

// "costarring" and "liquid" have the same hash (FNV-1a, 32 bits).
TEST_CASE("compile: names give streams wherever they stand and no two have the same") {
  const std::vector<std::string> names{"age", "costarring", "liquid"};
  REQUIRE(sim::name_hash("costarring") == sim::name_hash("liquid"));
  const std::vector<std::uint32_t> streams = streams_of(names);
  CHECK(streams[0] == sim::name_hash("age"));
  CHECK(streams[1] == sim::name_hash("costarring"));
  CHECK(streams[2] != streams[1]);
  const std::vector<std::uint32_t> reversed =
      streams_of({"liquid", "another", "costarring", "age"});
  CHECK(reversed ==
        std::vector<std::uint32_t>{streams[2], sim::name_hash("another"), streams[1], streams[0]});
}

TEST_CASE("compile: a kind is possible where figures would see it") {
  const std::string head =
      "schema: 1\nname: Kinds\nstart: 2026-01-05\nrun: {warm_up: 1 d, horizon: 30 d}\n"
      "arrivals: {people: {poisson: {rate: 1 /d}, to: op}}\n";
  const Model none = model_of(head + R"(
levels:
  op: {places: unlimited, exits: {relapse: {probability: 1, treatment_time: 5 d, to: home}}}
community:
  home: {exits: {planned: {probability: 0.5, time: 5 d, to: completed}, recovery: {probability: 0.5, time: 5 d, to: op}}}
outcomes: [completed]
)");
  for (const ReasonKind kind :
       {ReasonKind::Planned, ReasonKind::Relapse, ReasonKind::Recovery, ReasonKind::Death}) {
    CAPTURE(static_cast<int>(kind));
    CHECK_FALSE(none.has(kind));
  }
  const Model all = model_of(head + R"(
levels:
  op: {places: unlimited, treatment_time: 5 d, to: home}
community:
  home: {exits: {relapsed: {probability: 0.5, time: 5 d, to: op}, end: {probability: 0.5, time: 5 d, to: {recovered: 0.5, died: 0.5}}}}
outcomes: [recovered, died]
)");
  for (const ReasonKind kind :
       {ReasonKind::Planned, ReasonKind::Relapse, ReasonKind::Recovery, ReasonKind::Death}) {
    CAPTURE(static_cast<int>(kind));
    CHECK(all.has(kind));
  }
}

TEST_CASE("compile: known reasons are understood") {
  Scenario scenario = one_level(2, 1, sim::Exponential{10});
  scenario.states[0].exits = {split_exit("transferred", 0.5, {{"left", 1}}),
                              split_exit("ama", 0.25, {{"left", 1}}),
                              split_exit("moved", 0.25, {{"left", 1}}),
                              race_exit("fatal_overdose", sim::Exponential{900}, {{"left", 1}})};
  const Model model = compile(scenario).model;
  CHECK(model.reasons[0].kind == ReasonKind::Planned);
  CHECK(model.reasons[1].kind == ReasonKind::Dropout);
  CHECK(model.reasons[2].kind == ReasonKind::Other);
  CHECK(model.reasons[3].kind == ReasonKind::Death);
  CHECK(model.states[0].exits[3].is_race);
  CHECK(model.behaviors[0].races.count == 1);
}

TEST_CASE("compile: a level may have races only") {
  Scenario scenario = one_level(2, 1, sim::Exponential{10});
  scenario.states[0].time.reset();
  scenario.states[0].exits = {race_exit("review", sim::Geometric{14, 0.04}, {{"left", 1}})};
  const Model model = compile(scenario).model;
  CHECK(model.behaviors[0].splits.count == 0);
  CHECK(model.behaviors[0].races.count == 1);
}

TEST_CASE("compile: report_by and sources and batches are kept") {
  Scenario scenario = with_two_attributes();
  scenario.report_by = {word("severity")};
  scenario.arrivals[0].batch = {{{1, {}}, {0.8, {}}}, {{2, {}}, {0.2, {}}}, {{3, {}}, {0, {}}}};
  const Model model = compile(scenario).model;
  CHECK(model.report_by == std::vector<std::size_t>{1});
  CHECK(model.sources[0].batch == std::vector<std::pair<int, double>>{{1, 0.8}, {2, 0.2}});
  CHECK(std::holds_alternative<PoissonArrivals>(model.sources[0].process));
}

TEST_CASE("compile: sound scenarios bring no warnings") {
  CHECK(compile(one_level(9, 1, sim::Exponential{10})).warnings.empty());
  CHECK(compile(relapse_loop(1, 10, 50, 80)).warnings.empty());
  CHECK(compile(one_level(9, 1, sim::Exponential{10})).notes.empty());
  CHECK(compile(ring_of_holders(2, 10)).notes.size() == 1);
}

TEST_CASE("compile: arrivals that grow from no weight at all are refused for the weight") {
  const std::string refusal = refusal_of(R"(
schema: 1
name: No weight
start: 2026-01-05
run: {warm_up: 10 d, horizon: 100 d}
levels:
  a: {places: unlimited, treatment_time: 1 d, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 1 /d, growth: 2 %/y, hour: {0-23: 0}}, to: a}
)");
  CHECK(refusal.find("arrivals.r.poisson.hour: expected at least one weight above 0, got none") !=
        std::string::npos);
}

TEST_CASE("compile: more sources of more kinds of people than memory holds are refused") {
  Scenario scenario = one_level(3, 1, sim::Exponential{10});
  for (int i = 0; i < 12; ++i)
    scenario.attributes.push_back(attribute("a" + std::to_string(i), {{"x", 0.5}, {"y", 0.5}}));
  const ArrivalSource source = scenario.arrivals.front();
  for (int i = 0; i < 4096; ++i) {
    scenario.arrivals.push_back(source);
    scenario.arrivals.back().name.value = "r" + std::to_string(i);
  }
  std::string message;
  try {
    (void)compile(scenario);
  } catch (const ScenarioError& error) {
    message = error.diagnostics().front().message;
  }
  CHECK(message ==
        "expected at most 16777216 combinations of source, attributes and dates of change, got "
        "16781312; use fewer sources, attributes or dates");
}

TEST_SUITE_END();

}  // namespace stepdown::models
