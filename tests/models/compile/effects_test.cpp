#include "models/compile/effects.hpp"

#include "models/compile/compile.hpp"
#include "sim/contract.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/uniform.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): pieces of scenarios

Model model_with(Scenario scenario, std::vector<Effect> effects, double strength = 1) {
  scenario.effects = std::move(effects);
  scenario.effects_strength.value = strength;
  return compile(scenario).model;
}

const Behavior& behavior_of(const Model& model,
                            std::size_t state,
                            std::size_t who,
                            std::uint32_t mask = 0) {
  return model.behaviors[model.behavior_number(
      StateId{static_cast<std::uint16_t>(state)}, ClassId{static_cast<std::uint32_t>(who)}, mask)];
}

std::vector<double> probabilities(const Model& model, const Behavior& behavior) {
  std::vector<double> found;
  for (std::uint32_t i = 0; i < behavior.splits.count; ++i) {
    found.push_back(model.split_exits[behavior.splits.first + i].probability);
  }
  return found;
}

/// The dropout effect of a fact: odds of dropout doubled.
Effect doubled_dropout(std::string name, std::vector<Condition> when) {
  Effect one = effect(std::move(name), std::move(when));
  one.reasons = {word("dropout")};
  one.odds_ratio = {2, {}};
  return one;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("effects: odds ratios renormalize all exits as a multinomial logit does") {
  // weights .6 x 1, .3 x 2, .1 x 4 = .6, .6, .4; sum 1.6
  const auto p = apply_odds_ratios({0.6, 0.3, 0.1}, {1, 2, 4});
  CHECK(p[0] == doctest::Approx(0.375));
  CHECK(p[1] == doctest::Approx(0.375));
  CHECK(p[2] == doctest::Approx(0.25));
  CHECK(std::accumulate(p.begin(), p.end(), 0.0) == doctest::Approx(1));
}

TEST_CASE("effects: with two exits the odds themselves are multiplied") {
  const auto p = apply_odds_ratios({0.8, 0.2}, {1, 3});
  CHECK(p[1] / p[0] == doctest::Approx(3 * 0.2 / 0.8));
}

TEST_CASE("effects: impossible exits stay impossible and equal ratios change nothing") {
  CHECK(apply_odds_ratios({1, 0}, {1, 9}) == std::vector<double>{1, 0});
  const auto p = apply_odds_ratios({0.7, 0.3}, {5, 5});
  CHECK(p[0] == doctest::Approx(0.7));
}

TEST_CASE("effects: odds arithmetic refuses what has no answer") {
  CHECK_THROWS_AS(static_cast<void>(apply_odds_ratios({1, 0}, {0, 1})), sim::ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(apply_odds_ratios({0, 0}, {1, 1})), sim::ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(apply_odds_ratios({1}, {1, 1})), sim::ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(shrink(2, 1.5)), sim::ContractViolation);
}

TEST_CASE("effects: shrinking works on the log scale") {
  CHECK(shrink(4, 0.5) == doctest::Approx(2));
  CHECK(shrink(0.25, 0.5) == doctest::Approx(0.5));
  CHECK(shrink(7, 0) == 1);
  CHECK(shrink(7, 1) == 7);
}

TEST_CASE("effects: an attribute condition changes the behaviors of its class only") {
  const Model model = model_with(two_profiles(1, sim::Exponential{10}),
                                 {doubled_dropout("opioid_dropout", {is("profile", "opioid")})});
  CHECK(model.state(StateId{0}).tests.empty());
  CHECK(probabilities(model, behavior_of(model, 0, 0)) == std::vector<double>{0.8, 0.2});
  // .6 : .4 x 2 = .6 : .8
  const auto p = probabilities(model, behavior_of(model, 0, 1));
  CHECK(p[0] == doctest::Approx(0.6 / 1.4));
  CHECK(p[1] == doctest::Approx(0.8 / 1.4));
}

TEST_CASE("effects: several effects multiply") {
  const Model model = model_with(two_profiles(1, sim::Exponential{10}),
                                 {doubled_dropout("opioid", {is("profile", "opioid")}),
                                  doubled_dropout("not_alcohol", {is_not("profile", "alcohol")})});
  // .6 : .4 x 4 = .6 : 1.6
  CHECK(probabilities(model, behavior_of(model, 0, 1))[1] == doctest::Approx(1.6 / 2.2));
  CHECK(probabilities(model, behavior_of(model, 0, 0))[1] == 0.2);
}

TEST_CASE("effects: a history condition gives each answer its own behavior") {
  const Model model = model_with(
      two_profiles(1, sim::Exponential{10}),
      {doubled_dropout("relapsed_twice", {compare("relapses", Comparison::AtLeast, 2)})});
  const StateModel& care = model.state(StateId{0});
  REQUIRE(care.tests.size() == 1);
  CHECK(care.tests[0] == HistoryTest{HistorySubject::Relapses, Comparison::AtLeast, 2, 0});
  CHECK(model.behaviors.size() == 2 * 2);  // two classes, two answers
  CHECK(probabilities(model, behavior_of(model, 0, 0, 0))[1] == 0.2);
  CHECK(probabilities(model, behavior_of(model, 0, 0, 1))[1] == doctest::Approx(0.4 / 1.2));
}

TEST_CASE("effects: all conditions must hold and opposite tests share one bit") {
  const Model model =
      model_with(two_profiles(1, sim::Exponential{10}),
                 {doubled_dropout("both",
                                  {is("profile", "opioid"),
                                   compare("days_in_care", Comparison::Below, 90),
                                   is("last_exit", "dropout")}),
                  doubled_dropout("long", {compare("days_in_care", Comparison::AtLeast, 90)})});
  const StateModel& care = model.state(StateId{0});
  REQUIRE(care.tests.size() == 2);
  CHECK(care.tests[0].subject == HistorySubject::DaysInCare);
  CHECK(care.tests[0].comparison == Comparison::AtLeast);
  CHECK(care.tests[1] ==
        HistoryTest{HistorySubject::LastExit, Comparison::Is, 0, 1});  // reason 1: dropout
  const double plain = 0.4;
  const double doubled = 0.8 / 1.4;
  // bit 0: 90 days in care or more; bit 1: last exit was a dropout
  CHECK(probabilities(model, behavior_of(model, 0, 1, 0b00))[1] == plain);
  CHECK(probabilities(model, behavior_of(model, 0, 1, 0b01))[1] == doctest::Approx(doubled));
  CHECK(probabilities(model, behavior_of(model, 0, 1, 0b10))[1] == doctest::Approx(doubled));
  CHECK(probabilities(model, behavior_of(model, 0, 1, 0b11))[1] == doctest::Approx(doubled));
  CHECK(probabilities(model, behavior_of(model, 0, 0, 0b10))[1] == 0.2);
}

TEST_CASE("effects: a state makes only the tests that matter to it") {
  Effect relapse = effect("long_care", {compare("days_in_care", Comparison::AtLeast, 90)});
  relapse.reasons = {word("relapse")};
  relapse.hazard_ratio = {0.5, {}};
  const Model model = model_with(relapse_loop(1, 10, 200, 400), {relapse});
  CHECK(model.states[0].tests.empty());
  CHECK(model.states[1].tests.size() == 1);
  CHECK(model.states[2].tests.empty());
}

TEST_CASE("effects: hazard and time ratios act on races and stay ratios on split exits") {
  Effect races = effect("races", {});
  races.reasons = {word("relapse")};
  races.hazard_ratio = {0.5, {}};
  races.time_ratio = {3, {}};
  Effect stays = effect("stays", {});
  stays.states = {word("care")};
  stays.stay_ratio = {1.25, {}};
  const Model model = model_with(relapse_loop(1, 10, 200, 400), {races, stays});
  const Behavior& home = behavior_of(model, 1, 0);
  REQUIRE(home.races.count == 2);
  const RaceExit& relapse = model.race_exits[home.races.first];
  const RaceExit& recovery = model.race_exits[home.races.first + 1];
  CHECK(relapse.hazard_ratio == 0.5);
  CHECK(relapse.time_factor == 3);
  CHECK(recovery.hazard_ratio == 1);
  CHECK(recovery.time_factor == 1);
  CHECK(model.split_exits[behavior_of(model, 0, 0).splits.first].time_factor == 1.25);
  CHECK(model.split_exits[behavior_of(model, 2, 0).splits.first].time_factor == 1);
}

TEST_CASE("effects: priorities become ranks without gaps with the largest first") {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  scenario.states[0].places.kind = Places::Kind::Beds;
  scenario.states[0].places.count = {5, {}};
  Effect opioid = effect("opioid_first", {is("profile", "opioid")});
  opioid.priority = {10, {}};
  Effect waited = effect("waited_before", {compare("days_waited", Comparison::AtLeast, 14)});
  waited.priority = {-3, {}};
  const Model model = model_with(scenario, {opioid, waited});
  // priorities by class and mask: alcohol 0, -3; opioid 10, 7
  const auto rank = [&](std::size_t behavior) {
    return model.request_behaviors[behavior].priority_rank;
  };
  CHECK(rank(0) == 2);
  CHECK(rank(1) == 3);
  CHECK(rank(2) == 0);
  CHECK(rank(3) == 1);
  CHECK(model.states[0].priority_ranks == 4);
}

TEST_CASE("effects: patience ratios stretch the patience of requests") {
  Effect patient = effect("patient", {});
  patient.patience_ratio = {2, {}};
  const Model model =
      model_with(impatient_level(2, 1, sim::Exponential{10}, sim::Exponential{7}), {patient});
  REQUIRE(model.request_behaviors.size() == 1);
  CHECK(model.request_behaviors[0].patience_factor == 2);
  CHECK(model.request_behaviors[0].patience[3].has_value());
  CHECK(model.targets[model.request_behaviors[0].gave_up_targets.first].state == StateId{2});
}

TEST_CASE("effects: attendance is drawn from the level and scaled by its ratios") {
  Scenario scenario = two_profiles(1, sim::Exponential{10});
  scenario.states[0].attendance = lasting(sim::Uniform{0.5, 1});
  Effect opioid = effect("opioid_attends_less", {is("profile", "opioid")});
  opioid.attendance_ratio = {0.8, {}};
  const Model model = model_with(scenario, {opioid});
  REQUIRE(behavior_of(model, 0, 0).attendance.has_value());
  CHECK(model.distributions[index_of(*behavior_of(model, 0, 0).attendance)] ==
        sim::Distribution{sim::Uniform{0.5, 1}});
  CHECK(behavior_of(model, 0, 0).attendance_factor == 1);
  CHECK(behavior_of(model, 0, 1).attendance_factor == 0.8);
}

TEST_CASE("effects: strength 0 and the off switch leave the world without effects") {
  const Scenario plain = two_profiles(1, sim::Exponential{10});
  Effect history = doubled_dropout("late", {compare("relapses", Comparison::AtLeast, 1)});
  SUBCASE("strength 0") {
    const Model model = model_with(plain, {history}, 0);
    CHECK(model.behaviors.size() == 2);
    CHECK(probabilities(model, behavior_of(model, 0, 0)) == std::vector<double>{0.8, 0.2});
  }
  SUBCASE("switched off") {
    history.is_on = false;
    CHECK(model_with(plain, {history}).behaviors.size() == 2);
  }
  SUBCASE("strength one half") {
    const Model model = model_with(plain, {doubled_dropout("all", {})}, 0.5);
    const double ratio = std::sqrt(2.0);
    CHECK(probabilities(model, behavior_of(model, 0, 0))[1] ==
          doctest::Approx(0.2 * ratio / (0.8 + 0.2 * ratio)));
  }
}

TEST_SUITE_END();

}  // namespace stepdown::models
