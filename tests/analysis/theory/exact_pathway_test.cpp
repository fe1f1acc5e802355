#include "analysis/theory/exact_pathway.hpp"

#include "analysis/formulas/erlang.hpp"
#include "models/compile/compile.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/lognormal.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace stepdown;
using namespace stepdown::tests;
using analysis::BlockingNetwork;
using analysis::BlockingStation;
using analysis::ExactFigures;
using analysis::NoAnswer;

TEST_SUITE_BEGIN("unit");

namespace {

models::Model compiled(const models::Scenario& scenario) {
  return models::compile(scenario).model;
}

BlockingStation station(int places, double rate, std::vector<double> to) {
  BlockingStation one;
  one.places = places;
  one.rate = rate;
  one.to = std::move(to);
  return one;
}

ExactFigures figures_of(const std::variant<ExactFigures, NoAnswer>& answer) {
  if (const auto* none = std::get_if<NoAnswer>(&answer)) FAIL(none->reason);
  return std::get<ExactFigures>(answer);
}

std::string reason_of(const models::Scenario& scenario) {
  const auto answer = analysis::solve_pathway_exactly(compiled(scenario));
  if (const auto* none = std::get_if<NoAnswer>(&answer)) return none->reason;
  return "";
}

}  // namespace

TEST_CASE("exact pathway: a compiled tandem is the network built by hand") {
  const models::Model model = compiled(tandem_with_holding(
      poisson("referrals", 0.5, {{"first", 1}}), sim::Exponential{1}, sim::Exponential{0.8}));
  std::vector<BlockingStation> line{station(1, 1, {0, 1}), station(1, 1.25, {0, 0})};
  line[0].arrivals = 0.5;
  line[0].holds = true;
  const auto by_hand = figures_of(analysis::solve_exactly(BlockingNetwork(line, 160)));
  const auto check = [&](const ExactFigures& exact, double epsilon) {
    CHECK(exact.stations[0].list == doctest::Approx(by_hand.stations[0].list).epsilon(epsilon));
    CHECK(exact.stations[0].held == doctest::Approx(by_hand.stations[0].held).epsilon(epsilon));
    CHECK(exact.stations[1].admissions == doctest::Approx(0.5).epsilon(epsilon));
  };
  // People are capped so that 1e-7 of them are lost at most; the list misses those beyond the cap,
  // some ten times as much. A stricter cap is the network built by hand.
  check(figures_of(analysis::solve_pathway_exactly(model)), 1e-5);
  check(figures_of(analysis::solve_pathway_exactly(model, 100'000, 1e-12)), 1e-9);
}

TEST_CASE("exact pathway: race exits and patience and classes that behave alike are read") {
  models::Scenario scenario = impatient_level(3, 2, sim::Exponential{2}, sim::Exponential{5});
  scenario.states[0].exits.push_back(race_exit("death", sim::Exponential{8}, {{"lost", 1}}));
  scenario.attributes.push_back(attribute("profile", {{"one", 0.5}, {"two", 0.5}}));
  const auto exact = figures_of(analysis::solve_pathway_exactly(compiled(scenario)));
  const auto palm = analysis::solve({.lambda = 2, .mu = 0.5 + 0.125, .c = 3, .theta = 0.2});
  REQUIRE(palm);
  CHECK(exact.stations[0].census == doctest::Approx(palm->census).epsilon(1e-8));
  CHECK(exact.stations[0].gave_up == doctest::Approx(2 * palm->gave_up).epsilon(1e-8));
}

TEST_CASE("exact pathway: what a chain cannot express is named") {
  CHECK(reason_of(one_level(2, 1, sim::Lognormal{1, 1})) == "times in care are not exponential");
  CHECK(reason_of(impatient_level(2, 1, sim::Exponential{1}, sim::Constant{3})) ==
        "patience for care is not exponential");
  models::Scenario scenario = two_profiles(1, sim::Exponential{3});
  CHECK(reason_of(scenario).empty());  // they differ only in how they leave
  models::Effect slow = effect("opioid stays longer", {is("profile", "opioid")});
  slow.stay_ratio = models::Located<double>{1.5, {}};
  scenario.effects.push_back(slow);
  CHECK(reason_of(scenario) == "people of different kinds behave differently in care");
  scenario = one_level(2, 1, sim::Exponential{1});
  std::get<models::PoissonArrivals>(scenario.arrivals[0].process).growth_per_year = 0.1;
  CHECK(reason_of(scenario) == "arrivals of referrals are not Poisson with one rate");
  scenario = one_level(2, 3, sim::Exponential{1});
  CHECK(reason_of(scenario) == "the number of people has no end that the chain could be cut at");
}

TEST_SUITE_END();
