#include "sim/distributions/exponential.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

#include <string>

namespace stepdown::tests {

using models::Bridge;
using models::Companion;
using models::Rule;
using models::Scenario;
using models::State;

namespace {

constexpr std::string_view no_bridge =
    "error: levels.care.waiting.bridge: expected a less intensive level with other places, to "
    "which people come one by one, got ";
constexpr std::string_view no_companion =
    "expected a level with other places, to which people come one by one, got ";

/// A house, after the first level or before it.
void add_house(Scenario& s, bool is_first = false) {
  s.states.insert(
      s.states.begin() + (is_first ? 0 : 1),
      level("house", 3, sim::Exponential{5}, {split_exit("planned", 1, {{"well", 1}})}));
  s.arrivals.push_back(poisson("others", 0.1, {{"house", 1}}));
}

Companion wanting(const std::string& level) {
  return {.level = word(level, 17), .share = chance(0.5)};
}

void start_together(State& state) {
  state.admission.emplace();
  state.admission->cohort.emplace();
  state.admission->cohort->every = {7, {}};
}

void share(State& state) {
  state.places = {};
  state.places.kind = models::Places::Kind::Pool;
  state.places.pool = word("ward");
}

void add_pool(Scenario& s) {
  models::Pool& pool = s.pools.emplace_back();
  pool.name = word("ward");
  pool.places.kind = models::Places::Kind::Beds;
  pool.places.count = {5, {}};
}

std::string told(std::string_view problem, std::string_view rest) {
  return "test.yaml:17:3: " + std::string(problem) + std::string(rest) + "\n1 error\n";
}

std::vector<RuleExample> examples_of_bridges() {
  const auto bridge_to = [](Scenario& s, const std::string& level) {
    for (State& state : s.states)
      if (state.name.value == "care") state.waiting.bridge = Bridge{.to = word(level, 17)};
  };
  return {
      {Rule::UnknownLevel,
       [bridge_to](Scenario& s) { bridge_to(s, "well"); },
       "test.yaml:17:3: error: levels.care.waiting.bridge: expected a level, got 'well'; known: "
       "care\n1 error\n"},
      {Rule::UnfitBridge,
       [bridge_to](Scenario& s) { bridge_to(s, "care"); },
       told(no_bridge, "'care', the level itself")},
      {Rule::UnfitBridge,
       [bridge_to](Scenario& s) {
         add_house(s, true);
         bridge_to(s, "house");
       },
       told(no_bridge, "'house', which is more intensive")},
      {Rule::UnfitBridge,
       [bridge_to](Scenario& s) {
         add_house(s);
         add_pool(s);
         share(s.states[0]);
         share(s.states[1]);
         bridge_to(s, "house");
       },
       told(no_bridge, "'house', which draws on the same places")},
      {Rule::UnfitBridge,
       [bridge_to](Scenario& s) {
         add_house(s);
         start_together(s.states[1]);
         bridge_to(s, "house");
       },
       told(no_bridge, "'house', whose people start together")},
  };
}

std::vector<RuleExample> examples_of_companions() {
  const std::string house = "error: levels.care.alongside.house: " + std::string(no_companion);
  const std::string care = "error: levels.care.alongside.care: " + std::string(no_companion);
  return {
      {Rule::UnfitCompanion,
       [](Scenario& s) { s.states[0].alongside = {wanting("care")}; },
       told(care, "'care', the level itself")},
      {Rule::UnfitCompanion,
       [](Scenario& s) {
         add_house(s);
         start_together(s.states[1]);
         s.states[0].alongside = {wanting("house")};
       },
       told(house, "'house', whose people start together")},
      {Rule::UnfitCompanion,
       [](Scenario& s) {
         add_house(s);
         s.states[0].alongside = {wanting("house"), wanting("house")};
       },
       told(house, "'house', which draws on the same places as 'house'")},
      {Rule::CompanionInRing,
       [](Scenario& s) {
         add_house(s);
         s.states[0].hold = {models::Hold::Kind::Limited, 3};
         s.states[0].exits[0].to = to({{"house", 1}});
         s.states[0].alongside = {wanting("house")};
       },
       "test.yaml:17:3: error: levels.care.alongside.house: expected a level that nobody waits for "
       "in a place of theirs, got 'house': people of 'care' do, and those of 'care' may hold it "
       "meanwhile, so that all wait for ever\n1 error\n"},
      {Rule::CompanionInRing,
       [](Scenario& s) {
         add_house(s);
         s.states[0].hold.kind = models::Hold::Kind::UntilPlaced;
         s.states.insert(
             s.states.begin() + 2,
             holding_level(
                 "other", 1, sim::Exponential{5}, {split_exit("planned", 1, {{"house", 1}})}));
         s.arrivals.push_back(poisson("more", 0.1, {{"other", 1}}));
         s.states[0].alongside = {wanting("house")};
       },
       "test.yaml:17:3: error: levels.care.alongside.house: expected a level that nobody waits for "
       "in a place of theirs, got 'house': people of 'other' do, and those of 'care' may hold it "
       "meanwhile, so that all wait for ever\n1 error\n"},
  };
}

}  // namespace

std::vector<RuleExample> examples_about_second_places() {
  std::vector<RuleExample> examples = examples_of_bridges();
  for (const RuleExample& one : examples_of_companions())
    examples.push_back(one);
  return examples;
}

}  // namespace stepdown::tests
