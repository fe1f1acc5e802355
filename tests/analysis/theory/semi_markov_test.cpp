#include "analysis/theory/semi_markov.hpp"

#include "analysis/formulas/fundamental_matrix.hpp"
#include "analysis/theory/absorbing_chain.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/compile/compile.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/log_logistic.hpp"
#include "sim/distributions/lognormal.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <variant>
#include <vector>

using namespace stepdown;
using namespace stepdown::tests;
using analysis::AbsorptionFigures;
using analysis::NoAnswer;
using analysis::TrafficFigures;

TEST_SUITE_BEGIN("unit");

namespace {

models::Model compiled(const models::Scenario& scenario) {
  return models::compile(scenario).model;
}

std::size_t state_of(const models::Model& model, const std::string& name) {
  for (std::size_t s = 0; s < model.states.size(); ++s)
    if (model.states[s].name == name) return s;
  FAIL("no such state");
  return 0;
}

const analysis::StayKernel& kernel_of(const analysis::PathwayKernels& kernels, std::size_t state) {
  return kernels.classes[0]->states[state];
}

///  referrals --> [care] -- planned .7, 20 d fixed --> [after] --> (left)
///                       -- dropout .3, exp 5 d -----> (left)
///                       ~~ death, exp 100 d ~~~~~~~~> (died)
models::Scenario split_and_race() {
  models::Exit planned = split_exit("planned", 0.7, {{"after", 1}});
  planned.time = lasting(sim::Constant{20});
  models::Exit dropout = split_exit("dropout", 0.3, {{"left", 1}});
  dropout.time = lasting(sim::Exponential{5});
  return scenario_of(
      {open_level("care",
                  sim::Constant{1},
                  {planned, dropout, race_exit("death", sim::Exponential{100}, {{"died", 1}})}),
       open_level("after", sim::Constant{10}, {split_exit("planned", 1, {{"left", 1}})}),
       outcome("left"),
       outcome("died")},
      {poisson("referrals", 2, {{"care", 1}})});
}

}  // namespace

TEST_CASE("semi-markov kernel: a split exit is drawn first and then raced") {
  const models::Model model = compiled(split_and_race());
  const auto kernels = analysis::pathway_kernels(model);
  const auto& care = kernel_of(kernels, state_of(model, "care"));
  const double planned = 0.7 * std::exp(-0.2);
  const double dropout = 0.3 * 0.2 / 0.21;
  CHECK(care.exits[0].probability == doctest::Approx(planned).epsilon(1e-10));
  CHECK(care.exits[1].probability == doctest::Approx(dropout).epsilon(1e-10));
  CHECK(care.exits[2].probability == doctest::Approx(1 - planned - dropout).epsilon(1e-10));
  // min(20, exp 100) and min(exp 5, exp 100)
  const double mean = 0.7 * 100 * (1 - std::exp(-0.2)) + 0.3 / 0.21;
  CHECK(care.mean == doctest::Approx(mean).epsilon(1e-10));
  CHECK(care.next[state_of(model, "after")].time == doctest::Approx(20 * planned).epsilon(1e-10));
  CHECK(care.next[state_of(model, "died")].probability ==
        doctest::Approx(1 - planned - dropout).epsilon(1e-10));
  CHECK(care.never_ends == 0);
  CHECK(kernels.footnotes.empty());
}

TEST_CASE("semi-markov kernel: a transfer lengthens only the stays that end by its exit") {
  models::Scenario scenario = split_and_race();
  models::Transfer transfer;
  transfer.time = {sim::Exponential{3}, {}};
  scenario.states[0].exits[0].transfer = transfer;
  const models::Model without = compiled(split_and_race());
  const models::Model with = compiled(scenario);
  const auto before = analysis::pathway_kernels(without);
  const auto after = analysis::pathway_kernels(with);
  const double planned = 0.7 * std::exp(-0.2);
  CHECK(kernel_of(after, 0).mean ==
        doctest::Approx(kernel_of(before, 0).mean + 3 * planned).epsilon(1e-10));
  // E[(20 + U)^2] = 400 + 2 x 20 x 3 + 18
  CHECK(kernel_of(after, 0).exits[0].time_square ==
        doctest::Approx(planned * (400 + 120 + 18)).epsilon(1e-10));
  CHECK(kernel_of(after, 0).exits[1] == kernel_of(before, 0).exits[1]);
}

TEST_CASE("semi-markov kernel: attributes change it and unused classes have none") {
  models::Scenario scenario = two_profiles(1, sim::Lognormal{3, 0.5});
  models::Effect slow = effect("opioid stays longer", {is("profile", "opioid")});
  slow.stay_ratio = models::Located<double>{1.5, {}};
  scenario.effects.push_back(slow);
  const models::Model model = compiled(scenario);
  const auto kernels = analysis::pathway_kernels(model);
  const double mean = std::exp(3 + 0.125);
  CHECK(kernels.classes[0]->states[0].mean == doctest::Approx(mean).epsilon(1e-9));
  CHECK(kernels.classes[1]->states[0].mean == doctest::Approx(1.5 * mean).epsilon(1e-9));
  CHECK(kernels.classes[0]->states[0].exits[0].probability == doctest::Approx(0.8));
  CHECK(kernels.classes[1]->states[0].exits[0].probability == doctest::Approx(0.6));
  scenario.attributes[0].shares = to({{"alcohol", 1}, {"opioid", 0}});
  CHECK_FALSE(analysis::pathway_kernels(compiled(scenario)).classes[1]);
}

TEST_CASE("semi-markov kernel: effects of history leave a footnote") {
  models::Scenario scenario = relapse_loop(1, 20, 100, 300);
  models::Effect later =
      effect("relapse again", {compare("relapses", models::Comparison::AtLeast, 1)});
  later.reasons.push_back(word("relapse"));
  later.hazard_ratio = models::Located<double>{2, {}};
  scenario.effects.push_back(later);
  const auto kernels = analysis::pathway_kernels(compiled(scenario));
  REQUIRE(kernels.footnotes.size() == 1);
  CHECK(kernels.footnotes[0] == "effects that depend on history are left out (home)");
}

TEST_CASE("fundamental matrix: the drunkard's walk has its textbook visits") {
  // Kemeny and Snell: corners 0 and 4 absorb, from 1, 2, 3 one step left or right with 1/2
  analysis::SquareTable q{3, {0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0}};
  const auto n = analysis::fundamental_matrix(q);
  REQUIRE(n);
  const std::vector<double> mean{1.5, 1, 0.5, 1, 2, 1, 0.5, 1, 1.5};
  for (std::size_t i = 0; i < 9; ++i) {
    CAPTURE(i);
    CHECK(n->values[i] == doctest::Approx(mean[i]));
  }
}

TEST_CASE("fundamental matrix: there is none for states that are never left") {
  CHECK_FALSE(analysis::fundamental_matrix({2, {0, 1, 1, 0}}));
  CHECK_FALSE(analysis::fundamental_matrix({1, {1}}));
}

TEST_CASE("absorbing chain: a loop of relapses is a geometric number of stays") {
  // home: relapse 1/100, recovery 1/300 -> relapse with 3/4; care 20 d, relapsed 5 d
  const models::Model model = compiled(relapse_loop(1, 20, 100, 300));
  const auto kernels = analysis::pathway_kernels(model);
  const auto start = analysis::first_states(model, model.sources[0], models::ClassId{0});
  const auto answer = analysis::absorption(model, kernels.pathway, *kernels.classes[0], start);
  REQUIRE(std::holds_alternative<AbsorptionFigures>(answer));
  const auto& figures = std::get<AbsorptionFigures>(answer);
  const std::size_t care = state_of(model, "care");
  const std::size_t home = state_of(model, "home");
  const std::size_t relapsed = state_of(model, "relapsed");
  CHECK(figures.visits[care] == doctest::Approx(4));
  CHECK(figures.visits_variance[care] == doctest::Approx(0.75 / (0.25 * 0.25)));
  CHECK(figures.visits[relapsed] == doctest::Approx(3));
  CHECK(figures.days[home] == doctest::Approx(4 * 75));
  CHECK(figures.absorbed[state_of(model, "recovered")] == doctest::Approx(1));
  // K geometric with mean 4 and variance 12: K (care + home) + (K - 1) 5
  const double mean = 4 * (20 + 75) + 3 * 5;
  const double variance = 4 * (400 + 75 * 75) + 12 * (20 + 75 + 5) * (20 + 75 + 5);
  CHECK(figures.mean_days.value() == doctest::Approx(mean).epsilon(1e-9));
  CHECK(figures.variance_days().value() == doctest::Approx(variance).epsilon(1e-8));
}

TEST_CASE("absorbing chain: the time of a stay may tell where it leads") {
  // planned after 20 d to 10 d more, else gone: the variance needs E[T; next]
  const models::Model model = compiled(split_and_race());
  const auto kernels = analysis::pathway_kernels(model);
  const auto start = analysis::first_states(model, model.sources[0], models::ClassId{0});
  const auto figures = std::get<AbsorptionFigures>(
      analysis::absorption(model, kernels.pathway, *kernels.classes[0], start));
  const double planned = 0.7 * std::exp(-0.2);
  const auto& care = kernel_of(kernels, 0);
  // those planned: exactly 30 d in all
  const double square = planned * 900 + (care.mean_square - planned * 400);
  CHECK(figures.mean_square_days.value() == doctest::Approx(square).epsilon(1e-9));
  CHECK(figures.absorbed[state_of(model, "died")] ==
        doctest::Approx(care.exits[2].probability).epsilon(1e-12));
}

TEST_CASE("absorbing chain: states without a mean and pathways without an outcome are told apart") {
  models::Scenario scenario = relapse_loop(1, 20, 100, 300);
  scenario.states[1].exits[1].after = lasting(sim::LogLogistic{0.5, 300});
  scenario.states[1].exits[0].after = lasting(sim::LogLogistic{0.4, 300});
  const models::Model model = compiled(scenario);
  const auto kernels = analysis::pathway_kernels(model);
  const auto start = analysis::first_states(model, model.sources[0], models::ClassId{0});
  const auto figures = std::get<AbsorptionFigures>(
      analysis::absorption(model, kernels.pathway, *kernels.classes[0], start));
  CHECK_FALSE(figures.mean_days);
  CHECK(figures.days[state_of(model, "home")] == sim::infinity);
  CHECK(std::isfinite(figures.days[state_of(model, "care")]));

  models::Model trap = model;
  for (models::RaceExit& race : trap.race_exits)
    for (std::uint32_t i = 0; i < race.targets.count; ++i)
      trap.targets[race.targets.first + i].state =
          static_cast<models::StateId>(state_of(model, "relapsed"));
  const auto trapped = analysis::pathway_kernels(trap);
  const auto none = analysis::absorption(trap, trapped.pathway, *trapped.classes[0], start);
  REQUIRE(std::holds_alternative<NoAnswer>(none));
  CHECK(std::get<NoAnswer>(none).reason == "nobody leaves care, home, relapsed for an outcome");
}

TEST_CASE("traffic: Jackson's loop multiplies the demand") {
  // from lower a share 0.4 goes back: 2 a day become 2 / 0.6
  models::Scenario scenario = loop(12, 2, 0.4, sim::Exponential{3});
  const models::Model model = compiled(scenario);
  const auto answer = analysis::traffic(model, analysis::pathway_kernels(model));
  REQUIRE(std::holds_alternative<TrafficFigures>(answer));
  const auto& traffic = std::get<TrafficFigures>(answer);
  const auto& upper = traffic.states[0];
  CHECK(upper.rate == doctest::Approx(2 / 0.6));
  CHECK(upper.offered_load == doctest::Approx(10));
  CHECK(upper.load_per_place.value() == doctest::Approx(10.0 / 12));
  CHECK_FALSE(upper.is_overloaded());
  CHECK(traffic.states[1].exits[0] == doctest::Approx(2 / 0.6 * 0.4));
  CHECK(traffic.states[1].flow_to[0] == doctest::Approx(2 / 0.6 * 0.4));
  CHECK(traffic.states[state_of(model, "left")].rate == doctest::Approx(2));
  constexpr auto escalation = static_cast<std::size_t>(models::WaitingClass::Escalation);
  constexpr auto is_new = static_cast<std::size_t>(models::WaitingClass::New);
  CHECK(upper.waiting_class_rates[escalation] == doctest::Approx(2 / 0.6 * 0.4));
  CHECK(upper.waiting_class_rates[is_new] == doctest::Approx(2));
  CHECK(upper.stay_cv() == doctest::Approx(1).epsilon(1e-8));
  scenario.states[1].places.count.value = 10;
  const models::Model tight = compiled(scenario);
  const auto other =
      std::get<TrafficFigures>(analysis::traffic(tight, analysis::pathway_kernels(tight)));
  CHECK(other.states[1].is_overloaded());
}

TEST_CASE("traffic: classes add up") {
  const models::Model model = compiled(two_profiles(5, sim::Gamma{2, 4}));
  const auto figures =
      std::get<TrafficFigures>(analysis::traffic(model, analysis::pathway_kernels(model)));
  CHECK(figures.states[0].by_class[0] == doctest::Approx(1.5));
  CHECK(figures.states[0].by_class[1] == doctest::Approx(3.5));
  CHECK(figures.states[0].offered_load == doctest::Approx(40));
  CHECK(figures.states[0].mean_stay == doctest::Approx(8));
  CHECK(figures.states[0].stay_cv() == doctest::Approx(std::sqrt(0.5)).epsilon(1e-8));
  CHECK(figures.states[state_of(model, "well")].rate == doctest::Approx(1.5 * 0.8 + 3.5 * 0.6));
}

TEST_CASE("arrival rate: weekly weights and batches and schedules are averaged") {
  const models::Calendar calendar;  // Thursday 2026-01-01
  models::SourceModel source;
  models::PoissonArrivals poisson_process;
  poisson_process.per_day = 3;
  poisson_process.weekday = {2, 1, 1, 1, 1, 0.5, 0.5};
  source.process = poisson_process;
  CHECK(analysis::mean_arrival_rate(source, calendar, 0, 70) == doctest::Approx(3));
  // one Monday, 5 January: weight 2 of an average of 1
  CHECK(analysis::mean_arrival_rate(source, calendar, 4, 5) == doctest::Approx(6));
  source.batch = {{1, 0.5}, {4, 0.5}};
  CHECK(analysis::mean_arrival_rate(source, calendar, 0, 70) == doctest::Approx(7.5));
  source.process = models::ScheduledArrivals{14, 0};
  CHECK(analysis::mean_arrival_rate(source, calendar, 0, 140) == doctest::Approx(2.5 / 14));
  source.process = models::DatedArrivals{{}, {1, 2, 30}};
  CHECK(analysis::mean_arrival_rate(source, calendar, 0, 10) == doctest::Approx(2 * 2.5 / 10));
}

TEST_SUITE_END();
