#include "models/pathway/components.hpp"

#include "models/compile/compile.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/random_pathway.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

const auto all_go = [](StateId, StateId) { return true; };

StateList states(std::initializer_list<int> numbers) {
  StateList list;
  for (const int number : numbers)
    list.push_back(static_cast<StateId>(number));
  return list;
}

/// Where each state stands in the order; every one stands there once.
std::vector<std::size_t> places_of(const std::vector<StateList>& groups, std::size_t count) {
  std::vector<std::size_t> place(count, groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const StateId state : groups[g]) {
      CHECK(place[index_of(state)] == groups.size());
      place[index_of(state)] = g;
    }
  }
  CHECK_FALSE(std::ranges::count(place, groups.size()) > 0);
  return place;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE(
    "components: states that lead to each other stand together and before what they lead to") {
  const Pathway pathway = make_pathway(compile(loop(2, 1, 0.25, sim::Exponential{5})).model);
  CHECK(components_in_order(pathway, all_go) == std::vector{states({0, 1}), states({2})});
}

TEST_CASE("components: a pathway without a loop has one state in each") {
  const Scenario scenario =
      cascade(poisson("referrals", 1, {{"a", 1}}), sim::Constant{1}, sim::Constant{2});
  const Pathway pathway = make_pathway(compile(scenario).model);
  CHECK(components_in_order(pathway, all_go) ==
        std::vector{states({0}), states({1}), states({2}), states({3})});
}

TEST_CASE("components: only moves that may be made count") {
  const Pathway pathway = make_pathway(compile(loop(2, 1, 0.25, sim::Exponential{5})).model);
  const auto never_up = [](StateId, StateId to) { return to != StateId{0}; };
  CHECK(components_in_order(pathway, never_up) ==
        std::vector{states({0}), states({1}), states({2})});
  const auto only_up = [](StateId, StateId to) { return to == StateId{0}; };
  const auto place = places_of(components_in_order(pathway, only_up), 3);
  CHECK(place[1] < place[0]);
}

TEST_CASE("components: no move of a random pathway leads to one that stands before") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    const Model model = compile(random_pathway(40, seed)).model;
    const Pathway pathway = make_pathway(model);
    const auto groups = components_in_order(pathway, all_go);
    CHECK(groups.size() > 2);
    CHECK(groups.size() < model.states.size());
    const auto place = places_of(groups, model.states.size());
    bool is_ordered = true;
    for (const PathwayWay& way : pathway.ways())
      if (way.edge.is_exit())
        is_ordered = is_ordered && place[way.from.number] <= place[way.to.number];
    CHECK(is_ordered);
  }
}

TEST_SUITE_END();

}  // namespace stepdown::models
