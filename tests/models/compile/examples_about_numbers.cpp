#include "models/poisson_arrivals.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/uniform.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace stepdown::tests {

using models::Located;
using models::Rule;
using models::Scenario;

namespace {

void add_attributes(Scenario& s, int count) {
  for (int i = 0; i < count; ++i)
    s.attributes.push_back(attribute("a" + std::to_string(i), {{"yes", 0.5}, {"no", 0.5}}));
}

/// Effects that ask for so many different facts of history.
void add_history(Scenario& s, int facts) {
  for (int i = 0; i < facts; ++i) {
    models::Effect one = effect("e" + std::to_string(i), {});
    one.when = {compare("episodes", models::Comparison::AtLeast, 1 + i)};
    one.reasons = {word("dropout")};
    one.odds_ratio = {2, {}};
    s.effects.push_back(one);
  }
}

/// The same line for each place from `first` on, a hundred times, and then how it ends.
std::string hundred_lines(int first, const std::function<std::string(int)>& line) {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "test.yaml:" + std::to_string(first + i) + ":3: " + line(i) + "\n";
  return text + "test.yaml:" + std::to_string(first + 100) + ":3: ";
}

std::vector<RuleExample> examples_of_too_many_to_show() {
  return {
      {Rule::MoreErrors,
       [](Scenario& s) {
         for (int i = 0; i < 102; ++i)
           s.report_by.push_back(word("payer", 100 + i));
       },
       hundred_lines(100,
                     [](int i) {
                       return "error: report_by[" + std::to_string(i) +
                              "]: expected an attribute, got 'payer'; known: profile";
                     }) +
           "error: 2 more problems from here on are not shown\n101 errors\n"},
      {Rule::MoreWarnings,
       [](Scenario& s) {
         for (int i = 0; i < 102; ++i) {
           s.states.push_back(outcome("o" + std::to_string(i)));
           s.states.back().name.at = {"test.yaml", 100 + i, 3};
         }
       },
       hundred_lines(100,
                     [](int i) {
                       return "warning: outcomes.o" + std::to_string(i) +
                              ": never used: nobody can get here";
                     }) +
           "warning: 2 more problems from here on are not shown\n101 warnings\n"},
  };
}

std::vector<RuleExample> examples_of_too_much() {
  return {
      {Rule::TooManyStates,
       [](Scenario& s) {
         s.file = "test.yaml";
         while (s.states.size() <= 1000)
           s.states.push_back(outcome("o" + std::to_string(s.states.size())));
       },
       "test.yaml:1:1: error: expected at most 1000 states, got 1001\n1 error\n"},
      {Rule::TooManyLevels,
       [](Scenario& s) {
         for (int i = 0; i < 64; ++i)
           s.states.insert(s.states.begin() + 1,
                           open_level("l" + std::to_string(i),
                                      sim::Constant{9},
                                      {split_exit("planned", 1, {{"well", 1}})}));
       },
       "error: levels: expected at most 64 levels, got 65\n1 error\n"},
      {Rule::TooManyExits,
       [](Scenario& s) {
         for (int i = 0; i < 254; ++i)
           s.states[0].exits.push_back(
               race_exit("r" + std::to_string(i), sim::Exponential{900}, {{"lost", 1}}));
       },
       "test.yaml:8:3: error: levels.care: expected at most 255 exits, got 256\n1 error\n"},
      {Rule::TooManyPlaces,
       [](Scenario& s) {
         s.states[0].places.kind = models::Places::Kind::Caseload;
         s.states[0].places.count.value = 1 << 30;
         s.states[0].places.each.value = 2;
       },
       "test.yaml:9:20: error: levels.care.places: expected at most 10000000 places, got more\n"
       "1 error\n"},
      {Rule::TooManyReserved,
       [](Scenario& s) {
         s.states[0].places.reserves = {{word("profile", 9), word("alcohol", 9), {4, {}}},
                                        {word("profile", 9), word("opioid", 9), {2, {}}}};
       },
       "test.yaml:9:3: error: levels.care.places.reserved: expected at most the 5 places that "
       "there "
       "are, got 6 reserved\n1 error\n"},
      {Rule::TooManyClasses,
       [](Scenario& s) { add_attributes(s, 12); },
       "test.yaml:5:3: error: attributes: expected at most 4096 combinations of attribute values, "
       "got 8192; use fewer attributes or values\n1 error\n"},
      {Rule::TooManyHistoryTests,
       [](Scenario& s) { add_history(s, 11); },
       "test.yaml:8:3: error: levels.care: expected effects that ask for at most 10 different "
       "facts of history here, got 11; narrow some with 'state', or use the same thresholds\n"
       "1 error\n"},
      {Rule::TooManyBehaviors,
       [](Scenario& s) {
         add_attributes(s, 11);
         add_history(s, 9);
       },
       "error: effects: expected at most 1048576 combinations of state, attributes and history, "
       "got 2097152; use fewer attributes or history conditions\n1 error\n"},
      {Rule::TooManyEvents,
       [](Scenario& s) {
         models::PoissonArrivals busy;
         busy.per_day = 1e10;
         s.arrivals[0].process = busy;
       },
       "error: run.horizon: expected at most 2 billion events in a replication, would be about "
       "2123 billion; shorten the run, or lower the rates of arrivals\n1 error\n"},
      {Rule::EndlessMoves,
       [](Scenario& s) {
         for (models::Exit& exit : s.states[0].exits) {
           exit.time = lasting(sim::Constant{1e-7});
           exit.to = to({{"care", 0.999999999}, {"lost", 0.000000001}});
         }
       },
       "warning: outcomes.well: never used: nobody can get here\n"
       "test.yaml:8:3: warning: levels.care.treatment_time: not used, because every exit has a "
       "time "
       "of its own\n"
       "test.yaml:8:3: error: levels.care: people would come here again and again, some 524 "
       "million "
       "times each until the horizon; give the stays of the round more time, or let more people "
       "leave it\n1 error, 2 warnings\n"},
  };
}

std::vector<RuleExample> examples_of_too_little() {
  return {
      {Rule::NoValue,
       [](Scenario& s) { s.states[0].exits[0].to = {}; },
       "test.yaml:10:3: error: levels.care.exits.planned.to: expected a value, got none\n"
       "1 error\n"},
      {Rule::SharesMissing,
       [](Scenario& s) {
         s.attributes[0].shares = to({{"alcohol", 1}});
       },
       "test.yaml:5:3: error: attributes.profile: expected a share of every value, got none of "
       "'opioid'; write 'opioid: 0'\n1 error\n"},
      {Rule::NoNextState,
       [](Scenario& s) { s.states[0].exits[0].to = always(models::Split{}); },
       "test.yaml:10:3: error: levels.care.exits.planned.to: expected at least one next state, got "
       "none\n1 error\n"},
      {Rule::NoExit,
       [](Scenario& s) { s.states[0].exits.clear(); },
       "test.yaml:8:3: error: levels.care: expected at least one exit, got none; nobody can leave "
       "(if that is meant, make it an outcome)\n1 error\n"},
      {Rule::NoSource,
       [](Scenario& s) { s.arrivals.clear(); },
       "error: arrivals: expected at least one source of referrals, got none\n1 error\n"},
      {Rule::NoLevel,
       [](Scenario& s) { s.states[0].kind = models::StateKind::Community; },
       "error: levels: expected at least one level, got none\n1 error\n"},
      {Rule::OrderIncomplete,
       [](Scenario& s) {
         s.states[0].waiting.order = {models::WaitingClass::New, models::WaitingClass::Return};
         s.states[0].waiting.order_at = {"test.yaml", 16, 12};
       },
       "test.yaml:16:12: error: levels.care.waiting.order: expected all four of escalation, "
       "step_down, return and new, or 'first_come', got none of 'escalation', 'step_down'\n"
       "1 error\n"},
      {Rule::OrderTwice,
       [](Scenario& s) {
         s.states[0].waiting.order.push_back(models::WaitingClass::New);
         s.states[0].waiting.order_at = {"test.yaml", 16, 12};
       },
       "test.yaml:16:12: error: levels.care.waiting.order: expected each class once, got one of "
       "them twice\n1 error\n"},
      {Rule::NoWeight,
       [](Scenario& s) {
         models::PoissonArrivals silent;
         silent.per_day = 1;
         silent.days_of_month = {{1, 31, 0}};
         s.arrivals[0].process = silent;
       },
       "test.yaml:20:3: error: arrivals.referrals.poisson.day_of_month: expected at least one "
       "weight "
       "above 0, got none\n1 error\n"},
  };
}

std::vector<RuleExample> examples_of_sums() {
  return {
      {Rule::SharesDoNotSum,
       [](Scenario& s) {
         s.attributes[0].shares = to({{"alcohol", 0.5}, {"opioid", 0.4}});
       },
       "test.yaml:5:3: error: attributes.profile: probabilities sum to 0.9, expected 1; 0.1 is "
       "missing\n1 error\n"},
      {Rule::NextStatesDoNotSum,
       [](Scenario& s) {
         s.states[0].exits[0].to = to({{"well", 0.5}, {"lost", 0.4}});
       },
       "test.yaml:10:3: error: levels.care.exits.planned.to: probabilities sum to 0.9, expected 1; "
       "0.1 is missing\n1 error\n"},
      {Rule::ExitsDoNotSum,
       [](Scenario& s) {
         s.states[0].exits[1].probability = given<Located<double>>(
             "profile", {{"alcohol", chance(0.2)}, {"opioid", chance(0.35)}});
       },
       "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits for {profile: "
       "opioid} sum to 0.95, expected 1; 0.05 is missing\n1 error\n"},
      {Rule::ExitsDoNotSum,
       [](Scenario& s) {
         s.states[0].exits[0].probability = chance(0.7);
         s.states[0].exits[1].probability = chance(0.2);
       },
       "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits sum to 0.9, "
       "expected 1; 0.1 is missing\n1 error\n"},
      {Rule::ExitsDoNotSumForMore,
       [](Scenario& s) {
         s.attributes.push_back(
             attribute("age", {{"a", 0.2}, {"b", 0.2}, {"c", 0.2}, {"d", 0.2}, {"e", 0.2}}));
         s.states[0].exits[0].probability = chance(0.5);
         s.states[0].exits[1].probability = given<Located<double>>("age",
                                                                   {{"a", chance(0.1)},
                                                                    {"b", chance(0.2)},
                                                                    {"c", chance(0.3)},
                                                                    {"d", chance(0.4)},
                                                                    {"e", chance(0.6)}});
       },
       "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits for {age: a} sum "
       "to 0.6, expected 1; 0.4 is missing\n"
       "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits for {age: b} sum "
       "to 0.7, expected 1; 0.3 is missing\n"
       "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits for {age: c} sum "
       "to 0.8, expected 1; 0.2 is missing\n"
       "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits do not sum to 1 "
       "for 2 more kinds of people\n4 errors\n"},
      {Rule::BatchDoesNotSum,
       [](Scenario& s) {
         s.arrivals[0].batch = {{{1, {"test.yaml", 22, 5}}, {0.8, {}}}, {{2, {}}, {0.1, {}}}};
       },
       "test.yaml:22:5: error: arrivals.referrals.batch: shares sum to 0.9, expected 1; "
       "0.1 is missing\n1 error\n"},
  };
}

std::vector<RuleExample> examples_about_the_run() {
  return {
      {Rule::HorizonWithinWarmUp,
       [](Scenario& s) {
         s.run.horizon = {5, {"test.yaml", 4, 12}};
       },
       "test.yaml:4:12: error: run.horizon: expected more than the warm-up of 10 d, got 5 d; the "
       "horizon counts from the start and includes the warm-up\n1 error\n"},
      {Rule::RunTooLong,
       [](Scenario& s) {
         s.run.horizon = {730'000, {"test.yaml", 4, 12}};
       },
       "test.yaml:4:12: error: run.horizon: expected a horizon of at most 1000 y, got 2000 y\n"
       "1 error\n"},
      {Rule::GrowthTooLarge,
       [](Scenario& s) {
         s.run.horizon = {10'950, {"test.yaml", 4, 12}};
         models::PoissonArrivals growing;
         growing.per_day = 0.5;
         growing.growth_per_year = 10;
         s.arrivals[0].process = growing;
         s.arrivals[0].written = {{"poisson.growth", {"test.yaml", 21, 40}}};
       },
       "test.yaml:21:40: error: arrivals.referrals.poisson.growth: expected a growth with which at "
       "most 1e+09 referrals come in the whole run, got 1000 %/y, with which 1.3e+33 come\n"
       "1 error\n"},
      {Rule::RunEndsTooLate,
       [](Scenario& s) {
         s.start.value = std::chrono::year{9999} / std::chrono::December / 1;
         s.run.horizon = {31, {"test.yaml", 4, 12}};
       },
       "test.yaml:4:12: error: run.horizon: expected a run that ends before the year 10000, got an "
       "end on 10000-01-01\n1 error\n"},
  };
}

}  // namespace

std::vector<RuleExample> examples_about_numbers() {
  std::vector<RuleExample> examples{
      {Rule::UnsoundDistribution,
       [](Scenario& s) {
         s.states[0].time =
             always(models::LocatedDistribution{sim::Exponential{-1}, {"test.yaml", 12, 20}});
       },
       "test.yaml:12:20: error: levels.care.treatment_time: expected a positive mean, got -1\n"
       "1 error\n"},
      {Rule::AttendanceIsNoShare,
       [](Scenario& s) {
         s.states[0].attendance =
             always(models::LocatedDistribution{sim::Uniform{0.5, 1.5}, {"test.yaml", 16, 17}});
       },
       "test.yaml:16:17: error: levels.care.attendance: expected shares of sessions from 0 to 1, "
       "got 0.5 to 1.5\n1 error\n"},
      {Rule::OutcomeAtFirst,
       [](Scenario& s) {
         s.arrivals[0].to = to({{"well", 1}});
       },
       "error: arrivals.referrals.to: expected a level or a community state, got the outcome "
       "'well'; nobody arrives at the end\n1 error\n"},
      {Rule::DivertToItself,
       [](Scenario& s) {
         s.states[0].waiting.limit = {3, {}};
         s.states[0].waiting.divert_to = word("care", 16);
       },
       "test.yaml:16:3: error: levels.care.waiting.divert_to: expected another level, got 'care' "
       "itself\n1 error\n"},
      {Rule::InstantRound,
       [](Scenario& s) {
         s.states[0].exits[1].time = lasting(sim::Constant{0});
         s.states[0].exits[1].to = to({{"care", 0.5}, {"lost", 0.5}});
       },
       "test.yaml:8:3: error: levels.care: people can go round in care for ever in one instant; "
       "give a stay there some time, or let those turned away leave the round\n1 error\n"},
  };
  for (auto& more : {examples_of_too_many_to_show(),
                     examples_of_too_much(),
                     examples_of_too_little(),
                     examples_of_sums(),
                     examples_about_the_run()})
    examples.insert(examples.end(), more.begin(), more.end());
  return examples;
}

}  // namespace stepdown::tests
