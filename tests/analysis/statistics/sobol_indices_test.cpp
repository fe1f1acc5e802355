#include "analysis/statistics/sobol_indices.hpp"

#include "analysis/statistics/main_effects.hpp"
#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"
#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <vector>

// The function of Ishigami and Homma, sin x + 7 sin^2 y + 0.1 z^4 sin x with all evenly from -pi to
// pi, whose indices are known, without noise and with two kinds of it.
namespace stepdown::tests {
namespace {

using analysis::Columns;
using analysis::PartsByPoint;
using analysis::SaltelliFigures;

struct Exact {
  std::array<double, 3> first{};
  std::array<double, 3> total{};
  double variance = 0;
};

/// Variances of x, of y, and of x with z.
Exact ishigami_indices() {
  constexpr double a = 7;
  constexpr double b = 0.1;
  const double pi4 = std::pow(std::numbers::pi, 4);
  const double of_x = std::pow(1 + b * pi4 / 5, 2) / 2;
  const double of_y = a * a / 8;
  const double of_both = b * b * pi4 * pi4 * (1.0 / 18 - 1.0 / 50);
  const double all = of_x + of_y + of_both;
  return {{of_x / all, of_y / all, 0}, {(of_x + of_both) / all, of_y / all, of_both / all}, all};
}

double ishigami(const std::array<double, 3>& unit) {
  const auto angle = [&](std::size_t i) { return std::numbers::pi * (2 * unit.at(i) - 1); };
  const double wave = std::sin(angle(1));
  return std::sin(angle(0)) * (1 + 0.1 * std::pow(angle(2), 4)) + 7 * wave * wave;
}

Columns sample_of(Drawn& luck, std::size_t rows) {
  Columns sample;
  for (int factor = 0; factor < 3; ++factor)
    sample.push_back(drawn(rows, [&] { return luck.uniform(); }));
  return sample;
}

/// What chance adds to a part of a point.
using Noise = std::function<double(std::size_t part, const std::array<double, 3>& unit)>;

struct Study {
  std::size_t rows = 0;
  std::size_t parts = 1;
  Noise noise = [](std::size_t, const std::array<double, 3>&) { return 0.0; };

  [[nodiscard]] PartsByPoint run(const Columns& design) const {
    PartsByPoint figures;
    for (std::size_t j = 0; j < design.front().size(); ++j) {
      const std::array<double, 3> unit{design[0][j], design[1][j], design[2][j]};
      std::vector<double>& of_point = figures.emplace_back();
      for (std::size_t part = 0; part < parts; ++part)
        of_point.push_back(500 + ishigami(unit) + noise(part, unit));
    }
    return figures;
  }
  [[nodiscard]] std::optional<analysis::SobolIndices> indices(std::uint64_t seed,
                                                              int samples) const {
    Drawn luck(seed);
    const Columns a = sample_of(luck, rows);
    const Columns b = sample_of(luck, rows);
    SaltelliFigures figures{run(a), run(b), {}};
    for (const Columns& design : analysis::saltelli_designs(a, b))
      figures.mixed.push_back(run(design));
    return analysis::sobol_indices(figures, {.seed = seed, .samples = samples});
  }
};

void check_against(const analysis::SobolIndices& found, const Exact& exact) {
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    const analysis::SobolIndex& of = found.factors[i];
    CHECK(std::abs(of.first.value - exact.first.at(i)) <= 4 * of.first.standard_error);
    CHECK(std::abs(of.total.value - exact.total.at(i)) <= 4 * of.total.standard_error);
    CHECK(of.first.interval.low <= of.first.value);
    CHECK(of.first.interval.high >= of.first.value);
  }
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("sobol indices: the exact ones of Ishigami's function are those of the books") {
  const Exact exact = ishigami_indices();
  CHECK(exact.first[0] == doctest::Approx(0.3139).epsilon(1e-3));
  CHECK(exact.first[1] == doctest::Approx(0.4424).epsilon(1e-3));
  CHECK(exact.total[0] == doctest::Approx(0.5576).epsilon(1e-3));
  CHECK(exact.total[2] == doctest::Approx(0.2437).epsilon(1e-3));
}

TEST_CASE("sobol indices: a mixed design has one factor of the other sample") {
  const Columns a{{1, 2}, {3, 4}};
  const Columns b{{5, 6}, {7, 8}};
  const auto designs = analysis::saltelli_designs(a, b);
  REQUIRE(designs.size() == 2);
  CHECK(designs[0] == Columns{{5, 6}, {3, 4}});
  CHECK(designs[1] == Columns{{1, 2}, {7, 8}});
  CHECK_THROWS_AS((void)analysis::saltelli_designs(a, Columns{{1, 2}}), sim::ContractViolation);
  CHECK_THROWS_AS((void)analysis::saltelli_designs(a, Columns{{1}, {2}}), sim::ContractViolation);
}

TEST_CASE("sobol indices: those of Ishigami's function are found") {
  const auto found = Study{.rows = 2000}.indices(1, 200);
  REQUIRE(found);
  check_against(*found, ishigami_indices());
  CHECK(found->factors[0].first.standard_error < 0.03);
  CHECK(found->factors[2].total.standard_error < 0.012);
  CHECK(found->variance == doctest::Approx(ishigami_indices().variance).epsilon(0.08));
  CHECK(found->noise == 0);
}

TEST_CASE("sobol indices: intervals cover in 92 to 98 of 100 seeds") {
  const Exact exact = ishigami_indices();
  int first = 0;
  int total = 0;
  constexpr int seeds = 500;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto found = Study{.rows = 128}.indices(seed, 150);
    REQUIRE(found);
    if (holds(found->factors[1].first.interval, exact.first[1])) ++first;
    if (holds(found->factors[1].total.interval, exact.total[1])) ++total;
  }
  CHECK(first >= 0.92 * seeds);
  CHECK(first <= 0.98 * seeds);
  CHECK(total >= 0.92 * seeds);
  CHECK(total <= 0.98 * seeds);
}

TEST_CASE("sobol indices: noise is taken out whether luck is shared or not") {
  // The variance without noise is 13.8. Own luck adds 16 to each part, 4 to each of their means.
  // Of shared luck w as (3 + 8 x) w only 8^2 / 12 / 4 parts is between points.
  Drawn luck(99);
  const auto own = [&](std::size_t, const std::array<double, 3>&) { return 4 * luck.normal(); };
  std::vector<double> shared(4);
  const auto common = [&](std::size_t part, const std::array<double, 3>& unit) {
    return shared[part] * (3 + 8 * unit[0]);
  };
  const Exact exact = ishigami_indices();
  for (const bool is_shared : {false, true}) {
    CAPTURE(is_shared);
    const Study study{.rows = 64, .parts = 4, .noise = is_shared ? Noise(common) : Noise(own)};
    std::array<SampleMoments, 3> first;
    std::array<SampleMoments, 3> total;
    SampleMoments variance;
    SampleMoments noise;
    SampleMoments with_noise;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      shared = drawn(4, [&] { return luck.normal(); });
      const auto found = study.indices(seed, 1);
      REQUIRE(found);
      // Their ratios are biased where there are few rows, what they are made of is not.
      for (std::size_t i = 0; i < 3; ++i) {
        first.at(i).add(found->factors[i].first.value * found->variance);
        total.at(i).add(found->factors[i].total.value * found->variance);
      }
      variance.add(found->variance);
      noise.add(found->noise);
      with_noise.add(found->factors[1].total.value * found->variance + found->noise);
    }
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(i);
      CHECK(check_mean(first.at(i), exact.first.at(i) * exact.variance));
      CHECK(check_mean(total.at(i), exact.total.at(i) * exact.variance));
    }
    CHECK(check_mean(variance, exact.variance));
    CHECK(check_mean(noise, is_shared ? 64.0 / 12 / 4 : 4));
    // Own noise that is left in is seen.
    if (!is_shared) CHECK_FALSE(check_mean(with_noise, exact.total[1] * exact.variance));
  }
}

TEST_CASE("sobol indices: there are none where only noise is seen") {
  const PartsByPoint same(10, std::vector{0.1 + 0.2});
  CHECK_FALSE(analysis::sobol_indices({same, same, {same}}));
  const PartsByPoint two(2, std::vector{1.0});
  CHECK_FALSE(analysis::sobol_indices({two, two, {two}}));
  const PartsByPoint odd{{1.0}, {2.0}, {3.0, 4.0}};
  CHECK_THROWS_AS((void)analysis::sobol_indices({odd, odd, {odd}}), sim::ContractViolation);
}

TEST_CASE("main effects: those of Ishigami's function are found in any sample") {
  const Exact exact = ishigami_indices();
  Drawn luck(5);
  const Columns sample = sample_of(luck, 1500);
  std::vector<double> figure;
  for (const auto& parts : Study{.rows = 1500}.run(sample))
    figure.push_back(parts.front());
  std::vector<double> noisy = figure;
  for (double& one : noisy)
    one += 2 * luck.normal();
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    const auto found = analysis::main_effect(sample[i], figure);
    REQUIRE(found);
    const double allowed = 4 * std::max(found->standard_error, 0.01);
    CHECK(std::abs(found->value - exact.first.at(i)) <= allowed);
    CHECK(found->interval.low >= 0);
    const auto less_noise = analysis::main_effect(sample[i], noisy, 4);
    REQUIRE(less_noise);
    CHECK(std::abs(less_noise->value - exact.first.at(i)) <=
          4 * std::max(less_noise->standard_error, 0.01));
  }
  // With the noise taken for the factors' doing, the index of the second is 0.34.
  const auto with_noise = analysis::main_effect(sample[1], noisy);
  REQUIRE(with_noise);
  CHECK(std::abs(with_noise->value - exact.first[1]) > 4 * with_noise->standard_error);
}

TEST_CASE("main effects: that of few points is the adjusted share of a line") {
  // 20 points have a line at most. x: squares 665; y = x + 3, -3, 3, ..., so that x y sums to
  // 665 - 30 and y y to 665 - 60 + 180.
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i < 20; ++i) {
    x.push_back(i);
    y.push_back(i + (i % 2 == 0 ? 3 : -3));
  }
  const double all = 665 - 60 + 180;
  const double left = all - 635.0 * 635 / 665;
  const auto found = analysis::main_effect(x, y);
  REQUIRE(found);
  CHECK(found->value == doctest::Approx(1 - left / 18 / (all / 19)));
  const auto less_noise = analysis::main_effect(x, y, 9);
  REQUIRE(less_noise);
  CHECK(less_noise->value == doctest::Approx((all / 19 - left / 18) / (all / 19 - 9)));
}

TEST_CASE("main effects: intervals of a line cover in 92 to 98 of 100 seeds") {
  // y = x + e with the same variance: half.
  int covered = 0;
  SampleMoments seen;
  constexpr int seeds = 200;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Drawn luck(seed);
    const auto x = drawn(100, [&] { return luck.normal(); });
    std::vector<double> y;
    for (const double one : x)
      y.push_back(one + luck.normal());
    const auto found = analysis::main_effect(x, y);
    REQUIRE(found);
    seen.add(found->value);
    if (holds(found->interval, 0.5)) ++covered;
  }
  CHECK(covered >= 0.92 * seeds - 4 * std::sqrt(0.05 * 0.95 * seeds) / 2);
  CHECK(covered <= 0.98 * seeds + 4 * std::sqrt(0.05 * 0.95 * seeds) / 2);
  CHECK(seen.mean() == doctest::Approx(0.5).epsilon(0.01));
}

TEST_CASE("main effects: there are none where only noise is seen") {
  Drawn luck(8);
  const auto x = drawn(100, [&] { return luck.normal(); });
  CHECK_FALSE(analysis::main_effect(x, std::vector<double>(100, 0.3)));
  CHECK_FALSE(analysis::main_effect(x, x, 5));
  CHECK(analysis::main_effect(x, x)->value == doctest::Approx(1));
  CHECK_FALSE(analysis::main_effect(std::vector<double>(19, 1), std::vector<double>(19, 1)));
  CHECK_THROWS_AS((void)analysis::main_effect(x, std::vector<double>{1}), sim::ContractViolation);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
