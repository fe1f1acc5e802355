#include "models/reading/read_scenario.hpp"

#include "models/compile/compile.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/distribution.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <variant>

namespace stepdown::models {
namespace {

/// The scenario with every key, as others read it.
const Scenario& every_key() {
  static const Scenario scenario = read_scenario("tests/models/data/every_key.yaml");
  return scenario;
}

const State& state(const std::string& name) {
  for (const State& state : every_key().states)
    if (state.name.value == name) return state;
  REQUIRE_MESSAGE(false, name);
  return every_key().states.front();
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("read scenario: the head and the run") {
  const Scenario& scenario = every_key();
  CHECK(scenario.name == "Every key");
  CHECK(iso_text(scenario.start.value) == "2026-01-05");
  CHECK(scenario.run.warm_up.value == 182);
  CHECK(scenario.run.horizon.value == 1095);
  CHECK(scenario.run.replications.value == 10);
  CHECK(scenario.run.seed.value == 18446744073709551615U);
  CHECK(scenario.settings.episode_gap == 14);
  REQUIRE(scenario.report_by.size() == 1);
  CHECK(scenario.report_by[0].value == "profile");
}

TEST_CASE("read scenario: what is left out has its default") {
  const Scenario scenario = read_scenario("tests/data/small_program.yaml");
  CHECK(scenario.run.replications.value == 100);
  CHECK(scenario.run.seed.value == 1);
  CHECK(scenario.settings.episode_gap == 30);
  CHECK(scenario.effects_strength.value == 1);
  CHECK(scenario.attributes.empty());
  const State& iop = scenario.states[1];
  CHECK(iop.hold.kind == Hold::Kind::None);
  CHECK(iop.waiting.order == Waiting{}.order);
  CHECK_FALSE(iop.waiting.limit.has_value());
  CHECK(iop.label == "iop");
}

TEST_CASE("read scenario: attributes keep their order and their cases") {
  const auto& attributes = every_key().attributes;
  REQUIRE(attributes.size() == 2);
  CHECK(attributes[0].values[1].value == "opioid");
  CHECK(attributes[1].shares.attribute->value == "profile");
  REQUIRE(attributes[1].shares.cases.size() == 2);
  CHECK(attributes[1].shares.cases[0].attribute_value.value == "alcohol");
  CHECK((*attributes[1].shares.cases[0].value.plain)[0].name.value == "yes");
  CHECK((*attributes[1].shares.cases[0].value.plain)[0].probability.value == 0.45);
}

TEST_CASE("read scenario: states stand in the order of the file by kind") {
  const auto& states = every_key().states;
  REQUIRE(states.size() == 10);
  CHECK(states[0].name.value == "detox");
  CHECK(states[5].kind == StateKind::Level);
  CHECK(states[6].name.value == "home");
  CHECK(states[6].kind == StateKind::Community);
  CHECK(states[9].name.value == "died");
  CHECK(states[9].kind == StateKind::Outcome);
  CHECK(states[8].label == "Recovered");
}

TEST_CASE("read scenario: places of each kind") {
  CHECK(state("detox").places.kind == Places::Kind::Beds);
  REQUIRE(state("detox").places.changes.size() == 2);
  CHECK(state("detox").places.changes[1].count.value == 11);
  CHECK(state("php").places.kind == Places::Kind::Pool);
  CHECK(state("iop").places.kind == Places::Kind::Groups);
  CHECK(state("iop").places.count.value == 10);
  CHECK(state("iop").places.each.value == 12);
  CHECK(state("op").places.kind == Places::Kind::Caseload);
  CHECK(state("op").places.each.value == 35);
  CHECK(state("club").places.kind == Places::Kind::Staff);
}

TEST_CASE("read scenario: tracks with their places and whom they are for") {
  const auto& tracks = state("evenings").tracks;
  REQUIRE(tracks.size() == 2);
  CHECK(tracks[0].name.value == "early");
  CHECK(tracks[0].label == "Until five");
  CHECK(tracks[0].places.count.value == 12);
  REQUIRE(tracks[0].only.size() == 2);
  CHECK(tracks[0].only[0].attribute.value == "profile");
  CHECK(tracks[0].only[0].values.size() == 1);
  CHECK(tracks[0].only[1].values[1].value == "no");
  CHECK(tracks[1].label == "late");
  CHECK(tracks[1].admission->cohort->every.value == 28);
}

TEST_CASE("read scenario: split and race exits with their times and transfers") {
  const auto& exits = state("detox").exits;
  REQUIRE(exits.size() == 3);
  CHECK(exits[0].probability->plain->value == 0.765);
  CHECK_FALSE(exits[0].time.has_value());
  CHECK(exits[0].to.cases[1].value.plain->front().name.value == "php");
  CHECK(exits[0].to.cases[1].value.plain->front().probability.value == 1);
  CHECK(exits[1].probability->cases[0].value.plain->value == 0.235);
  CHECK(exits[1].transfer->reserves_next);
  CHECK(sim::mean(exits[1].time->plain->value) == 2);
  CHECK_FALSE(exits[2].probability.has_value());
  CHECK(sim::mean(exits[2].after->plain->value) == 900);
  CHECK(sim::mean(exits[2].transfer->time.value) == 0.25);
  CHECK_FALSE(exits[2].transfer->reserves_next);
}

TEST_CASE("read scenario: the short form is one exit with probability 1") {
  const auto& exits = state("php").exits;
  REQUIRE(exits.size() == 1);
  CHECK(exits[0].reason.value == "planned");
  CHECK(exits[0].probability->plain->value == 1);
  CHECK(exits[0].to.plain->front().name.value == "iop");
  CHECK(sim::mean(state("php").time->plain->value) == 21);
  CHECK(state("relapsed").exits[0].reason.value == "ended");
}

TEST_CASE("read scenario: waiting and holding") {
  const Waiting& waiting = state("detox").waiting;
  CHECK(waiting.order[0] == WaitingClass::Return);
  CHECK(waiting.limit->value == 20);
  CHECK(waiting.turned_away_to->plain->size() == 2);
  CHECK(waiting.patience[static_cast<std::size_t>(WaitingClass::New)].has_value());
  CHECK(waiting.patience[static_cast<std::size_t>(WaitingClass::Return)].has_value());
  CHECK_FALSE(waiting.patience[static_cast<std::size_t>(WaitingClass::StepDown)].has_value());
  CHECK_FALSE(waiting.patience[static_cast<std::size_t>(WaitingClass::Escalation)].has_value());
  CHECK(state("php").waiting.divert_to->value == "iop");
  for (const auto& patience : state("iop").waiting.patience)
    CHECK(sim::mean(patience->cases[0].value.plain->value) == 9);
  CHECK(state("detox").hold.kind == Hold::Kind::UntilPlaced);
  CHECK(state("php").hold.kind == Hold::Kind::Limited);
  CHECK(state("php").hold.days == 7);
  CHECK(state("iop").hold.kind == Hold::Kind::None);
}

TEST_CASE("read scenario: sources of referrals of each kind") {
  const auto& arrivals = every_key().arrivals;
  REQUIRE(arrivals.size() == 4);
  const auto& poisson = std::get<PoissonArrivals>(arrivals[0].process);
  CHECK(poisson.per_day == 6);
  CHECK(poisson.weekday.size() == 7);
  CHECK(poisson.weekday[6] == 0.56);
  CHECK(poisson.month[4] == 1.1);
  CHECK(poisson.days_of_month[0].last == 7);
  CHECK(poisson.days_of_month[1].first == 15);
  CHECK(poisson.hours[0].last == 7);
  CHECK(poisson.hours[1].first == 12);
  CHECK(poisson.hours[1].last == 12);
  CHECK(poisson.steps[0].per_day == doctest::Approx(48.0 / 7));
  CHECK(poisson.growth_per_year == 0.02);
  CHECK((*arrivals[0].mix[0].shares.plain)[0].probability.value == 0.9);
  const auto& scheduled = std::get<ScheduledArrivals>(arrivals[1].process);
  CHECK(scheduled.every == 7);
  CHECK(scheduled.first == 3);
  CHECK(arrivals[1].batch[1].first.value == 2);
  const auto& dated = std::get<DatedArrivals>(arrivals[2].process);
  REQUIRE(dated.days.size() == 2);  // sorted, the one before the start left out
  CHECK(dated.days[0] == 0);
  CHECK(dated.days[1] == doctest::Approx(55 + 13.75 / 24));
  const auto& counted = std::get<DatedArrivals>(arrivals[3].process);
  CHECK(counted.days == std::vector<double>{1, 1, 39});
}

TEST_CASE("read scenario: effects with their conditions") {
  constexpr std::ptrdiff_t of_medications = 2;  // they come first
  REQUIRE(every_key().effects.size() == 7);
  const auto effects = every_key().effects.begin() + of_medications;
  CHECK(every_key().effects_strength.value == 0.5);
  CHECK(effects[0].odds_ratio->value == 1.15);
  CHECK(effects[0].reasons[0].value == "dropout");
  CHECK(effects[0].states.empty());
  CHECK_FALSE(effects[1].is_on);
  CHECK(effects[1].when[0].comparison == Comparison::IsNot);
  CHECK(effects[1].when[0].text.value == "alcohol");
  CHECK(effects[1].when[1].comparison == Comparison::AtLeast);
  CHECK(effects[1].when[1].number == 2);
  CHECK(effects[2].when[0].number == 90);
  CHECK(effects[3].when[0].comparison == Comparison::Above);
  CHECK(effects[3].when[1].comparison == Comparison::Is);
  CHECK(effects[3].when[1].number == 2);
  CHECK(effects[3].when[2].comparison == Comparison::AtMost);
  CHECK(effects[3].priority->value == -10);
  CHECK(effects[4].when[0].comparison == Comparison::Below);
  CHECK(effects[4].when[0].number == 0.75);
  CHECK(effects[4].attendance_ratio->value == 0.9);
}

TEST_CASE("read scenario: attendance is a share or a beta distribution of shares") {
  CHECK_FALSE(state("php").attendance.has_value());
  CHECK(state("op").attendance->plain->value == sim::Distribution{sim::Constant{0.75}});
  const auto& cases = state("iop").attendance->cases;
  REQUIRE(cases.size() == 2);
  const sim::Distribution& alcohol = cases[0].value.plain->value;
  CHECK(sim::mean(alcohol) == doctest::Approx(0.8));
  CHECK(sim::coefficient_of_variation(alcohol) == doctest::Approx(0.15 / 0.8));
  CHECK(sim::lowest(alcohol) == 0);
  CHECK(sim::highest(alcohol) == 1);
  CHECK(cases[1].value.plain->value == sim::Distribution{sim::Constant{0.7}});
}

TEST_CASE("read scenario: each family has the mean that its parameters say") {
  const auto& exits = state("club").exits;
  const auto after = [&exits](const std::string& reason) {
    for (const Exit& exit : exits)
      if (exit.reason.value == reason) return exit.after->plain->value;
    return sim::Distribution{};
  };
  for (const char* reason : {"a", "b", "c", "d", "h", "p", "r", "s"}) {
    CAPTURE(reason);
    CHECK(sim::mean(after(reason)) == doctest::Approx(14).epsilon(1e-6));
  }
  CHECK(sim::mean(after("e")) == doctest::Approx(29));
  CHECK(sim::coefficient_of_variation(after("f")) == doctest::Approx(0.7));
  CHECK(sim::quantile(after("g"), 0.9) == doctest::Approx(60));
  CHECK(sim::quantile(after("j"), 0.5) == doctest::Approx(5));
  CHECK(sim::quantile(after("k"), 0.9) == doctest::Approx(20));
  CHECK(sim::survival(after("k1"), sim::infinity) == doctest::Approx(std::exp(-2.0)));
  CHECK(sim::quantile(after("k2"), 0.5) == doctest::Approx(28));
  CHECK(sim::quantile(after("k3"), 0.9) == doctest::Approx(60));
  // 20 (4 / 3.672)^1.6 by the median of a gamma variable of shape 4; 20 x 4^1.6 Gamma(2.4) /
  // Gamma(4).
  CHECK(sim::describe(after("k4")) == "generalized gamma (median 22.93 d, mean 38.05 d, q -0.5)");
  CHECK(sim::quantile(after("k5"), 0.5) == doctest::Approx(20));
  CHECK(sim::mean(after("k6")) == doctest::Approx(10 * std::tgamma(2 + 2.0 / 3)));
  CHECK(after("k7") == after("k8"));
  CHECK(sim::variance(after("k7")) == doctest::Approx(49));
  CHECK(sim::quantile(after("l"), 0.5) == doctest::Approx(411));
  CHECK(sim::quantile(after("m"), 0.22) == doctest::Approx(20));
  CHECK(sim::mean(after("n")) == doctest::Approx(4));
  CHECK(sim::mean(after("o")) == doctest::Approx(21.0 / 6));
  CHECK(sim::mean(after("q")) == doctest::Approx(3.5 + 0.5 * 7));
  CHECK(sim::mean(after("t")) == doctest::Approx(28.9));
  CHECK(sim::mean(after("u")) == doctest::Approx(11));
  CHECK(sim::survival(after("v"), 28) == doctest::Approx(std::exp(-28 * 10.0 / 365'000)));
  CHECK(sim::mean(after("w")) == doctest::Approx(350));
  CHECK(sim::mean(after("x")) == doctest::Approx(13.0 / 3));
  CHECK(sim::mean(after("y")) == doctest::Approx((3.5 + 2 * 10.5) / 3));
  CHECK(sim::mean(after("z")) == doctest::Approx((3 + 1.5 + 12.5) / 3));
  CHECK(sim::highest(state("detox").time->plain->value) == 14);
}

TEST_CASE("read scenario: warnings come with a scenario that can be used") {
  const std::vector<Diagnostic>& found = every_key().found;
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::Warning);
  CHECK(found[0].message == "1 of 3 dates are before the start (2026-01-05) and left out");
}

TEST_CASE("read scenario: many problems are shown up to a hundred") {
  std::string text = "schema: 1\n";
  for (int i = 0; i < 1000; ++i)
    text += "key_" + std::to_string(i) + ": 1\n";
  std::string what;
  try {
    (void)compile(read_scenario_text(text, "many.yaml"));
  } catch (const ScenarioError& error) {
    what = error.what();
    CHECK(error.diagnostics().size() == 101);
  }
  CHECK(what.find("905 more problems from here on are not shown") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
