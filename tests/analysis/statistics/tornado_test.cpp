#include "analysis/statistics/tornado.hpp"

#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <functional>
#include <vector>

// A model whose swings and elasticities are known; noise that all points share is no noise of a
// swing.
namespace stepdown::tests {
namespace {

using analysis::FactorEnds;
using analysis::tornado;

using Point = std::array<double, 4>;

/// All ends of a model around a base, with the same luck at all points: `shared` of it adds to the
/// figure, the rest multiplies it.
struct World {
  std::function<double(const Point&)> model;
  Point base{10, 4, 2, 5};
  Point low{8, 3, 1, 4};
  Point high{12, 7, 3, 6};
  std::size_t parts = 40;

  [[nodiscard]] std::vector<double> figure(const Point& at) const {
    Drawn luck(11);
    return drawn(parts, [&] {
      const double common = 30 * luck.normal();
      return model(at) * (1 + 0.01 * luck.normal()) + common;
    });
  }
  [[nodiscard]] std::vector<FactorEnds> ends() const {
    std::vector<FactorEnds> all;
    for (std::size_t i = 0; i < base.size(); ++i) {
      Point below = base;
      Point above = base;
      below.at(i) = low.at(i);
      above.at(i) = high.at(i);
      all.push_back({low.at(i), base.at(i), high.at(i), figure(below), figure(above)});
    }
    return all;
  }
};

/// 100 + 2 a - 5 b + c, and no d.
double linear(const Point& at) {
  return 100 + 2 * at[0] - 5 * at[1] + at[2];
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("tornado: bars of a linear model are in the order of slope times range") {
  const World world{linear};
  const auto bars = tornado(world.figure(world.base), world.ends());
  REQUIRE(bars.size() == 4);
  const std::array<std::size_t, 4> order{1, 0, 2, 3};  // 5 x 4, 2 x 4, 1 x 2, 0
  const std::array<double, 4> swings{-20, 8, 2, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(bars[i].factor == order.at(i));
    CHECK(holds(bars[i].swing.interval, swings.at(i)));
    // Of the noise of 30 the difference has 1 % of 2 to 20.
    CHECK(bars[i].swing.interval.half_width() <= 0.01 * 20);
    CHECK(bars[i].span == doctest::Approx(std::abs(bars[i].swing.difference)));
  }
  CHECK(bars[0].from_low.difference == doctest::Approx(-5).epsilon(0.01));
  CHECK(bars[0].from_high.difference == doctest::Approx(-15).epsilon(0.01));
  CHECK(bars[3].swing.difference == 0);
  CHECK(bars[3].swing.interval == analysis::Interval{0, 0});
}

TEST_CASE("tornado: elasticities of a product of powers are its exponents") {
  World world{[](const Point& at) { return at[0] * at[0] / at[1] * std::sqrt(at[2]); }};
  for (std::size_t i = 0; i < 4; ++i) {  // near the base, not evenly around it
    world.low.at(i) = world.base.at(i) * 0.99;
    world.high.at(i) = world.base.at(i) * 1.02;
  }
  std::vector<double> base = world.figure(world.base);
  std::vector<FactorEnds> ends = world.ends();
  for (const auto& bar : tornado(base, ends)) {
    CAPTURE(bar.factor);
    const Point exponents{2, -1, 0.5, 0};
    REQUIRE(bar.elasticity);
    const double gap = std::abs(bar.elasticity->value - exponents.at(bar.factor));
    CHECK(gap <= 4 * bar.elasticity->standard_error + 1e-9);
    CHECK(bar.elasticity->standard_error < 0.4);
  }
  // Exactly so without noise, but for the third derivative.
  const auto exact = [&](const Point& at) { return std::vector<double>(3, world.model(at)); };
  for (std::size_t i = 0; i < 4; ++i) {
    Point at = world.base;
    at.at(i) = world.low.at(i);
    ends[i].low = exact(at);
    at.at(i) = world.high.at(i);
    ends[i].high = exact(at);
  }
  for (const auto& bar : tornado(exact(world.base), ends)) {
    const Point exponents{2, -1, 0.5, 0};
    REQUIRE(bar.elasticity);
    CHECK(bar.elasticity->value ==
          doctest::Approx(exponents.at(bar.factor)).epsilon(3e-4).scale(1));
  }
}

TEST_CASE("tornado: a bar with the base at its end spans both sides") {
  // A valley: as much at low as at high, 4 less at the base.
  const FactorEnds valley{1, 2, 3, {5, 5}, {5, 5}};
  const FactorEnds slope{2, 2, 4, {1, 1}, {4, 4}};
  const auto bars = tornado(std::vector<double>{1, 1}, std::vector{slope, valley});
  CHECK(bars[0].factor == 1);
  CHECK(bars[0].swing.difference == 0);
  CHECK(bars[0].span == 4);
  CHECK(bars[0].elasticity->value == doctest::Approx(0));
  CHECK(bars[1].elasticity->value == doctest::Approx(1.5 * 2));  // the line from 2 to 4
  const FactorEnds low{1, 2, 3, {9, 9}, {4, 4}};
  const FactorEnds high{1, 2, 3, {4, 4}, {9, 9}};
  for (const auto& bar : tornado(std::vector<double>{1, 1}, std::vector{low, high}))
    CHECK(bar.span == 8);
}

TEST_CASE("tornado: no elasticity where there is no ratio") {
  const std::vector<double> base{1, 1};
  const FactorEnds words{{}, {}, {}, {1, 1}, {2, 2}};
  const FactorEnds none{1, 0, 2, {1, 1}, {2, 2}};
  const FactorEnds same{3, 3, 3, {1, 1}, {1, 1}};
  for (const auto& bar : tornado(base, std::vector{words, none, same}))
    CHECK_FALSE(bar.elasticity);
  const FactorEnds fine{1, 2, 3, {1, -1}, {2, -2}};
  CHECK_FALSE(tornado(std::vector<double>{1, -1}, std::vector{fine}).front().elasticity);
}

TEST_CASE("tornado: equal bars keep the order of the factors") {
  const FactorEnds one{1, 2, 3, {1, 1}, {2, 2}};
  const auto bars = tornado(std::vector<double>{1, 1}, std::vector{one, one, one});
  CHECK(bars[0].factor == 0);
  CHECK(bars[1].factor == 1);
  CHECK(bars[2].factor == 2);
  CHECK(tornado(std::vector<double>{1}, std::vector{FactorEnds{1, 2, 3, {1}, {2}}}).empty());
  CHECK_THROWS_AS((void)tornado(std::vector<double>{1, 1, 1}, std::vector{one}),
                  sim::ContractViolation);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
