#include "models/pathway/reachability.hpp"

#include "models/compile/compile.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

using Flags = std::vector<bool>;

const auto all_go = [](StateId, StateId) { return true; };

///  [upper] --> [lower] --> (left), and from lower up again
Pathway loop_pathway() {
  return make_pathway(compile(loop(2, 1, 0.25, sim::Exponential{5})).model);
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("reachability: a start reaches itself and what its ways lead to") {
  const Pathway pathway = loop_pathway();
  CHECK(reachable_from(pathway, {StateId{0}}, all_go) == Flags{true, true, true});
  CHECK(reachable_from(pathway, {StateId{2}}, all_go) == Flags{false, false, true});
  CHECK(reachable_from(pathway, {}, all_go) == Flags{false, false, false});
}

TEST_CASE("reachability: only moves that may be made are followed") {
  const Pathway pathway = loop_pathway();
  const auto never_leaves = [](StateId, StateId to) { return to != StateId{2}; };
  CHECK(reachable_from(pathway, {StateId{1}}, never_leaves) == Flags{true, true, false});
  CHECK(leads_to_outcome(pathway, all_go) == Flags{true, true, true});
  CHECK(leads_to_outcome(pathway, never_leaves) == Flags{false, false, true});
}

TEST_CASE("reachability: those who give up are not on their way") {
  const Scenario scenario = impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7});
  const Pathway pathway = make_pathway(compile(scenario).model);
  CHECK(reachable_from(pathway, {StateId{0}}, all_go) == Flags{true, true, false});
}

TEST_CASE("reachability: who gets no place goes on from the level that had none") {
  Scenario scenario = impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7});
  const NextStates next = next_states(make_pathway(compile(scenario).model));
  REQUIRE(next.of_source.size() == 1);
  CHECK(next.of_source[0] == std::vector<StateId>{StateId{0}});
  CHECK(next.of_state[0] == std::vector<StateId>{StateId{1}});
  const auto& gave_up = next.of_refused[0][static_cast<std::size_t>(Refusal::GaveUp)];
  CHECK(gave_up == std::vector<StateId>{StateId{2}});
  CHECK(next.of_state[1].empty());
}

TEST_SUITE_END();

}  // namespace stepdown::models
