#include "models/pathway/pathway.hpp"

#include "models/compile/compile.hpp"
#include "models/pathway/shape.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

using States = std::vector<std::size_t>;

/// The numbers of states, group by group.
std::vector<States> numbers(const std::vector<StateList>& groups) {
  std::vector<States> all;
  for (const StateList& group : groups) {
    States& states = all.emplace_back();
    for (const StateId state : group)
      states.push_back(index_of(state));
  }
  return all;
}

/// A model in which no stay takes any time.
Model without_time(Model model) {
  for (sim::Distribution& time : model.distributions)
    time = sim::Constant{0};
  return model;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("pathway: a sound pathway has no findings") {
  for (const Scenario& scenario :
       {relapse_loop(1, 10, 200, 400), loop(2, 1, 0.25, sim::Exponential{5})}) {
    const Pathway pathway = make_pathway(compile(scenario).model);
    CHECK(instant_rounds(pathway).empty());
    CHECK(unreached_states(pathway).empty());
    CHECK(endless_states(pathway).empty());
  }
}

TEST_CASE("pathway: shares of an edge cover all classes of people") {
  const Model model = compile(two_profiles(1, sim::Exponential{10})).model;
  const Pathway pathway = make_pathway(model);
  CHECK(pathway.state_count() == 3);
  CHECK(pathway.source_count() == 1);
  const std::vector<PathwayWay> ways = pathway.ways();
  REQUIRE(ways.size() == 3);
  CHECK(ways[0].edge.kind == PathwayEdge::Kind::BySplit);
  CHECK(model.reasons[index_of(ways[0].edge.reason)].name == "planned");
  CHECK(ways[0].to.number == 1);
  CHECK(ways[0].edge.lowest_share == 0.6);
  CHECK(ways[0].edge.highest_share == 0.8);
  CHECK(ways[1].edge.exit == 1);
  CHECK(ways[1].edge.lowest_share == 0.2);
  CHECK(ways[2].edge.kind == PathwayEdge::Kind::Arrival);
  CHECK(ways[2].from.is_source());
  CHECK(ways[2].edge.lowest_share == 1);
}

TEST_CASE("pathway: a way that one class never takes has 0 as its lowest share") {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  scenario.states[0].exits[0].to =
      given<Split>("profile", {{"alcohol", to({{"well", 1}})}, {"opioid", to({{"lost", 1}})}});
  const std::vector<PathwayWay> ways = make_pathway(compile(scenario).model).ways();
  REQUIRE(ways.size() == 4);
  CHECK(ways[0].to.number == 1);
  CHECK(ways[0].edge.lowest_share == 0);
  CHECK(ways[0].edge.highest_share == 0.8);
}

TEST_CASE("pathway: shares are those before effects") {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  Effect worse = effect("worse", {is("profile", "opioid")});
  worse.reasons = {word("planned")};
  worse.odds_ratio = {0.5, {}};
  scenario.effects = {worse};
  const std::vector<PathwayWay> ways = make_pathway(compile(scenario).model).ways();
  CHECK(ways[0].edge.lowest_share == 0.6);
  CHECK(ways[0].edge.highest_share == 0.8);
}

TEST_CASE("pathway: ways keep the order of the exits also where races stand between splits") {
  Scenario scenario = one_level(2, 1, sim::Exponential{10});
  scenario.states[0].exits = {split_exit("planned", 0.5, {{"left", 1}}),
                              race_exit("death", sim::Exponential{100}, {{"left", 1}}),
                              split_exit("dropout", 0.5, {{"left", 1}})};
  const std::vector<PathwayWay> ways = make_pathway(compile(scenario).model).ways();
  REQUIRE(ways.size() == 4);
  for (std::uint16_t exit = 0; exit < 3; ++exit)
    CHECK(ways[exit].edge.exit == exit);
  CHECK(ways[1].edge.kind == PathwayEdge::Kind::ByRace);
}

TEST_CASE("pathway: those who get no place go ways of their own") {
  const auto second = [](const Scenario& scenario) {
    return make_pathway(compile(scenario).model).ways()[1];
  };
  const PathwayWay gave_up =
      second(impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7}));
  CHECK(gave_up.edge.kind == PathwayEdge::Kind::GaveUp);
  CHECK(gave_up.edge.is_refusal());
  CHECK(gave_up.to.number == 2);
  CHECK(second(limited_list(2, 0, 1, sim::Exponential{10})).edge.kind ==
        PathwayEdge::Kind::TurnedAway);
}

TEST_CASE("pathway: rules of waiting never act where places are unlimited") {
  Scenario scenario = impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7});
  scenario.states[0].places.kind = Places::Kind::Unlimited;
  const Pathway pathway = make_pathway(compile(scenario).model);
  CHECK(pathway.ways()[1].edge.never_acts);
  CHECK(unreached_states(pathway) == StateList{StateId{2}});
}

TEST_CASE("pathway: a state that nobody can reach is found") {
  Scenario scenario = one_level(2, 1, sim::Exponential{10});
  scenario.states.insert(
      scenario.states.begin() + 1,
      open_level("spare", sim::Constant{1}, {split_exit("planned", 1, {{"left", 1}})}));
  const Pathway pathway = make_pathway(compile(scenario).model);
  CHECK(unreached_states(pathway) == StateList{StateId{1}});
  CHECK(endless_states(pathway).empty());
}

TEST_CASE("pathway: states without a way to an outcome are found where anybody gets") {
  Scenario scenario = relapse_loop(1, 10, 200, 400);
  scenario.states[1].exits.pop_back();  // no recovery
  const Pathway pathway = make_pathway(compile(scenario).model);
  CHECK(endless_states(pathway) == StateList{StateId{0}, StateId{1}, StateId{2}});
  CHECK(unreached_states(pathway) == StateList{StateId{3}});
}

TEST_CASE("pathway: a round that takes no time is found") {
  const Model model = compile(loop(2, 1, 0.25, sim::Constant{1})).model;
  CHECK(instant_rounds(make_pathway(model)).empty());
  CHECK(numbers(instant_rounds(make_pathway(without_time(model)))) == std::vector<States>{{0, 1}});
}

TEST_CASE("pathway: a transfer delay takes time") {
  Scenario scenario = loop(2, 1, 0.25, sim::Constant{1});
  scenario.states[0].exits[0].transfer = Transfer{{sim::Constant{0.25}, {}}, false};
  Model model = compile(scenario).model;
  CHECK(numbers(instant_rounds(make_pathway(without_time(model)))) == std::vector<States>{{0, 1}});
  const DistributionId delay = model.states[0].exits[0].transfer.value();
  Model delayed = without_time(model);
  delayed.distributions[index_of(delay)] = sim::Constant{0.25};
  CHECK(instant_rounds(make_pathway(delayed)).empty());
}

TEST_CASE("pathway: two full levels that divert to each other are a round without time") {
  Scenario scenario = loop(2, 1, 0.25, sim::Exponential{5});
  Model model = compile(scenario).model;
  model.states[0].divert_to = StateId{1};
  CHECK(instant_rounds(make_pathway(model)).empty());
  model.states[1].divert_to = StateId{0};
  CHECK(numbers(instant_rounds(make_pathway(model))) == std::vector<States>{{0, 1}});
}

TEST_CASE("pathway: only levels that hold and wait for each other can gridlock") {
  Scenario scenario = ring_of_holders(3, 10);
  CHECK(numbers(gridlock_rings(make_pathway(compile(scenario).model))) ==
        std::vector<States>{{0, 1, 2}});
  scenario.states[1].hold.kind = Hold::Kind::None;
  CHECK(gridlock_rings(make_pathway(compile(scenario).model)).empty());
}

TEST_CASE("pathway: an unlimited level cannot be part of a gridlock") {
  Scenario scenario = ring_of_holders(2, 10);
  scenario.states[1].places.kind = Places::Kind::Unlimited;
  CHECK(gridlock_rings(make_pathway(compile(scenario).model)).empty());
}

TEST_SUITE_END();

}  // namespace stepdown::models
