#include "analysis/theory/infinite_server.hpp"

#include "analysis/formulas/fourier.hpp"
#include "analysis/formulas/renewal_equations.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/care/referrals.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/erlang.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/weibull.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <vector>

using namespace stepdown;
using namespace stepdown::tests;
using analysis::Complex;

TEST_SUITE_BEGIN("unit");

namespace {

models::Model compiled(const models::Scenario& scenario) {
  return models::compile(scenario).model;
}

models::PoissonArrivals busy_calendar(double per_day) {
  models::PoissonArrivals process;
  process.per_day = per_day;
  process.weekday = {1.4, 1.2, 1, 1, 1.2, 0.7, 0.5};
  process.month = {1.1, 1, 1, 0.9, 0.9, 1, 1, 1, 1, 1.1, 1, 1};
  process.growth_per_year = 0.2;
  return process;
}

/// int lambda(u) P(T > t - u) du for one state, day by day with Simpson's rule.
double one_state_census(const models::PoissonArrivals& process,
                        const sim::Distribution& time,
                        double t) {
  const models::Calendar calendar;
  const models::DailyRate rate(process, calendar);
  double sum = 0;
  constexpr int steps = 64;
  for (long day = 0; static_cast<double>(day) < t; ++day) {
    double inside = 0;
    const double h = 1.0 / steps;
    for (int i = 0; i <= steps; ++i) {
      const double u = static_cast<double>(day) + i * h;
      const double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      inside += weight * sim::survival(time, t - u);
    }
    sum += rate(day) * inside * h / 3;
  }
  return sum;
}

}  // namespace

TEST_CASE("generating function: products are convolutions") {
  const std::vector<double> a{0.5, 0.25, 0, 0.125};
  const std::vector<double> b{1, 2, 3};
  const analysis::GeneratingFunction grid(6);
  auto product = grid.transform(a);
  const auto other = grid.transform(b);
  for (std::size_t k = 0; k < product.size(); ++k)
    product[k] *= other[k];
  const std::vector<double> expected{0.5, 1.25, 2, 0.875, 0.25, 0.375};
  const auto found = grid.invert(product);
  for (std::size_t m = 0; m < expected.size(); ++m) {
    CAPTURE(m);
    CHECK(found[m] == doctest::Approx(expected[m]).epsilon(1e-9));
  }
}

TEST_CASE("generating function: what goes beyond the end does not fold back") {
  // 1 / (1 - z): ones for ever
  const analysis::GeneratingFunction grid(1000);
  auto geometric = grid.transform({0, 1});
  for (Complex& z : geometric)
    z = 1.0 / (1.0 - z);
  const auto ones = grid.invert(geometric);
  for (std::size_t m = 0; m < ones.size(); m += 37)
    CHECK(ones[m] == doctest::Approx(1).epsilon(1e-8));
}

TEST_CASE("infinite server: one state under a busy calendar is the convolution integral") {
  const std::vector<sim::Distribution> times{
      sim::Lognormal{3, 0.8}, sim::Exponential{6}, sim::Erlang{3, 12}, sim::Weibull{0.6, 9}};
  for (const sim::Distribution& time : times) {
    CAPTURE(sim::describe(time));
    models::Scenario scenario = unlimited_level(1, time);
    scenario.arrivals[0].process = busy_calendar(3);
    const auto figures = analysis::infinite_server(compiled(scenario), {.days = 200});
    for (const std::size_t day : {1U, 5U, 33U, 140U, 200U}) {
      CAPTURE(day);
      CHECK(figures.states[0].midnight[day] ==
            doctest::Approx(one_state_census(busy_calendar(3), time, static_cast<double>(day)))
                .epsilon(1e-4));
    }
    CHECK(figures.discretization_error < 1e-6);
  }
}

TEST_CASE("infinite server: one percent more arrivals can be told from the integral") {
  // proof that the check above can fail
  models::Scenario scenario = unlimited_level(1, sim::Exponential{6});
  scenario.arrivals[0].process = busy_calendar(3.03);
  const auto figures = analysis::infinite_server(compiled(scenario), {.days = 40});
  CHECK(figures.states[0].midnight[33] !=
        doctest::Approx(one_state_census(busy_calendar(3), sim::Exponential{6}, 33)).epsilon(1e-4));
}

TEST_CASE("infinite server: a fixed stay is exact to the day") {
  // 2 a day, each stays 28 d: 2 t, then 56
  const auto figures =
      analysis::infinite_server(compiled(unlimited_level(2, sim::Constant{28})), {.days = 60});
  CHECK(figures.states[0].midnight[0] == doctest::Approx(0).epsilon(1e-9));
  CHECK(figures.states[0].midnight[10] == doctest::Approx(20).epsilon(1e-8));
  CHECK(figures.states[0].midnight[28] == doctest::Approx(56).epsilon(1e-8));
  CHECK(figures.states[0].midnight[60] == doctest::Approx(56).epsilon(1e-8));
  CHECK(figures.states[0].daily[10] == doctest::Approx(21).epsilon(1e-8));
  CHECK(figures.states[0].entries[59] == doctest::Approx(2).epsilon(1e-8));
  CHECK(figures.states[1].entries[27] == doctest::Approx(0).epsilon(1e-8));
  CHECK(figures.states[1].entries[28] == doctest::Approx(2).epsilon(1e-8));
}

TEST_CASE("infinite server: exponential network follows its differential equations") {
  // care -> home -> relapsed (5 d fixed) -> care: compare with small Euler steps of the
  // Markov renewal equation, 5 d kept as a delay
  const models::Model model = compiled(relapse_loop(1, 20, 100, 300));
  constexpr int per_day = 400;
  constexpr int days = 120;
  double care = 0;
  double home = 0;
  std::vector<double> relapses;
  for (int i = 0; i < days * per_day; ++i) {
    const double h = 1.0 / per_day;
    const double back = i >= 5 * per_day ? relapses[static_cast<std::size_t>(i - 5 * per_day)] : 0;
    // Heun's step
    const auto slope_care = [&](double c) { return 1 + back - c / 20; };
    const auto slope_home = [&](double c, double x) { return c / 20 - x / 75; };
    const double c1 = care + h * slope_care(care);
    const double x1 = home + h * slope_home(care, home);
    const double next_care = care + h / 2 * (slope_care(care) + slope_care(c1));
    const double next_home = home + h / 2 * (slope_home(care, home) + slope_home(c1, x1));
    relapses.push_back((home + next_home) / 2 / 100);
    care = next_care;
    home = next_home;
  }
  const auto figures = analysis::infinite_server(model, {.days = days});
  CHECK(figures.states[0].midnight[days] == doctest::Approx(care).epsilon(2e-5));
  CHECK(figures.states[1].midnight[days] == doctest::Approx(home).epsilon(2e-5));
  CHECK(figures.discretization_error < 0.002);
}

TEST_CASE("renewal equations: their answer solves them in every system and at every frequency") {
  constexpr std::size_t states = 9;
  constexpr std::size_t frequencies = 37;  // no multiple of what is done at once
  constexpr std::size_t systems = 2;
  using Sequence = std::vector<analysis::Complex>;
  unsigned word = 1;
  const auto number = [&word] {
    word = word * 1664525U + 1013904223U;
    return static_cast<double>(word >> 8U) / 0x1p24 - 0.5;
  };
  const auto sequence = [&](double largest) {
    Sequence values;
    for (std::size_t k = 0; k < frequencies; ++k)
      values.emplace_back(largest * number(), largest * number());
    return values;
  };
  std::vector<Sequence> shares;
  std::vector<analysis::RenewalMove> moves;
  shares.reserve(states * states);
  for (std::size_t from = 0; from < states; ++from) {
    for (std::size_t to = 0; to < states; ++to) {
      if (to != (from + 1) % states && number() > 0) continue;
      shares.push_back(sequence(1.3 / states));
      moves.push_back({from, to, &shares.back()});
    }
  }
  std::vector<Sequence> start;
  for (std::size_t i = 0; i < states * systems; ++i)
    start.push_back(sequence(1));
  std::vector<Sequence> entries = start;
  std::vector<Sequence*> all;
  for (Sequence& one : entries)
    all.push_back(&one);
  analysis::RenewalEquations(states, moves).solve(all);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (std::size_t k = 0; k < frequencies; ++k) {
      analysis::Complex expected = start[i][k];
      for (const analysis::RenewalMove& move : moves)
        if (move.to == i % states)
          expected += entries[i - i % states + move.from][k] * (*move.share)[k];
      CHECK(std::abs(entries[i][k] - expected) < 1e-14);
    }
  }
}

TEST_CASE("infinite server: a schedule of many moments in a cell is an even rate") {
  const models::Model model =
      models::compile(
          models::read_scenario_text(
              "schema: 1\nname: Dense\nstart: 2026-01-05\nrun: {warm_up: 0 d, horizon: 9 d}\n"
              "levels: {a: {places: unlimited, treatment_time: 2 d, to: out}}\noutcomes: [out]\n"
              "arrivals: {r: {scheduled: {every: 0.0001 d, first: 3 d}, to: a}}\n",
              "test.yaml"))
          .model;
  const auto path = analysis::infinite_server(model, {.days = 9}).states[0];
  for (std::size_t d = 0; d < 9; ++d) {
    const double there = d < 3 ? 0 : d == 3 ? 5000 : d == 4 ? 15'000 : 20'000;
    CHECK(path.daily[d] == doctest::Approx(there));
    CHECK(path.entries[d] == doctest::Approx(d < 3 ? 0.0 : 10'000.0));
  }
}

TEST_CASE("infinite server: after a long time the census is the offered load") {
  models::Scenario scenario = two_profiles(4, sim::Lognormal{2, 0.7});
  models::Transfer transfer;
  transfer.time = {sim::Gamma{2, 1.5}, {}};
  scenario.states[0].exits[0].transfer = transfer;
  const models::Model model = compiled(scenario);
  const auto traffic = std::get<analysis::TrafficFigures>(
      analysis::traffic(model, analysis::pathway_kernels(model)));
  const auto figures = analysis::infinite_server(model, {.days = 600});
  CHECK(figures.states[0].midnight[600] ==
        doctest::Approx(traffic.states[0].offered_load).epsilon(1e-6));
  CHECK(figures.states[0].daily[599] ==
        doctest::Approx(traffic.states[0].offered_load).epsilon(1e-6));
}

TEST_CASE("infinite server: scheduled people come when they are due") {
  models::Scenario scenario =
      scenario_of({open_level("care", sim::Constant{10}, {split_exit("planned", 1, {{"left", 1}})}),
                   outcome("left")},
                  {scheduled("course", 14, 3.5, {{"care", 1}})});
  const auto figures = analysis::infinite_server(compiled(scenario), {.days = 40});
  CHECK(figures.states[0].midnight[3] == doctest::Approx(0).epsilon(1e-8));
  CHECK(figures.states[0].midnight[5] == doctest::Approx(1).epsilon(1e-8));
  CHECK(figures.states[0].midnight[13] == doctest::Approx(1).epsilon(1e-8));
  CHECK(figures.states[0].midnight[15] == doctest::Approx(0).epsilon(1e-8));
  CHECK(figures.states[0].midnight[20] == doctest::Approx(1).epsilon(1e-8));
  REQUIRE(figures.footnotes.size() == 1);
}

TEST_SUITE_END();
