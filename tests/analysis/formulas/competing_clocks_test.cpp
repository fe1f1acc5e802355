#include "analysis/formulas/competing_clocks.hpp"

#include "sim/distributions/beta_pert.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/distribution.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/empirical_bins.hpp"
#include "sim/distributions/erlang.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/geometric.hpp"
#include "sim/distributions/log_logistic.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/normal_cut_at_zero.hpp"
#include "sim/distributions/piecewise_hazard.hpp"
#include "sim/distributions/scaled.hpp"
#include "sim/distributions/triangular.hpp"
#include "sim/distributions/truncated.hpp"
#include "sim/distributions/uniform.hpp"
#include "sim/distributions/weibull.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

using namespace stepdown;
using analysis::Clock;
using analysis::race;
using analysis::race_on_grid;

TEST_SUITE_BEGIN("unit");

namespace {

double total_probability(const analysis::RaceFigures& figures) {
  return std::accumulate(figures.wins.begin(),
                         figures.wins.end(),
                         figures.never,
                         [](double sum, const analysis::Win& w) { return sum + w.probability; });
}

/// E[T^n; clock 0 wins] over clock 1, by Simpson's rule on its density: only for smooth densities
/// that are finite at 0.
double by_density(const Clock& winner, const Clock& other, int power, double end) {
  constexpr int steps = 400'000;
  const double h = end / steps;
  double sum = 0;
  for (int i = 1; i <= steps; ++i) {
    const double t = i * h;
    const double weight = i == steps ? 1 : i % 2 == 1 ? 4 : 2;
    sum += weight * std::pow(t, power) * sim::pdf(*winner.time, t / winner.time_factor) /
           winner.time_factor * other.survival(t);
  }
  return sum * h / 3;
}

}  // namespace

TEST_CASE("race: exponential clocks win in proportion to their rates") {
  const sim::Distribution slow = sim::Exponential{10};
  const sim::Distribution fast = sim::Exponential{4};
  const auto figures = race(std::vector<Clock>{{&slow, 1, 1}, {&fast, 1, 1}, {&fast, 2, 3}});
  // rates 0.1, 0.25 and 3 / 8: total 0.725
  CHECK(figures.wins[0].probability == doctest::Approx(0.1 / 0.725).epsilon(1e-11));
  CHECK(figures.wins[1].probability == doctest::Approx(0.25 / 0.725).epsilon(1e-11));
  CHECK(figures.wins[2].probability == doctest::Approx(0.375 / 0.725).epsilon(1e-11));
  // the winner does not depend on the time
  CHECK(figures.wins[1].time == doctest::Approx(0.25 / 0.725 / 0.725).epsilon(1e-10));
  CHECK(figures.wins[1].time_square ==
        doctest::Approx(0.25 / 0.725 * 2 / (0.725 * 0.725)).epsilon(1e-10));
  CHECK(figures.never == 0);
}

TEST_CASE("race: one clock alone has its own mean and variance") {
  const std::vector<sim::Distribution> all{
      sim::Exponential{3},
      sim::Gamma{0.4, 7},
      sim::Lognormal{3.2, 1.1},
      sim::Weibull{0.55, 7.43},
      sim::LogLogistic{3, 20},
      sim::Uniform{2, 9},
      sim::Triangular{1, 4, 12},
      sim::BetaPert{1, 4, 12, 4},
      sim::NormalCutAtZero{5, 3},
      sim::Erlang{4, 12},
      sim::Constant{28},
      sim::Geometric{14, 0.04},
      sim::Empirical{{1, 2.5, 8}, {0.2, 0.5, 0.3}},
      sim::EmpiricalBins{{0, 2, 5, 9}, {0.2, 0.5, 0.3}},
      sim::PiecewiseHazard{{7, 30}, {0.1, 0.02, 0.05}},
      sim::Mixture{{0.3, 0.7}, {sim::Constant{10}, sim::Exponential{5}}},
      sim::Truncated{sim::Distribution{sim::Lognormal{3.2, 0.6}}, 0, 90},
      sim::Scaled{sim::Distribution{sim::Geometric{1, 0.3}}, 2.5}};
  for (const sim::Distribution& d : all) {
    CAPTURE(sim::describe(d));
    const auto figures = race(std::vector<Clock>{{&d, 1.5, 1}});
    const double mean = 1.5 * sim::mean(d);
    const double square = 2.25 * (sim::variance(d) + sim::mean(d) * sim::mean(d));
    CHECK(figures.wins[0].probability == doctest::Approx(1).epsilon(1e-10));
    CHECK(figures.wins[0].time == doctest::Approx(mean).epsilon(1e-8));
    CHECK(figures.wins[0].time_square == doctest::Approx(square).epsilon(1e-7));
  }
}

TEST_CASE("race: a lognormal time against a Weibull hazard agrees with brute force") {
  const sim::Distribution treatment = sim::Lognormal{std::log(24.0), 0.6};
  const sim::Distribution dropout = sim::Weibull{1.3, 60};
  const Clock a{&treatment, 1.2, 1};
  const Clock b{&dropout, 1, 1};
  const auto figures = race(std::vector<Clock>{a, b});
  CHECK(figures.wins[0].probability == doctest::Approx(by_density(a, b, 0, 900)).epsilon(1e-8));
  CHECK(figures.wins[0].time == doctest::Approx(by_density(a, b, 1, 900)).epsilon(1e-8));
  CHECK(figures.wins[1].time_square == doctest::Approx(by_density(b, a, 2, 900)).epsilon(1e-8));
  CHECK(total_probability(figures) == doctest::Approx(1).epsilon(1e-12));
  // proof that the comparison can fail: one percent more of the factor
  const auto other = race(std::vector<Clock>{{&treatment, 1.212, 1}, b});
  CHECK(other.wins[0].probability != doctest::Approx(by_density(a, b, 0, 900)).epsilon(1e-8));
}

TEST_CASE("race: a fixed length cuts an exponential clock") {
  const sim::Distribution fixed = sim::Constant{28};
  const sim::Distribution dropout = sim::Exponential{50};
  const auto figures = race(std::vector<Clock>{{&fixed, 1, 1}, {&dropout, 1, 1}});
  const double stays = std::exp(-28.0 / 50);
  CHECK(figures.wins[0].probability == doctest::Approx(stays).epsilon(1e-10));
  CHECK(figures.wins[0].time == doctest::Approx(28 * stays).epsilon(1e-10));
  CHECK(figures.wins[0].time + figures.wins[1].time ==
        doctest::Approx(50 * (1 - stays)).epsilon(1e-10));
}

TEST_CASE("race: of clocks that ring at the same instant the one listed first wins") {
  const sim::Distribution fixed = sim::Constant{28};
  const sim::Distribution review = sim::Geometric{14, 0.04};
  // a review on day 14 ends the stay; the one on day 28 comes together with the end
  const auto fixed_first = race(std::vector<Clock>{{&fixed, 1, 1}, {&review, 1, 1}});
  CHECK(fixed_first.wins[1].probability == doctest::Approx(0.04).epsilon(1e-10));
  const auto review_first = race(std::vector<Clock>{{&review, 1, 1}, {&fixed, 1, 1}});
  CHECK(review_first.wins[0].probability == doctest::Approx(0.04 + 0.96 * 0.04).epsilon(1e-10));
  CHECK(total_probability(review_first) == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("race: two reviews on one grid share the days") {
  // every 7 d with 0.1 and every 14 d with 0.2; the first is listed first
  const sim::Distribution weekly = sim::Geometric{7, 0.1};
  const sim::Distribution fortnightly = sim::Geometric{14, 0.2};
  const auto figures = race(std::vector<Clock>{{&weekly, 1, 1}, {&fortnightly, 1, 1}});
  // a fortnight passes without an end with 0.9 x 0.9 x 0.8 = 0.648
  const double second = 0.81 * 0.2 / (1 - 0.648);
  CHECK(figures.wins[1].probability == doctest::Approx(second).epsilon(1e-10));
  CHECK(figures.wins[0].probability == doctest::Approx(1 - second).epsilon(1e-10));
}

// Of the mixture, cut at 30, what is above 1 is a difference of numbers near .05, and comes in
// steps of 1e-17. Their noise, were it taken for shape, would be followed down to the smallest
// cells.
TEST_CASE("race: survival that comes in steps of rounding has no shape to follow") {
  const sim::Distribution late = sim::Truncated{sim::Weibull{0.9, 0.5}, 7, sim::infinity};
  const sim::Distribution mixed =
      sim::Mixture{{0.85, 0.1, 0.05}, {sim::Constant{1}, late, sim::Constant{60}}};
  const sim::Distribution cut = sim::Truncated{mixed, 0, 30};
  const sim::Distribution often = sim::Exponential{1.5};
  const auto figures = race(std::vector{Clock{&cut}, Clock{&often}});
  CHECK(total_probability(figures) == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("race: an end after next to no time wins at once") {
  const sim::Distribution now = sim::Constant{5e-324};
  const sim::Distribution later = sim::Exponential{10};
  const std::vector<Clock> clocks{{&later, 1, 1}, {&now, 1, 1}};
  const auto figures = race(clocks);
  CHECK(figures.wins[1].probability == doctest::Approx(1));
  CHECK(figures.wins[1].time < 1e-280);
}

// A thousand million reviews are expected: one by one they would take hours and gigabytes.
TEST_CASE("race: reviews that nearly never end a stay are passed through in bulk") {
  constexpr double seldom = 1e-9;
  const sim::Distribution review = sim::Geometric{7, seldom};
  const std::vector<Clock> alone{{&review, 1, 1}};
  const auto figures = race(alone);
  CHECK(figures.wins[0].probability == doctest::Approx(1).epsilon(1e-6));
  CHECK(figures.wins[0].time == doctest::Approx(7 / seldom).epsilon(1e-6));
  CHECK(figures.wins[0].time_square == doctest::Approx(2 * 7 / seldom * 7 / seldom).epsilon(1e-6));
  // as if it were exponential, against one that is
  const sim::Distribution other = sim::Exponential{7e9};
  const std::vector<Clock> both{{&other, 1, 1}, {&review, 1, 1}};
  CHECK(race(both).wins[1].probability == doctest::Approx(0.5).epsilon(1e-6));
}

TEST_CASE("race: an immediate end wins everything") {
  const sim::Distribution now = sim::Constant{0};
  const sim::Distribution later = sim::Exponential{5};
  const auto figures = race(std::vector<Clock>{{&later, 1, 1}, {&now, 1, 1}});
  CHECK(figures.wins[1].probability == doctest::Approx(1));
  CHECK(figures.wins[1].time == 0);
}

TEST_CASE("race: a heavy tail has no mean alone and one in company") {
  const sim::Distribution relapse = sim::LogLogistic{0.42, 410};
  const sim::Distribution death = sim::Exponential{20'000};
  const auto alone = race(std::vector<Clock>{{&relapse, 1, 1}});
  CHECK(alone.wins[0].probability == doctest::Approx(1).epsilon(1e-10));
  CHECK(alone.wins[0].time == sim::infinity);
  const auto together = race(std::vector<Clock>{{&relapse, 1, 1}, {&death, 1, 1}});
  CHECK(std::isfinite(together.wins[0].time_square));
  CHECK(total_probability(together) == doctest::Approx(1).epsilon(1e-11));
  // E[min] = int S(t) exp(-t / 20000) dt, here by Simpson in u = t^(1/4)
  double mean = 0;
  constexpr int steps = 200'000;
  const double h = std::pow(2e6, 0.25) / steps;
  for (int i = 0; i <= steps; ++i) {
    const double u = i * h;
    const double t = u * u * u * u;
    const double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
    mean += weight * sim::survival(relapse, t) * std::exp(-t / 20'000) * 4 * u * u * u;
  }
  mean *= h / 3;
  CHECK(together.wins[0].time + together.wins[1].time == doctest::Approx(mean).epsilon(1e-7));
}

TEST_CASE("race: a finite mean may come without a variance") {
  const sim::Distribution d = sim::LogLogistic{1.6, 10};
  const auto figures = race(std::vector<Clock>{{&d, 1, 1}});
  CHECK(figures.wins[0].time == doctest::Approx(sim::mean(d)).epsilon(1e-6));
  CHECK(figures.wins[0].time_square == sim::infinity);
}

TEST_CASE("race: what may never happen is counted") {
  const sim::Distribution dying_hazard = sim::PiecewiseHazard{{10}, {0.05, 0}};
  const auto figures = race(std::vector<Clock>{{&dying_hazard, 1, 2}});
  CHECK(figures.never == doctest::Approx(std::exp(-1.0)));
  CHECK(figures.wins[0].probability == doctest::Approx(1 - std::exp(-1.0)).epsilon(1e-10));
  CHECK(figures.wins[0].time == sim::infinity);
}

TEST_CASE("race on a grid: cells add up to the whole race") {
  const sim::Distribution treatment = sim::Lognormal{1.4, 0.9};
  const sim::Distribution review = sim::Geometric{7, 0.1};
  const std::vector<Clock> clocks{{&treatment, 1, 1}, {&review, 1, 1}};
  const auto grid = race_on_grid(clocks, 0.25, 4000);
  const auto whole = race(clocks);
  for (std::size_t k = 0; k < clocks.size(); ++k) {
    CAPTURE(k);
    const double mass = std::accumulate(grid.mass[k].begin(), grid.mass[k].end(), 0.0);
    const double time = std::accumulate(grid.time[k].begin(), grid.time[k].end(), 0.0);
    CHECK(mass == doctest::Approx(whole.wins[k].probability).epsilon(1e-9));
    CHECK(time == doctest::Approx(whole.wins[k].time).epsilon(1e-8));
  }
  // a review on day 7 belongs to the cell that ends there
  CHECK(grid.mass[1][27] > 0.01);
  CHECK(grid.mass[1][28] == doctest::Approx(0).epsilon(1e-12));
  CHECK(grid.survival[40] == doctest::Approx(sim::survival(treatment, 10) * 0.9).epsilon(1e-9));
}

TEST_CASE("race on a grid: nothing is left to do where nobody is left") {
  // 22 years of a stay of 3 days: survival functions come down to the smallest numbers there are
  const sim::Distribution stay = sim::Exponential{3};
  const std::vector<Clock> clocks{{&stay, 1, 1}};
  const auto grid = race_on_grid(clocks, 0.5, 16'000);
  CHECK(std::accumulate(grid.mass[0].begin(), grid.mass[0].end(), 0.0) == doctest::Approx(1));
  CHECK(grid.mass[0][15'999] == 0);
  CHECK(grid.survival[16'000] == 0);
}

TEST_SUITE_END();
