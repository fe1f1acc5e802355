#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

#include <utility>

namespace stepdown::tests {

using models::Comparison;
using models::Condition;
using models::Effect;
using models::Rule;
using models::Scenario;

namespace {

Effect changed_odds(std::string reason) {
  Effect one = effect("e", {});
  one.name = word("e", 30);
  one.reasons = {word(std::move(reason), 31)};
  one.odds_ratio = {2, {"test.yaml", 32, 5}};
  return one;
}

/// An effect on the odds of dropout, if the condition holds.
std::function<void(Scenario&)> when(Condition condition) {
  condition.subject.at = {"test.yaml", 33, 7};
  condition.text.at = {"test.yaml", 33, 20};
  return [condition](Scenario& s) {
    s.effects = {changed_odds("dropout")};
    s.effects[0].when = {condition};
  };
}

/// An effect without any ratio yet.
Effect named_effect() {
  Effect one = effect("e", {});
  one.name = word("e", 30);
  return one;
}

std::vector<RuleExample> examples_about_conditions() {
  return {
      {Rule::UnknownSubject,
       when(is("profil", "opioid")),
       "test.yaml:33:7: error: effects.e.when.profil: expected an attribute or a piece of history, "
       "got "
       "'profil'; did you mean 'profile'?\n1 error\n"},
      {Rule::UnknownValueInCondition,
       when(is("profile", "opiates")),
       "test.yaml:33:20: error: effects.e.when.profile: expected a value of 'profile', got "
       "'opiates'; known: alcohol, opioid\n1 error\n"},
      {Rule::UnknownNameInCondition,
       when(is("visited", "lost")),
       "test.yaml:33:20: error: effects.e.when.visited: expected a level, got 'lost'; "
       "known: care\n1 error\n"},
      {Rule::UnknownNameInCondition,
       when(is("last_exit", "dropuot")),
       "test.yaml:33:20: error: effects.e.when.last_exit: expected the reason of an exit from a "
       "level, got 'dropuot'; did you mean 'dropout'?\n1 error\n"},
      {Rule::AttendanceIsConstant,
       when(compare("attendance", Comparison::AtLeast, 0.75)),
       "test.yaml:33:7: warning: effects.e.when.attendance: attendance is 1 for everybody: no "
       "level has 'attendance'\n1 warning\n"},
      {Rule::RelapsesAreConstant,
       when(compare("relapses", Comparison::AtLeast, 1)),
       "test.yaml:33:7: warning: effects.e.when.relapses: relapses is 0 for everybody: no exit is "
       "called 'relapse' or 'relapsed'\n1 warning\n"},
  };
}

std::vector<RuleExample> examples_of_no_change() {
  return {
      {Rule::ChangesNothing,
       [](Scenario& s) {
         s.states[0].exits.push_back(race_exit("death", sim::Exponential{900}, {{"lost", 1}}));
         s.effects = {changed_odds("death")};
       },
       "test.yaml:30:3: error: effects.e.odds_ratio: changes nothing: the exits meant are races "
       "(they have 'after'); use hazard_ratio or time_ratio\n1 error\n"},
      {Rule::ChangesNothing,
       [](Scenario& s) {
         s.effects = {changed_odds("dropout")};
         s.effects[0].reasons.clear();
       },
       "test.yaml:30:3: error: effects.e.odds_ratio: changes nothing: every split exit is meant, "
       "so that no odds shift; name a reason\n1 error\n"},
      {Rule::ChangesNothing,
       [](Scenario& s) {
         s.effects = {changed_odds("dropout")};
         std::swap(s.effects[0].odds_ratio, s.effects[0].hazard_ratio);
       },
       "test.yaml:30:3: error: effects.e.hazard_ratio: changes nothing: the exits meant are split "
       "exits (they have 'probability'); use odds_ratio or stay_ratio\n1 error\n"},
      {Rule::ChangesNothing,
       [](Scenario& s) {
         s.states[0].exits.push_back(race_exit("death", sim::Exponential{900}, {{"lost", 1}}));
         s.effects = {changed_odds("death")};
         std::swap(s.effects[0].odds_ratio, s.effects[0].stay_ratio);
       },
       "test.yaml:30:3: error: effects.e.stay_ratio: changes nothing: the exits meant are races "
       "(they have 'after'); use time_ratio\n1 error\n"},
      {Rule::ChangesNothing,
       [](Scenario& s) {
         s.effects = {named_effect()};
         s.effects[0].patience_ratio = {2, {}};
       },
       "test.yaml:30:3: error: effects.e.patience_ratio: changes nothing: nobody who waits there "
       "has a patience\n1 error\n"},
      {Rule::ChangesNothing,
       [](Scenario& s) {
         s.effects = {named_effect()};
         s.effects[0].attendance_ratio = {0.5, {}};
       },
       "test.yaml:30:3: error: effects.e.attendance_ratio: changes nothing: no level meant has "
       "'attendance'\n1 error\n"},
      {Rule::ChangesNothing,
       [](Scenario& s) {
         s.states[0].places = {};
         s.effects = {named_effect()};
         s.effects[0].priority = {2, {}};
       },
       "test.yaml:30:3: error: effects.e.priority: changes nothing: only levels with limited "
       "places have a waiting list\n1 error\n"},
      {Rule::ChangesNothingThere,
       [](Scenario& s) {
         s.states.insert(
             s.states.begin() + 1,
             open_level("after", sim::Constant{9}, {split_exit("planned", 1, {{"well", 1}})}));
         s.states[0].exits[0].to = to({{"after", 1}});
         s.effects = {changed_odds("dropout")};
         s.effects[0].states = {word("care", 34), word("after", 35)};
       },
       "test.yaml:35:3: warning: effects.e.odds_ratio: changes nothing in 'after': no exit is "
       "meant; look at 'state' and 'reason'\n1 warning\n"},
  };
}

}  // namespace

std::vector<RuleExample> examples_about_effects() {
  std::vector<RuleExample> examples{
      {Rule::UnknownReasonOfEffect,
       [](Scenario& s) { s.effects = {changed_odds("planed")}; },
       "test.yaml:31:3: error: effects.e.reason: expected a reason of an exit, got 'planed'; did "
       "you "
       "mean 'planned'?\n1 error\n"},
      {Rule::UnknownStateOfEffect,
       [](Scenario& s) {
         s.effects = {changed_odds("dropout")};
         s.effects[0].states = {word("carre", 34)};
       },
       "test.yaml:34:3: error: effects.e.state: expected a level or a community state, got "
       "'carre'; did you mean "
       "'care'?\n1 error\n"},
      {Rule::OutcomeInEffect,
       [](Scenario& s) {
         s.effects = {changed_odds("dropout")};
         s.effects[0].states = {word("lost", 34)};
       },
       "test.yaml:34:3: error: effects.e.state: expected a level or a community state, got the "
       "outcome 'lost', which is final\n1 error\n"},
      {Rule::ReasonBesideWaiting,
       [](Scenario& s) {
         s.effects = {changed_odds("dropout")};
         s.effects[0].priority = {2, {}};
       },
       "test.yaml:31:3: error: effects.e.reason: expected no exit reason beside 'priority', which "
       "does not act on exits; make two effects\n1 error\n"},
  };
  for (auto& more : {examples_about_conditions(), examples_of_no_change()})
    examples.insert(examples.end(), more.begin(), more.end());
  return examples;
}

}  // namespace stepdown::tests
