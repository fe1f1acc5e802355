#include "models/pathway/pathway.hpp"

#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios
using States = std::vector<std::size_t>;

std::string findings(const Scenario& scenario) {
  return to_text(check_pathway(scenario, make_pathway(scenario)));
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("pathway: a sound pathway has nothing to report") {
  CHECK(findings(relapse_loop(1, 10, 200, 400)).empty());
  CHECK(findings(loop(2, 1, 0.25, sim::Exponential{5})).empty());
}

TEST_CASE("pathway: shares of an edge cover all classes of people") {
  const Pathway pathway = make_pathway(two_profiles(1, sim::Exponential{10}));
  REQUIRE(pathway.edges.size() == 2);
  CHECK(pathway.edges[0].reason == "planned");
  CHECK(pathway.edges[0].to == 1);
  CHECK(pathway.edges[0].lowest_share == 0.6);
  CHECK(pathway.edges[0].highest_share == 0.8);
  CHECK(pathway.edges[1].lowest_share == 0.2);
  REQUIRE(pathway.entries.size() == 1);
  CHECK(pathway.entries[0].source == "referrals");
  CHECK(pathway.entries[0].lowest_share == 1);
}

TEST_CASE("pathway: a way that one class never takes has 0 as its lowest share") {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  scenario.states[0].exits[0].to =
      given<Split>("profile", {{"alcohol", to({{"well", 1}})}, {"opioid", to({{"lost", 1}})}});
  const Pathway pathway = make_pathway(scenario);
  REQUIRE(pathway.edges.size() == 3);
  CHECK(pathway.edges[0].to == 1);
  CHECK(pathway.edges[0].lowest_share == 0);
  CHECK(pathway.edges[0].highest_share == 0.8);
}

TEST_CASE("pathway: waiting moves are edges of levels with limited places") {
  const Pathway pathway =
      make_pathway(impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7}));
  REQUIRE(pathway.edges.size() == 2);
  CHECK(pathway.edges[1].kind == PathwayEdge::Kind::GaveUp);
  CHECK(pathway.edges[1].to == 2);
  CHECK(make_pathway(limited_list(2, 0, 1, sim::Exponential{10})).edges[1].kind ==
        PathwayEdge::Kind::TurnedAway);
}

TEST_CASE("pathway: a state that nobody can reach is a warning") {
  Scenario scenario = one_level(2, 1, sim::Exponential{10});
  scenario.states.insert(
      scenario.states.begin() + 1,
      open_level("spare", sim::Constant{1}, {split_exit("planned", 1, {{"left", 1}})}));
  scenario.states[1].name = word("spare", 12);
  CHECK(findings(scenario) ==
        "test.yaml:12:3: warning: levels.spare: never used: nobody can get here\n1 warning\n");
}

TEST_CASE("pathway: people who can never reach an outcome are one warning") {
  Scenario scenario = relapse_loop(1, 10, 200, 400);
  scenario.states[1].exits.pop_back();  // no recovery
  scenario.states[0].name = word("care", 7);
  CHECK(findings(scenario) ==
        "warning: outcomes.recovered: never used: nobody can get here\n"
        "test.yaml:7:3: warning: levels.care: nobody ever reaches an outcome from care, home and "
        "relapsed: people stay in the pathway for ever and their number grows with the length of "
        "the run\n2 warnings\n");
}

TEST_CASE("pathway: a round that takes no time is an error") {
  Scenario scenario = loop(2, 1, 0.25, sim::Constant{0});
  scenario.states[0].name = word("upper", 5);
  const std::string expected =
      "test.yaml:5:3: error: levels.upper: people can go round in upper and lower for ever in one "
      "instant; give a stay there some time, or let those turned away leave the round\n1 error\n";
  CHECK(findings(scenario) == expected);
  SUBCASE("time on one side is enough") {
    scenario.states[1].time = lasting(sim::Exponential{3});
    CHECK(findings(scenario).empty());
  }
  SUBCASE("a transfer delay is enough") {
    scenario.states[0].exits[0].transfer = Transfer{{sim::Constant{0.25}, {}}, false};
    CHECK(findings(scenario).empty());
  }
}

TEST_CASE("pathway: two full levels that divert to each other are an error") {
  Scenario scenario = loop(2, 1, 0.25, sim::Exponential{5});
  for (const auto& [from, target] : {std::pair{0U, "lower"}, std::pair{1U, "upper"}}) {
    scenario.states[from].waiting.limit = {3, {}};
    scenario.states[from].waiting.divert_to = word(target);
  }
  CHECK(instant_loops(make_pathway(scenario)) == std::vector<States>{{0, 1}});
  scenario.states[1].waiting.divert_to.reset();
  scenario.states[1].waiting.limit.reset();
  CHECK(instant_loops(make_pathway(scenario)).empty());
}

TEST_CASE("pathway: only levels that hold and wait for each other can gridlock") {
  Scenario scenario = ring_of_holders(3, 10);
  CHECK(gridlock_rings(make_pathway(scenario)) == std::vector<States>{{0, 1, 2}});
  CHECK(gridlock_notes(make_pathway(scenario)) ==
        std::vector<std::string>{"l0, l1 and l2 can hold places for each other in a ring "
                                 "(gridlock); the whole ring then moves in one instant, and "
                                 "reports count it as a swap"});
  scenario.states[1].hold.kind = Hold::Kind::None;
  CHECK(gridlock_rings(make_pathway(scenario)).empty());
}

TEST_CASE("pathway: an unlimited level cannot be part of a gridlock") {
  Scenario scenario = ring_of_holders(2, 10);
  scenario.states[1].places.kind = Places::Kind::Unlimited;
  CHECK(gridlock_rings(make_pathway(scenario)).empty());
}

TEST_CASE("pathway: the drawing shows clusters and sources and shares and escapes quotes") {
  Scenario scenario = impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7});
  scenario.name = "a \"small\" one";
  scenario.states[0].label = "Care";
  CHECK(to_dot(scenario) == R"(digraph pathway {
  label="a \"small\" one";
  labelloc=t;
  rankdir=LR;
  node [fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
  subgraph cluster_levels {
    label="Levels of care";
    s0 [label="Care\n2 beds", shape=box];
  }
  subgraph cluster_outcomes {
    label="Outcomes";
    s1 [label="left", shape=doubleoctagon];
    s2 [label="lost", shape=doubleoctagon];
  }
  a0 [label="referrals", shape=plaintext];
  a0 -> s0 [label="100%"];
  s0 -> s1 [label="planned 100%"];
  s0 -> s2 [label="gave up", style=dashed];
}
)");
}

TEST_CASE("pathway: the drawing shows ranges and races") {
  CHECK(to_dot(two_profiles(1, sim::Exponential{10})).find("planned 60-80%") != std::string::npos);
  CHECK(to_dot(relapse_loop(1, 10, 200, 400)).find("[label=\"relapse\", style=bold]") !=
        std::string::npos);
}

TEST_SUITE_END();

}  // namespace stepdown::models
