#include "sim/distributions/constant.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

namespace stepdown::tests {

using models::Located;
using models::Rule;
using models::Scenario;
using models::Split;

namespace {

using Chances = std::vector<std::pair<std::string, models::Given<Located<double>>>>;

/// The chance of a planned exit, by an attribute.
std::function<void(Scenario&)> planned(const Chances& cases, const std::string& attribute_name) {
  return [cases, attribute_name](Scenario& s) {
    s.states[0].exits[0].probability = given<Located<double>>(attribute_name, cases);
    s.states[0].exits[0].probability->attribute->at = {"test.yaml", 13, 9};
    s.states[0].exits[0].probability->at = {"test.yaml", 13, 1};
  };
}

/// A scenario whose first attribute depends on the second.
void ask_too_early(Scenario& s) {
  s.attributes.insert(s.attributes.begin(), attribute("severity", {{"low", 0.5}, {"high", 0.5}}));
  s.attributes[0].shares = given<Split>(
      "profile",
      {{"alcohol", to({{"low", 1}, {"high", 0}})}, {"opioid", to({{"low", 0.5}, {"high", 0.5}})}});
  s.attributes[0].shares.attribute->at = {"test.yaml", 4, 10};
}

std::vector<RuleExample> examples_about_given() {
  const Chances each{{"alcohol", chance(0.8)}, {"opioid", chance(0.6)}};
  return {
      {Rule::CaseMissing,
       planned({{"alcohol", chance(0.8)}}, "profile"),
       "test.yaml:13:1: error: levels.care.exits.planned.probability: expected a case for each "
       "value of 'profile', got none for 'opioid'\n1 error\n"},
      {Rule::GivenUnknownAttribute,
       planned({{"alcohol", chance(0.8)}}, "profil"),
       "test.yaml:13:9: error: levels.care.exits.planned.probability.given: expected an "
       "attribute, got 'profil'; did you mean 'profile'?\n1 error\n"},
      {Rule::UnknownCase,
       planned({{"alcohol", chance(0.8)}, {"opioid", chance(0.6)}, {"opiod", chance(0.6)}},
               "profile"),
       "error: levels.care.exits.planned.probability.opiod: expected a value of 'profile', got "
       "'opiod'; "
       "did you mean 'opioid'?\n1 error\n"},
      {Rule::GivenTwice,
       planned({{"alcohol", chance(0.8)}, {"opioid", given<Located<double>>("profile", each)}},
               "profile"),
       "error: levels.care.exits.planned.probability.opioid.given: 'profile' is given already; "
       "leave "
       "this one out\n1 error\n"},
      {Rule::GivenLaterAttribute,
       ask_too_early,
       "test.yaml:4:10: error: attributes.severity.given: expected an attribute that is declared "
       "before, got 'profile'\n1 error\n"},
  };
}

std::vector<RuleExample> examples_about_taken_names() {
  return {
      {Rule::AttributeNameTaken,
       [](Scenario& s) {
         s.attributes.push_back(attribute("relapses", {{"none", 1}}));
         s.attributes[1].name = word("relapses", 6);
       },
       "test.yaml:6:3: error: attributes.relapses: expected a name of yours, got 'relapses', which "
       "is a piece of history\n1 error\n"},
      {Rule::AttributeNameTaken,
       [](Scenario& s) {
         s.attributes.push_back(attribute("stays", {{"none", 1}}));
         s.attributes[1].name = word("stays", 6);
       },
       "test.yaml:6:3: error: attributes.stays: expected a name of yours, got 'stays', which is "
       "another column of people.csv\n1 error\n"},
      {Rule::StateNameTaken,
       [](Scenario& s) {
         s.states.push_back(outcome("waiting"));
         s.states.back().name = word("waiting", 19);
       },
       "test.yaml:19:3: error: outcomes.waiting: reports call something else 'waiting'; choose "
       "another name\n1 error\n"},
      {Rule::StateTwice,
       [](Scenario& s) {
         s.states.push_back(outcome("well"));
         s.states.back().name = word("well", 19);
       },
       "test.yaml:19:3: error: outcomes.well: expected a new name, got 'well', the name of another "
       "state\n1 error\n"},
      {Rule::SourceNamedAsState,
       [](Scenario& s) { s.arrivals[0].name = word("care", 20); },
       "test.yaml:20:3: error: arrivals.care: a state has this name, and flows.csv could not tell "
       "them apart; choose another\n1 error\n"},
      {Rule::ReportedTwice,
       [](Scenario& s) {
         s.report_by = {word("profile", 2), word("profile", 3)};
       },
       "test.yaml:3:3: error: report_by[1]: 'profile' is there twice; keep one\n1 error\n"},
  };
}

/// Two levels that draw on the pool `house` (line 30).
void add_pool(Scenario& s) {
  models::Pool pool;
  pool.name = word("house", 30);
  pool.places.kind = models::Places::Kind::Beds;
  pool.places.count = {5, {"test.yaml", 31, 20}};
  s.pools.push_back(pool);
  s.states.insert(s.states.begin() + 1, s.states[0]);
  s.states[1].name = word("ward", 15);
  for (std::size_t i = 0; i < 2; ++i) {
    s.states[i].places = {};
    s.states[i].places.kind = models::Places::Kind::Pool;
    s.states[i].places.pool = word("house", 9);
  }
}

std::vector<RuleExample> examples_about_pools() {
  return {
      {Rule::UnknownPool,
       [](Scenario& s) {
         add_pool(s);
         s.states[1].places.pool = word("hause", 16);
         s.states.insert(s.states.begin() + 2, s.states[0]);
         s.states[2].name = word("annex", 17);
       },
       "test.yaml:16:3: error: levels.ward.places.pool: expected a pool of 'pools', got 'hause'; "
       "did you mean 'house'?\n1 error\n"},
      {Rule::NoLevelOfPool,
       [](Scenario& s) {
         add_pool(s);
         s.pools[0].order = {word("ward", 32), word("attic", 33)};
       },
       "test.yaml:33:3: error: pools.house.order[1]: expected a level with 'places: {pool: "
       "house}', "
       "got 'attic'; known: care, ward\n1 error\n"},
      {Rule::PoolOfOtherPlaces,
       [](Scenario& s) {
         add_pool(s);
         s.pools[0].places = {};
       },
       "test.yaml:30:3: error: pools.house.places: expected beds, slots, groups or a caseload, "
       "without 'reserved'; levels share them as they are\n1 error\n"},
      {Rule::CohortOfPool,
       [](Scenario& s) {
         add_pool(s);
         s.states[1].admission.emplace().cohort.emplace().every = {7, {}};
       },
       "test.yaml:15:3: error: levels.ward.admission.cohort: expected none for a level that draws "
       "on a "
       "pool, whose people may be in its places already; give it places of its own\n1 error\n"},
      {Rule::PlacesBesidePool,
       [](Scenario& s) {
         add_pool(s);
         s.states[1].places.turnaround = {sim::Constant{1}, {}};
       },
       "test.yaml:9:3: error: levels.ward.places: expected nothing beside 'pool'; places change, "
       "are made ready and are counted in pools.house.places\n1 error\n"},
  };
}

}  // namespace

std::vector<RuleExample> examples_about_names() {
  std::vector<RuleExample> examples{
      {Rule::UnknownAttribute,
       [](Scenario& s) { s.report_by = {word("severity", 2)}; },
       "test.yaml:2:3: error: report_by[0]: expected an attribute, got 'severity'; known: profile\n"
       "1 error\n"},
      {Rule::UnknownAttribute,
       [](Scenario& s) {
         s.arrivals[0].mix = {attribute("age", {{"young", 1}})};
         s.arrivals[0].mix[0].name = word("age", 23);
       },
       "test.yaml:23:3: error: arrivals.referrals.attributes.age: expected an attribute, got "
       "'age'; known: profile\n1 error\n"},
      {Rule::UnknownState,
       [](Scenario& s) {
         s.states[0].exits[0].to = always(Split{{word("wel", 12), {1, {}}}});
       },
       "test.yaml:12:3: error: levels.care.exits.planned.to.wel: expected a state, got 'wel'; did "
       "you "
       "mean 'well'?\n1 error\n"},
      {Rule::UnknownLevel,
       [](Scenario& s) {
         s.states[0].waiting.limit = {3, {}};
         s.states[0].waiting.divert_to = word("well", 16);
       },
       "test.yaml:16:3: error: levels.care.waiting.divert_to: expected a level, got 'well'; known: "
       "care\n1 error\n"},
      {Rule::UnknownValueInShares,
       [](Scenario& s) {
         s.attributes[0].shares = to({{"alcohol", 0.3}, {"opioid", 0.7}, {"opiod", 0}});
       },
       "error: attributes.profile.opiod: expected a value, got 'opiod'; did you mean "
       "'opioid'?\n1 error\n"},
  };
  for (auto& more : {examples_about_given(), examples_about_taken_names(), examples_about_pools()})
    examples.insert(examples.end(), more.begin(), more.end());
  return examples;
}

}  // namespace stepdown::tests
