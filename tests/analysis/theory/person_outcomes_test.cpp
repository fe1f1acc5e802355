#include "analysis/theory/person_outcomes.hpp"

#include "models/compile/compile.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

using namespace stepdown;
using namespace stepdown::tests;

TEST_SUITE_BEGIN("unit");

namespace {

analysis::PersonFigures figures_of(const models::Scenario& scenario) {
  const models::Model model = models::compile(scenario).model;
  const auto classes = analysis::person_outcomes(model, analysis::pathway_kernels(model), 4);
  return analysis::mixed(classes, std::vector<bool>(classes.size(), true));
}

}  // namespace

TEST_CASE("person outcomes: a fixed stay is what it is") {
  const auto figures = figures_of(unlimited_level(2, sim::Constant{100}));
  CHECK(figures.weight == doctest::Approx(2));
  CHECK(figures.completion == doctest::Approx(1));
  CHECK(figures.days_in_care == doctest::Approx(100).epsilon(1e-8));
  CHECK(figures.stays == doctest::Approx(1).epsilon(1e-8));
  CHECK(figures.retention[1] == doctest::Approx(1).epsilon(1e-8));  // 90 d
  CHECK(figures.retention[2] == doctest::Approx(0).epsilon(1e-8));  // 180 d
  CHECK(figures.status[2][1] == doctest::Approx(1).epsilon(1e-8));
  CHECK(figures_of(unlimited_level(2, sim::Constant{700})).days_in_care ==
        doctest::Approx(365).epsilon(1e-8));
}

TEST_CASE("person outcomes: what ends on the day itself has ended") {
  const auto figures = figures_of(unlimited_level(2, sim::Constant{90}));
  CHECK(figures.retention[0] == doctest::Approx(1).epsilon(1e-8));
  CHECK(figures.retention[1] == doctest::Approx(0).epsilon(1e-8));
  CHECK(figures.status[1][1] == doctest::Approx(1).epsilon(1e-8));
}

TEST_CASE("person outcomes: on every day a person is somewhere") {
  for (const auto& day : figures_of(relapse_loop(1, 20, 100, 300)).status)
    CHECK(std::accumulate(day.begin(), day.end(), 0.0) == doctest::Approx(1).epsilon(1e-6));
}

TEST_CASE("person outcomes: an exponential stay decays") {
  const auto figures = figures_of(unlimited_level(1, sim::Exponential{60}));
  CHECK(figures.retention[0] == doctest::Approx(std::exp(-0.5)).epsilon(1e-5));
  CHECK(figures.retention[3] == doctest::Approx(std::exp(-365.0 / 60)).epsilon(1e-4));
  CHECK(figures.days_in_care == doctest::Approx(60 * (1 - std::exp(-365.0 / 60))).epsilon(1e-5));
}

TEST_CASE("person outcomes: an episode that is taken up again has not ended") {
  //  care -- planned .6 --> home ~~ exp 100 ~~> relapsed (5 d) --> care
  //       -- dropout .2 --> (lost)  ~~ exp 300 ~~> (recovered)
  //       -- other .2 ----> relapsed
  models::Scenario scenario = relapse_loop(1, 20, 100, 300);
  scenario.states[0].exits = {split_exit("planned", 0.6, {{"home", 1}}),
                              split_exit("dropout", 0.2, {{"lost", 1}}),
                              split_exit("administrative", 0.2, {{"relapsed", 1}})};
  scenario.states.push_back(outcome("lost"));
  const auto figures = figures_of(scenario);
  // back within 30 d from home: relapse within 25 d, before recovery
  const double r = 0.75 * (1 - std::exp(-25.0 / 75));
  // u = 0.6 (1 - r + r u) + 0.2 u
  CHECK(figures.completion == doctest::Approx(0.6 * (1 - r) / (0.8 - 0.6 * r)).epsilon(2e-4));
  scenario.settings.episode_gap = 4;  // too short to come back
  CHECK(figures_of(scenario).completion == doctest::Approx(0.6).epsilon(1e-6));
}

TEST_CASE("person outcomes: people begin in the first level they come to") {
  models::Scenario scenario = relapse_loop(3, 20, 100, 300);
  scenario.arrivals[0].to = to({{"home", 1}});
  const auto figures = figures_of(scenario);
  CHECK(figures.weight == doctest::Approx(3 * 0.75));  // a quarter recovers at home
  CHECK(figures.stays > 1);
  // a renewal every 20 + 75 + 5 d with chance 0.75 to go on: less than 365 / 100 + 1 stays
  CHECK(figures.stays < 4.65);
}

TEST_CASE("person outcomes: classes are weighted by their people") {
  const models::Model model = models::compile(two_profiles(5, sim::Constant{10})).model;
  const auto classes = analysis::person_outcomes(model, analysis::pathway_kernels(model));
  CHECK(analysis::mixed(classes, {true, false}).completion == doctest::Approx(0.8));
  CHECK(analysis::mixed(classes, {true, true}).completion ==
        doctest::Approx(0.3 * 0.8 + 0.7 * 0.6));
}

// Half of the stays end as planned, and count unless the person is back within the gap, with chance
// R: u = (1 - R) / 2 + R u / 2. A relapse comes first of three in four, after times with mean 5250
// days, and takes five days more.
TEST_CASE("person outcomes: a gap of decades is followed in longer steps") {
  for (const double gap : {400.0, 3000.0, 8000.0, 30'000.0}) {
    CAPTURE(gap);
    models::Scenario scenario = relapse_loop(1, 20, 7000, 21'000);
    scenario.states[0].exits = {split_exit("planned", 0.5, {{"home", 1}}),
                                split_exit("dropout", 0.5, {{"recovered", 1}})};
    scenario.settings.episode_gap = gap;
    const double back = 0.75 * (1 - std::exp(-(gap - 5) / 5250));
    CHECK(figures_of(scenario).completion ==
          doctest::Approx((1 - back) / 2 / (1 - back / 2)).epsilon(1e-6));
  }
}

TEST_SUITE_END();
