#include "models/pathway/draw_pathway.hpp"

#include "models/compile/compile.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/simulated.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

std::string drawing(const Scenario& scenario) {
  return draw_pathway(compile(scenario).model);
}

bool shows(const Scenario& scenario, const std::string& text) {
  return drawing(scenario).find(text) != std::string::npos;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("pathway: the drawing shows clusters and sources and shares and escapes quotes") {
  Scenario scenario = impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7});
  scenario.name = "a \"small\" one";
  scenario.states[0].label = "Care";
  CHECK(drawing(scenario) == R"(digraph pathway {
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
  CHECK(shows(two_profiles(1, sim::Exponential{10}), "planned 60-80%"));
  CHECK(shows(relapse_loop(1, 10, 200, 400), "[label=\"relapse\", style=bold]"));
}

TEST_CASE("pathway: the drawing leaves out rules of waiting that never act") {
  Scenario scenario = impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7});
  CHECK(shows(scenario, "gave up"));
  scenario.states[0].places.kind = Places::Kind::Unlimited;
  CHECK_FALSE(shows(scenario, "gave up"));
  CHECK(shows(scenario, "care\\nunlimited"));
}

TEST_CASE("pathway: the drawing shows bridges and places alongside") {
  const std::string text = R"(
schema: 1
name: Second places
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d}
attributes: {stable: {yes: 0.5, no: 0.5}}
levels:
  ward:
    places: {beds: 2}
    treatment_time: 10 d
    to: done
    waiting: {bridge: {to: clinic}}
  day:
    places: {slots: 4}
    treatment_time: 20 d
    to: done
    alongside: {clinic: {share: {given: stable, yes: 0.25, no: 0.5}}}
  clinic: {places: {slots: 9}, treatment_time: 30 d, to: done}
outcomes: [done]
arrivals: {people: {poisson: {rate: 1 /d}, to: {ward: 0.5, day: 0.3, clinic: 0.2}}}
)";
  const std::string drawn = draw_pathway(model_of(text));
  CAPTURE(drawn);
  CHECK(drawn.find("  s2 -> s0 [label=\"bridge\", style=dashed];\n"
                   "  s1 -> s2 [label=\"alongside 25-50%\", style=dashed];\n}") !=
        std::string::npos);
  // Nobody waits, so that nobody is bridged.
  CHECK(draw_pathway(model_of(text, {"levels.ward.places=unlimited"})).find("bridge\"") ==
        std::string::npos);
}

TEST_CASE("pathway: the drawing tells places in the author's words") {
  Scenario scenario = one_level(2, 1, sim::Exponential{10});
  scenario.states[0].places.each = {8, {}};
  scenario.states[0].places.kind = Places::Kind::Groups;
  CHECK(shows(scenario, "care\\n2 groups of 8"));
  scenario.states[0].places.kind = Places::Kind::Caseload;
  scenario.states[0].places.count = {1, {}};
  CHECK(shows(scenario, "care\\n1 clinician with 8 each"));
}

TEST_SUITE_END();

}  // namespace stepdown::models
