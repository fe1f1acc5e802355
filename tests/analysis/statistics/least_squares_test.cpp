#include "analysis/statistics/least_squares.hpp"

#include "analysis/statistics/smooth_curve.hpp"
#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

// A line by hand, and curves whose shape is known.
namespace stepdown::tests {
namespace {

using analysis::fit_of;
using analysis::least_squares;
using analysis::smooth_curve;

using Columns = std::vector<std::vector<double>>;

double largest_gap(const std::vector<double>& a, const std::vector<double>& b) {
  double gap = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    gap = std::max(gap, std::abs(a[i] - b[i]));
  return gap;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("least squares: a line through four points is that by hand") {
  // x: mean 1.5, squares 5; y: mean 2.5, products with x 7: slope 1.4, at 0: 0.4.
  const Columns columns{{1, 1, 1, 1}, {0, 1, 2, 3}};
  const std::vector<double> y{1, 1, 3, 5};
  const auto line = least_squares(columns, y);
  REQUIRE(line);
  CHECK((*line)[0] == doctest::Approx(0.4));
  CHECK((*line)[1] == doctest::Approx(1.4));
  const auto fit = fit_of(columns, y);
  REQUIRE(fit);
  CHECK(largest_gap(fit->fitted, {0.4, 1.8, 3.2, 4.6}) < 1e-12);
  CHECK(largest_gap(fit->leverages, {0.7, 0.3, 0.3, 0.7}) < 1e-12);  // 1 / 4 + (x - 1.5)^2 / 5
}

TEST_CASE("least squares: a point left out is what its leverage says") {
  const Columns columns{{1, 1, 1, 1}, {0, 1, 2, 3}};
  const std::vector<double> y{1, 1, 3, 5};
  const auto fit = fit_of(columns, y);
  REQUIRE(fit);
  const auto rest = least_squares(Columns{{1, 1, 1}, {0, 1, 2}}, std::vector<double>{1, 1, 3});
  REQUIRE(rest);
  const double predicted = (*rest)[0] + 3 * (*rest)[1];
  CHECK((5 - fit->fitted[3]) / (1 - fit->leverages[3]) == doctest::Approx(5 - predicted));
}

TEST_CASE("least squares: there is none where columns depend on each other") {
  const std::vector<double> y{1, 1, 3, 5};
  CHECK_FALSE(least_squares(Columns{{1, 1, 1, 1}, {2, 2, 2, 2}}, y));
  CHECK_FALSE(fit_of(Columns{{1, 0, 1, 0}, {0, 1, 0, 1}, {1, 1, 1, 1}}, y));
  CHECK_FALSE(least_squares(Columns{{1, 2}, {3, 1}, {1, 1}}, std::vector<double>{1, 2}));
  CHECK_THROWS_AS((void)least_squares(Columns{{1, 2, 3}}, y), sim::ContractViolation);
  CHECK_THROWS_AS((void)least_squares(Columns{}, y), sim::ContractViolation);
}

TEST_CASE("smooth curve: a straight line without noise is found whole") {
  Drawn luck(1);
  const auto x = drawn(50, [&] { return 1000 + std::exp(luck.normal()); });
  std::vector<double> y;
  for (const double one : x)
    y.push_back(3 - 2 * one);
  const auto curve = smooth_curve(x, y);
  CHECK(largest_gap(curve.fitted, y) < 1e-8);
}

TEST_CASE("smooth curve: few values have their means") {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> means;
  for (int i = 0; i < 60; ++i) {
    x.push_back(i % 3);
    means.push_back(i % 3 == 1 ? 10 : 0);
    y.push_back(means.back() + (i % 2 == 0 ? 1 : -1));
  }
  const auto curve = smooth_curve(x, y);
  CHECK(curve.terms == 3);
  CHECK(largest_gap(curve.fitted, means) < 1e-9);
}

TEST_CASE("smooth curve: beyond its knots a spline would go on straight") {
  // Of third degree between knots at 0, 1 / 2 and 1, without a second derivative at the ends.
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i <= 40; ++i) {
    x.push_back(i / 40.0);
    y.push_back(std::pow(x.back(), 3) - 2 * std::pow(std::max(0.0, x.back() - 0.5), 3));
  }
  CHECK(largest_gap(smooth_curve(x, y, 3).fitted, y) < 1e-9);
  CHECK(largest_gap(smooth_curve(x, y, 2).fitted, y) > 0.01);
}

TEST_CASE("smooth curve: noise alone seldom makes a curve") {
  int means = 0;
  constexpr int seeds = 100;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Drawn luck(seed);
    const auto x = drawn(100, [&] { return luck.uniform(); });
    const auto y = drawn(100, [&] { return luck.normal(); });
    if (smooth_curve(x, y).terms == 1) ++means;
  }
  CHECK(means >= 60);  // cross-validation keeps to the mean in most samples, not in all
}

TEST_CASE("smooth curve: a wave is followed through noise") {
  Drawn luck(3);
  const auto x = drawn(400, [&] { return luck.uniform(); });
  std::vector<double> wave;
  std::vector<double> y;
  for (const double one : x) {
    wave.push_back(std::sin(6 * one));
    y.push_back(wave.back() + 0.5 * luck.normal());
  }
  const auto curve = smooth_curve(x, y);
  CHECK(curve.terms >= 4);
  double squares = 0;
  for (std::size_t i = 0; i < wave.size(); ++i)
    squares += (curve.fitted[i] - wave[i]) * (curve.fitted[i] - wave[i]) / 400;
  CHECK(squares < 0.25 * 12 * 2 / 400);  // noise x terms / points, twice
  CHECK(largest_gap(smooth_curve(x, y, curve.knots).fitted, curve.fitted) == 0);
}

TEST_CASE("smooth curve: what does not vary has its mean") {
  const std::vector<double> x(30, 2.0);
  std::vector<double> y(30);
  std::iota(y.begin(), y.end(), 0.0);
  const auto curve = smooth_curve(x, y);
  CHECK(curve.terms == 1);
  CHECK(curve.fitted.front() == doctest::Approx(14.5));
  CHECK(smooth_curve(x, y, 5).fitted.front() == doctest::Approx(14.5));
  CHECK(smooth_curve(std::vector<double>{1}, std::vector<double>{7}).fitted ==
        std::vector<double>{7});
  CHECK_THROWS_AS((void)smooth_curve(x, std::vector<double>{1}), sim::ContractViolation);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
