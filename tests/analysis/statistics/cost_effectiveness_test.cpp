#include "analysis/statistics/cost_effectiveness.hpp"

#include "analysis/statistics/paired_comparison.hpp"
#include "sim/random_stream.hpp"

#include <boost/math/distributions/normal.hpp>
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

// Fieller's interval against what defines it, curves against all samples there are and against the
// normal law, the frontier by hand.
namespace stepdown::tests {
namespace {

using analysis::Acceptability;
using analysis::CostAndHealth;
using analysis::CostHealthPoint;
using analysis::FrontierPlace;

/// Paired samples: the health of the second is `more` above, its costs 1000 above, with noise.
std::pair<CostAndHealth, CostAndHealth> pairs(std::size_t replications, double more) {
  CostAndHealth a;
  CostAndHealth b;
  for (std::size_t r = 0; r < replications; ++r) {
    const sim::Block luck = sim::keyed_block({7, 0, 1}, static_cast<std::uint32_t>(r), 0, 0);
    const auto normal = [&](std::size_t word) {
      return boost::math::quantile(boost::math::normal(), sim::open_unit(luck.at(word)));
    };
    a.cost.push_back(5000 + 300 * normal(0));
    a.health.push_back(3 + 0.1 * normal(1));
    b.cost.push_back(a.cost.back() + 1000 + 400 * normal(2));
    b.health.push_back(a.health.back() + more + 0.05 * normal(3) + 0.00005 * 400 * normal(2));
  }
  return {a, b};
}

std::vector<double> minus(const std::vector<double>& b, const std::vector<double>& a) {
  std::vector<double> difference;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference.push_back(b[i] - a[i]);
  return difference;
}

/// The net benefit of one replication at a willingness to pay.
double benefit(const CostAndHealth& of, std::size_t replication, double willingness) {
  return willingness * of.health[replication] - of.cost[replication];
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("cost-effectiveness: at the ends of Fieller's interval the net benefit is at the edge") {
  const auto [a, b] = pairs(30, 0.1);
  const std::vector<double> cost = minus(b.cost, a.cost);
  const std::vector<double> health = minus(b.health, a.health);
  const auto interval = analysis::fieller_interval(cost, health);
  REQUIRE(interval);
  // At a willingness to pay of just the ratio, what is left has an interval that ends at 0.
  const auto ends = [&](double ratio) {
    std::vector<double> left;
    for (std::size_t r = 0; r < cost.size(); ++r)
      left.push_back(cost[r] - ratio * health[r]);
    analysis::RunningMoments moments;
    for (const double x : left)
      moments.add(x);
    return *analysis::student_t_interval(moments);
  };
  CHECK(ends(interval->low).low == doctest::Approx(0).scale(100).epsilon(1e-9));
  CHECK(ends(interval->high).high == doctest::Approx(0).scale(100).epsilon(1e-9));
  CHECK(interval->low < interval->high);
}

TEST_CASE("cost-effectiveness: no ratio has an interval where health may not differ") {
  const auto [a, b] = pairs(30, 0.005);
  CHECK_FALSE(analysis::fieller_interval(minus(b.cost, a.cost), minus(b.health, a.health)));
  const std::vector<double> one{1};
  CHECK_FALSE(analysis::fieller_interval(one, one));
}

TEST_CASE("cost-effectiveness: the curve is the share of all samples that there are") {
  const std::vector<CostAndHealth> all{{{0, 0, 0}, {0, 0, 0}},
                                       {{900, 1000, 2000}, {0.05, 0.01, 0.01}},
                                       {{400, 100, 2510}, {0.01, 0.02, 0.03}}};
  const std::vector<double> willingness{0, 20000, 50000, 100000};
  const int samples = 20000;
  const auto curve = analysis::acceptability(all, willingness, {.seed = 3, .samples = samples});
  REQUIRE(curve.size() == willingness.size());
  for (const Acceptability& at : curve) {
    CAPTURE(at.willingness);
    std::array<double, 3> share{};
    for (std::size_t sample = 0; sample < 27; ++sample) {  // three of three, in order
      std::array<double, 3> sums{};
      for (std::size_t a = 0; a < 3; ++a)
        for (const std::size_t r : {sample % 3, sample / 3 % 3, sample / 9})
          sums.at(a) += benefit(all[a], r, at.willingness);
      std::size_t best = 0;
      for (std::size_t a = 1; a < 3; ++a)
        if (sums.at(a) > sums.at(best)) best = a;
      share.at(best) += 1.0 / 27;
    }
    for (std::size_t a = 0; a < 3; ++a) {
      const double error = std::sqrt(share.at(a) * (1 - share.at(a)) / samples);
      CHECK(std::abs(at.probability[a] - share.at(a)) <= 4 * error + 1e-12);
    }
  }
  CHECK(curve.front().best == 0);
  CHECK(curve.front().share == std::vector<double>{1, 0, 0});
  CHECK(curve[2].share[1] ==
        doctest::Approx(1.0 / 3));  // 1600, -500, -1500 against 100, 900, -1010
  CHECK(curve[2].share[2] == doctest::Approx(1.0 / 3));
}

TEST_CASE("cost-effectiveness: with many replications the curve of two is the normal law") {
  const auto [a, b] = pairs(400, 0.02);
  const std::vector<double> willingness{0, 30000, 45000, 50000, 55000, 80000, 200000};
  const int samples = 4000;
  const auto curve =
      analysis::acceptability(std::vector{a, b}, willingness, {.seed = 5, .samples = samples});
  int in_the_middle = 0;
  for (const Acceptability& at : curve) {
    CAPTURE(at.willingness);
    analysis::RunningMoments moments;
    for (std::size_t r = 0; r < a.cost.size(); ++r)
      moments.add(benefit(b, r, at.willingness) - benefit(a, r, at.willingness));
    const double z = moments.mean().value() / (moments.standard_deviation().value() / 20);
    const double expected = boost::math::cdf(boost::math::normal(), z);
    if (expected > 0.1 && expected < 0.9) ++in_the_middle;
    const double error = std::sqrt(expected * (1 - expected) / samples);
    CHECK(std::abs(at.probability[1] - expected) < 4 * error + 0.01);
    CHECK(at.probability[0] + at.probability[1] == doctest::Approx(1));
  }
  CHECK(in_the_middle >= 2);
}

TEST_CASE("cost-effectiveness: alternatives that are the same share the first place") {
  const auto [a, b] = pairs(10, 0.1);
  const auto curve = analysis::acceptability(std::vector{a, a}, std::vector{50000.0});
  CHECK(curve.front().probability == std::vector{0.5, 0.5});
  CHECK(curve.front().best == 0);
}

TEST_CASE("cost-effectiveness: the frontier leaves out who is dominated by one or by two") {
  using Kind = FrontierPlace::Kind;
  // By cost: 1000/1.0, 2000/1.1 (ratio 10000), 3000/1.4 (6667 from the first), 3500/1.3, 6000/1.6
  const std::vector<CostHealthPoint> all{
      {3000, 1.4}, {1000, 1.0}, {3500, 1.3}, {2000, 1.1}, {6000, 1.6}};
  const auto places = analysis::efficiency_frontier(all);
  CHECK(places[1].kind == Kind::OnFrontier);
  CHECK_FALSE(places[1].ratio);
  CHECK(places[3].kind == Kind::ExtendedlyDominated);
  CHECK(places[0].kind == Kind::OnFrontier);
  CHECK(places[0].next == std::size_t{1});
  CHECK(places[0].ratio.value() == doctest::Approx(5000));
  CHECK(places[2].kind == Kind::Dominated);
  CHECK(places[2].next == std::size_t{0});
  CHECK(places[4].ratio.value() == doctest::Approx(15000));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
