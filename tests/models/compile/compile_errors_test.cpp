#include "models/compile/compile.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

/// All that compiling reports: errors, or else warnings.
std::string report(const Scenario& scenario) {
  std::string text;
  try {
    text = to_text(compile(scenario).warnings);
  } catch (const ScenarioError& error) {
    text = error.what();
  }
  return text;
}

/// A sound scenario after a change.
std::string report_after(const std::function<void(Scenario&)>& change) {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  scenario.states[0].places.kind = Places::Kind::Beds;
  scenario.states[0].places.count = {5, {"test.yaml", 9, 20}};
  scenario.states[0].name = word("care", 8);
  scenario.states[0].exits[0].reason = word("planned", 10);
  scenario.states[0].exits[1].reason = word("dropout", 11);
  scenario.attributes[0].name = word("profile", 5);
  scenario.arrivals[0].name = word("referrals", 20);
  change(scenario);
  return report(scenario);
}

Effect changed_odds(std::string reason) {
  Effect one = effect("e", {});
  one.name = word("e", 30);
  one.reasons = {word(std::move(reason), 31)};
  one.odds_ratio = {2, {"test.yaml", 32, 5}};
  return one;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("compile: the unchanged scenario of these tests is sound") {
  CHECK(report_after([](Scenario&) {}).empty());
}

TEST_CASE("compile: every problem is reported at once in file order with its line") {
  CHECK(report_after([](Scenario& s) {
          s.sources = {{"test.yaml", "1\n2\n3\n4\n  profile:\n6\n7\n  care:\n"}};
          s.states[0].places.count.value = -1;
          s.states[0].exits[0].to = always(Split{{word("wel", 12), {1, {}}}});
          s.report_by = {word("severity", 2)};
          s.run.horizon.value = 5;
        }) ==
        "error: run.horizon: expected more than the warm-up of 10 d, got 5 d; the horizon counts "
        "from the start and includes the warm-up\n"
        "test.yaml:2:3: error: report_by: expected an attribute, got 'severity'; known: profile\n"
        "  2\n"
        "   ^\n"
        "test.yaml:9:20: error: levels.care.places: expected 0 or more beds, got -1\n"
        "test.yaml:12:3: error: levels.care.exits.planned.to: expected a state, got 'wel'; did you "
        "mean 'well'?\n"
        "4 errors\n");
}

TEST_CASE("compile: dates have four digits to the end") {
  CHECK(
      report_after([](Scenario& s) {
        s.start.value = std::chrono::year{9999} / std::chrono::December / 1;
        s.run.horizon = {31, {"test.yaml", 4, 12}};
      }) ==
      "test.yaml:4:12: error: run.horizon: expected a run that ends before the year 10000, got an "
      "end on 10000-01-01\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.start.value = std::chrono::year{9999} / std::chrono::December / 1;
          s.run.horizon = {30, {"test.yaml", 4, 12}};
        }).find("year 10000") == std::string::npos);
}

TEST_CASE("compile: split exits that do not sum to 1 name the class") {
  CHECK(report_after([](Scenario& s) {
          s.states[0].exits[1].probability = given<Located<double>>(
              "profile", {{"alcohol", chance(0.2)}, {"opioid", chance(0.35)}});
        }) ==
        "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits sum to 0.95 for "
        "profile opioid, expected 1\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.states[0].exits[0].probability = chance(0.7);
          s.states[0].exits[1].probability = chance(0.2);
        }) ==
        "test.yaml:8:3: error: levels.care.exits: probabilities of the split exits sum to 0.9, "
        "expected 1\n1 error\n");
}

TEST_CASE("compile: mistakes in given are told apart") {
  const auto probability = [](std::vector<std::pair<std::string, Given<Located<double>>>> cases,
                              std::string attribute_name = "profile") {
    return [cases, attribute_name](Scenario& s) {
      s.states[0].exits[0].probability = given<Located<double>>(attribute_name, cases);
      s.states[0].exits[0].probability->attribute->at = {"test.yaml", 13, 9};
    };
  };
  CHECK(report_after(probability({{"alcohol", chance(0.8)}})) ==
        "test.yaml:13:9: error: levels.care.exits.planned.probability: expected a case for each "
        "value of 'profile', got none for opioid\n1 error\n");
  CHECK(report_after(probability({{"alcohol", chance(0.8)}}, "profil")) ==
        "test.yaml:13:9: error: levels.care.exits.planned.probability: given: expected an "
        "attribute, got 'profil'; did you mean 'profile'?\n1 error\n");
  CHECK(report_after(probability(
            {{"alcohol", chance(0.8)}, {"opioid", chance(0.6)}, {"opiod", chance(0.6)}})) ==
        "error: levels.care.exits.planned.probability: expected a value of 'profile', got 'opiod'; "
        "did you mean 'opioid'?\n1 error\n");
  CHECK(report_after(
            probability({{"alcohol", chance(0.8)},
                         {"opioid",
                          given<Located<double>>(
                              "profile", {{"alcohol", chance(0.6)}, {"opioid", chance(0.6)}})}})) ==
        "error: levels.care.exits.planned.probability.opioid: given: 'profile' is already given "
        "further out; its other cases can never apply\n1 error\n");
}

TEST_CASE("compile: an attribute can only depend on one declared before") {
  CHECK(report_after([](Scenario& s) {
          Attribute severity = attribute("severity", {{"low", 0.5}, {"high", 0.5}});
          s.attributes.insert(s.attributes.begin(), severity);
          s.attributes[0].shares = given<Split>("profile",
                                                {{"alcohol", to({{"low", 1}, {"high", 0}})},
                                                 {"opioid", to({{"low", 0.5}, {"high", 0.5}})}});
          s.attributes[0].shares.attribute->at = {"test.yaml", 4, 10};
        }) ==
        "test.yaml:4:10: error: attributes.severity: given: expected an attribute declared before "
        "this one, got 'profile'; change the order of the attributes\n1 error\n");
}

TEST_CASE("compile: attribute shares are complete and sum to 1") {
  CHECK(report_after([](Scenario& s) {
          s.attributes[0].shares = to({{"alcohol", 1}});
        }) ==
        "error: attributes.profile: expected a share for each value, got none for opioid; a share "
        "may be 0\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.attributes[0].shares = to({{"alcohol", 0.5}, {"opioid", 0.4}});
        }) == "error: attributes.profile: shares sum to 0.9, expected 1\n1 error\n");
  CHECK(report_after([](Scenario& s) { s.attributes[0].name = word("relapses", 5); })
            .find("test.yaml:5:3: error: attributes.relapses: 'relapses' is a piece of a person's "
                  "history and cannot name an attribute; choose another name") !=
        std::string::npos);
}

TEST_CASE("compile: too many classes are refused before they are made") {
  CHECK(report_after([](Scenario& s) {
          for (int i = 0; i < 12; ++i) {
            s.attributes.push_back(attribute("a" + std::to_string(i), {{"yes", 0.5}, {"no", 0.5}}));
          }
        }) ==
        "test.yaml:5:3: error: attributes: expected at most 4096 combinations of attribute values, "
        "got 8192; use fewer attributes or values\n1 error\n");
}

TEST_CASE("compile: an exit is either a split or a race and has a time") {
  CHECK(
      report_after([](Scenario& s) { s.states[0].exits[0].after = lasting(sim::Constant{3}); }) ==
      "test.yaml:10:3: error: levels.care.exits.planned: expected either 'probability' (chosen at "
      "admission) or 'after' (a race against the other exits), got both\n1 error\n");
  CHECK(report_after([](Scenario& s) { s.states[0].time.reset(); }) ==
        "test.yaml:10:3: error: levels.care.exits.planned: expected 'treatment_time' here or for "
        "the whole state, got none\n"
        "test.yaml:11:3: error: levels.care.exits.dropout: expected 'treatment_time' here or for "
        "the whole state, got none\n2 errors\n");
  CHECK(report_after([](Scenario& s) {
          s.states[0].exits.push_back(race_exit("death", sim::Exponential{900}, {{"lost", 1}}));
          s.states[0].exits[2].time = lasting(sim::Constant{3});
        }) ==
        "error: levels.care.exits.death: expected no 'treatment_time' beside 'after', which is the "
        "time itself\n1 error\n");
}

TEST_CASE("compile: a state that nobody can leave is an error") {
  CHECK(report_after([](Scenario& s) { s.states[0].exits.clear(); }) ==
        "test.yaml:8:3: error: levels.care: expected at least one exit, got none; nobody can leave "
        "(if that is meant, make it an outcome)\n1 error\n");
}

TEST_CASE("compile: names are used once") {
  CHECK(report_after([](Scenario& s) { s.states[2].name = word("care", 18); }) ==
        "error: levels.care.exits.dropout.to: expected a state, got 'lost'; known: care, well\n"
        "test.yaml:18:3: error: outcomes.care: another state has this name; choose another\n"
        "2 errors\n");
}

TEST_CASE("compile: waiting rules are complete") {
  CHECK(report_after(
            [](Scenario& s) { s.states[0].waiting.patience[3] = lasting(sim::Exponential{7}); }) ==
        "test.yaml:8:3: error: levels.care.waiting: expected 'gave_up_to' beside 'patience', got "
        "none; say where people go who give up waiting\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.states[0].waiting.limit = {3, {"test.yaml", 15, 12}};
        }) ==
        "test.yaml:15:12: error: levels.care.waiting.limit: expected either 'turned_away_to' or "
        "'divert_to' beside 'limit', got neither\n1 error\n");
  CHECK(
      report_after([](Scenario& s) {
        s.states[0].waiting.limit = {3, {}};
        s.states[0].waiting.divert_to = word("well", 16);
      }) ==
      "test.yaml:16:3: error: levels.care.waiting.divert_to: expected a level, got 'well'; known: "
      "care\n1 error\n");
  CHECK(
      report_after([](Scenario& s) {
        s.states[0].waiting.turned_away_to = to({{"lost", 1}});
      }) ==
      "test.yaml:8:3: error: levels.care.waiting: expected a 'limit' beside 'turned_away_to', got "
      "none\n1 error\n");
  CHECK(report_after([](Scenario& s) { s.states[0].waiting.order.pop_back(); }) ==
        "test.yaml:8:3: error: levels.care.waiting.order: expected each of escalation, step_down, "
        "return, new once\n1 error\n");
}

TEST_CASE("compile: arrivals make sense") {
  CHECK(report_after([](Scenario& s) {
          s.arrivals[0].to = to({{"well", 1}});
        }) ==
        "error: arrivals.referrals.to: expected a level or a community state, got the outcome "
        "'well'; nobody arrives at the end\n1 error\n");
  CHECK(report_after([](Scenario& s) { s.arrivals.clear(); }) ==
        "error: arrivals: expected at least one source, got none\n1 error\n");
  CHECK(
      report_after([](Scenario& s) {
        s.arrivals[0].batch = {{{1, {"test.yaml", 22, 5}}, {0.8, {}}}, {{2, {}}, {0.1, {}}}};
      }) ==
      "test.yaml:22:5: error: arrivals.referrals.batch: shares sum to 0.9, expected 1\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.arrivals[0].mix = {attribute("age", {{"young", 1}})};
          s.arrivals[0].mix[0].name = word("age", 23);
        }) ==
        "test.yaml:23:3: error: arrivals.referrals.attributes.age: expected an attribute, got "
        "'age'; known: profile\n1 error\n");
}

TEST_CASE("compile: an effect that touches nothing is an error with a hint") {
  CHECK(report_after([](Scenario& s) {
          s.states[0].exits.push_back(race_exit("death", sim::Exponential{900}, {{"lost", 1}}));
          s.effects = {changed_odds("death")};
        }) ==
        "test.yaml:30:3: error: effects.e.odds_ratio: changes nothing: the exits meant are races "
        "(they have 'after'); use hazard_ratio or time_ratio\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.effects = {changed_odds("dropout")};
          s.effects[0].reasons.clear();
        }) ==
        "test.yaml:30:3: error: effects.e.odds_ratio: changes nothing: every split exit is meant, "
        "so that no odds shift; name a reason\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.effects = {changed_odds("dropout")};
          std::swap(s.effects[0].odds_ratio, s.effects[0].hazard_ratio);
        }) ==
        "test.yaml:30:3: error: effects.e.hazard_ratio: changes nothing: the exits meant are split "
        "exits (they have 'probability'); use odds_ratio or stay_ratio\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.effects = {effect("e", {})};
          s.effects[0].name = word("e", 30);
          s.effects[0].patience_ratio = {2, {}};
        }) ==
        "test.yaml:30:3: error: effects.e.patience_ratio: changes nothing: nobody who waits there "
        "has a patience\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.effects = {effect("e", {})};
          s.effects[0].name = word("e", 30);
        }) ==
        "test.yaml:30:3: error: effects.e: expected a change, got none; give odds_ratio, "
        "hazard_ratio, time_ratio, stay_ratio, patience_ratio, attendance_ratio or priority\n1 "
        "error\n");
}

TEST_CASE("compile: names and comparisons of effects are checked") {
  const auto with_condition = [](Condition condition) {
    return report_after([&](Scenario& s) {
      s.effects = {changed_odds("dropout")};
      condition.subject.at = {"test.yaml", 33, 7};
      condition.text.at = {"test.yaml", 33, 20};
      s.effects[0].when = {condition};
    });
  };
  CHECK(with_condition(is("profil", "opioid")) ==
        "test.yaml:33:7: error: effects.e.when: expected an attribute or a piece of history, got "
        "'profil'; did you mean 'profile'?\n1 error\n");
  CHECK(with_condition(is("profile", "opiates")) ==
        "test.yaml:33:20: error: effects.e.when.profile: expected a value of 'profile', got "
        "'opiates'; known: alcohol, opioid\n1 error\n");
  CHECK(with_condition(compare("profile", Comparison::AtLeast, 2)) ==
        "test.yaml:33:20: error: effects.e.when.profile: expected a value of 'profile', got a "
        "comparison with a number; say 'profile: alcohol' or 'profile: not alcohol'\n1 error\n");
  CHECK(with_condition(is("days_in_care", "90 d")) ==
        "test.yaml:33:20: error: effects.e.when.days_in_care: expected a comparison such as '>= 90 "
        "d', got '90 d'\n1 error\n");
  CHECK(with_condition(is("visited", "lost")) ==
        "test.yaml:33:20: error: effects.e.when.visited: expected a level, got 'lost'\n1 error\n");
  CHECK(with_condition(is("last_exit", "dropuot")) ==
        "test.yaml:33:20: error: effects.e.when.last_exit: expected the reason of an exit from a "
        "level, got 'dropuot'; did you mean 'dropout'?\n1 error\n");
  CHECK(with_condition(is("episodes", "2")).empty());
  CHECK(report_after([](Scenario& s) { s.effects = {changed_odds("planed")}; }) ==
        "test.yaml:31:3: error: effects.e.reason: expected an exit reason, got 'planed'; did you "
        "mean 'planned'?\n1 error\n");
  CHECK(
      report_after([](Scenario& s) {
        s.effects = {changed_odds("dropout")};
        s.effects[0].states = {word("lost", 34)};
      })
          .find(
              "test.yaml:34:3: error: effects.e.state: expected a level or a community state, got "
              "the outcome 'lost', which is final\n") == 0);
}

TEST_CASE("compile: ratios are positive and strength lies between 0 and 1") {
  CHECK(
      report_after([](Scenario& s) {
        s.effects = {changed_odds("dropout")};
        s.effects[0].odds_ratio->value = 0;
        s.effects_strength = {1.5, {"test.yaml", 29, 13}};
      }) ==
      "test.yaml:29:13: error: effects.strength: expected a number from 0 (no effects) to 1 (as "
      "written), got 1.5\n"
      "test.yaml:32:5: error: effects.e.odds_ratio: expected a ratio above 0 (1 changes nothing), "
      "got 0\n2 errors\n");
}

TEST_CASE("compile: waiting effects take no exit reason") {
  CHECK(report_after([](Scenario& s) {
          s.effects = {changed_odds("dropout")};
          s.effects[0].priority = {2, {}};
        }) ==
        "test.yaml:31:3: error: effects.e.reason: expected no exit reason beside 'priority', which "
        "does not act on exits; make two effects\n1 error\n");
}

TEST_CASE("compile: more than 10 history tests in one state are refused") {
  CHECK(report_after([](Scenario& s) {
          for (int i = 0; i < 11; ++i) {
            Effect one = changed_odds("dropout");
            one.name = word("e" + std::to_string(i), 30 + i);
            one.when = {compare("episodes", Comparison::AtLeast, 1 + i)};
            s.effects.push_back(one);
          }
        }) ==
        "test.yaml:8:3: error: levels.care: expected effects that ask for at most 10 different "
        "facts of history here, got 11; narrow some with 'state', or use the same thresholds\n"
        "1 error\n");
}

TEST_CASE("compile: attendance is a share of sessions") {
  CHECK(report_after([](Scenario& s) {
          s.states[0].attendance =
              always(LocatedDistribution{sim::Uniform{0.5, 1.5}, {"test.yaml", 16, 17}});
        }) ==
        "test.yaml:16:17: error: levels.care.attendance: expected shares of sessions from 0 to 1, "
        "got "
        "0.5 to 1.5\n1 error\n");
  CHECK(report_after([](Scenario& s) {
          s.effects = {effect("e", {})};
          s.effects[0].name = word("e", 30);
          s.effects[0].attendance_ratio = {0.5, {}};
        }) ==
        "test.yaml:30:3: error: effects.e.attendance_ratio: changes nothing: no level meant has "
        "'attendance'\n1 error\n");
  CHECK(
      report_after([](Scenario& s) {
        s.effects = {changed_odds("dropout")};
        s.effects[0].when = {compare("attendance", Comparison::AtLeast, 0.75)};
        s.effects[0].when[0].subject.at = {"test.yaml", 33, 7};
      }) ==
      "test.yaml:33:7: warning: effects.e.when.attendance: attendance is 1 for everybody: no level "
      "has 'attendance'\n1 warning\n");
}

TEST_CASE("compile: who asks for relapses that nobody can have is warned") {
  CHECK(report_after([](Scenario& s) {
          s.effects = {changed_odds("dropout")};
          s.effects[0].when = {compare("relapses", Comparison::AtLeast, 1)};
          s.effects[0].when[0].subject.at = {"test.yaml", 33, 7};
        }) ==
        "test.yaml:33:7: warning: effects.e.when.relapses: relapses is 0 for everybody: no exit is "
        "called 'relapse' or 'relapsed'\n1 warning\n");
}

TEST_CASE("compile: oddities are warnings") {
  CHECK(
      report_after([](Scenario& s) {
        s.run.warm_up = {0, {"test.yaml", 3, 12}};
      }) ==
      "test.yaml:3:12: warning: run.warm_up: is 0 and the program starts empty, so that the first "
      "weeks look too quiet; choose a warm-up of several long stays\n1 warning\n");
  CHECK(report_after([](Scenario& s) { s.states[0].time = lasting(sim::Constant{150}); }) ==
        "test.yaml:8:3: warning: levels.care: half of the stays here last longer than 150 d, but "
        "only 100 d are observed; most stays will still be open at the horizon\n1 warning\n");
  CHECK(report_after([](Scenario& s) {
          s.attributes[0].values[1].at = {"test.yaml", 6, 7};
          s.attributes[0].shares = to({{"alcohol", 1}, {"opioid", 0}});
        }) ==
        "test.yaml:6:7: warning: attributes.profile: nobody has the value 'opioid': its share is 0 "
        "everywhere\n1 warning\n");
  CHECK(
      report_after([](Scenario& s) {
        s.states[0].exits[0].to = to({{"well", 1}, {"lost", 0}});
      }) ==
      "warning: levels.care.exits.planned.to.lost: share is 0, so that nobody goes to 'lost' this "
      "way; leave it out\n1 warning\n");
  CHECK(
      report_after([](Scenario& s) { s.states[0].places.count.value = 0; }) ==
      "test.yaml:9:20: warning: levels.care.places: 0 places at all times: nobody is ever admitted "
      "here\n1 warning\n");
  CHECK(report_after([](Scenario& s) {
          s.arrivals[0] = dated("referrals", {-1, 3, 200}, {{"care", 1}});
        }) ==
        "warning: arrivals.referrals.dates: 2 of the 3 dates of 'test.csv' lie outside the run and "
        "are left out\n1 warning\n");
  CHECK(report_after([](Scenario& s) {
          s.states[0].exits[0].time = lasting(sim::Constant{3});
          s.states[0].exits[1].time = lasting(sim::Constant{4});
        }) ==
        "test.yaml:8:3: warning: levels.care.treatment_time: never used: every exit has its own "
        "time; leave it out\n1 warning\n");
}

TEST_CASE("compile: an effect that misses one of its states is a warning") {
  CHECK(report_after([](Scenario& s) {
          s.states.insert(
              s.states.begin() + 1,
              open_level("after", sim::Constant{9}, {split_exit("planned", 1, {{"well", 1}})}));
          s.states[0].exits[0].to = to({{"after", 1}});
          s.effects = {changed_odds("dropout")};
          s.effects[0].states = {word("care", 34), word("after", 35)};
        }) ==
        "test.yaml:35:3: warning: effects.e.odds_ratio: changes nothing in 'after': no exit "
        "is meant; look at 'state' and 'reason'\n1 warning\n");
}

TEST_SUITE_END();

}  // namespace stepdown::models
