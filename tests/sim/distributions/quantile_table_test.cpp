#include "sim/distributions/quantile_table.hpp"

#include "sim/contract.hpp"
#include "sim/random_stream.hpp"
#include "tests/sim/distributions/all_distributions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

TEST_SUITE_BEGIN("unit");

using doctest::Approx;
using stepdown::sim::BetaPert;
using stepdown::sim::cdf;
using stepdown::sim::ContractViolation;
using stepdown::sim::Coxian;
using stepdown::sim::cumulative_hazard;
using stepdown::sim::describe;
using stepdown::sim::Distribution;
using stepdown::sim::Empirical;
using stepdown::sim::EmpiricalBins;
using stepdown::sim::Exponential;
using stepdown::sim::Gamma;
using stepdown::sim::Geometric;
using stepdown::sim::highest;
using stepdown::sim::infinity;
using stepdown::sim::is_lattice;
using stepdown::sim::KeyedEngine;
using stepdown::sim::Lognormal;
using stepdown::sim::lowest;
using stepdown::sim::mean;
using stepdown::sim::pdf;
using stepdown::sim::PiecewiseHazard;
using stepdown::sim::quantile;
using stepdown::sim::quantile_of_survival;
using stepdown::sim::QuantileTable;
using stepdown::sim::survival;
using stepdown::sim::Truncated;
using stepdown::sim::variance;
using stepdown::sim::Weibull;
using stepdown::sim::wide_bits;
using stepdown::tests::all_distributions;

namespace {

/// Random bits, half of them driven deep into the tails.
std::vector<std::uint64_t> many_bits(std::uint64_t seed, int count) {
  KeyedEngine engine{{.seed = seed}};
  std::vector<std::uint64_t> all;
  for (int i = 0; i < count; ++i) {
    std::uint64_t bits = wide_bits(engine(), engine());
    if (i % 2 == 1) bits >>= engine() % 50;
    if (i % 4 == 3) bits = ~bits;
    all.push_back(bits);
  }
  return all;
}

/// How far the rank may be off: the table's bound, the rounding of the value itself, and at the
/// ends of a truncation the rounding of the difference of two probabilities.
double allowed_error(const Distribution& law, double x, double w) {
  constexpr double rounding = 4e-16;
  const double density = pdf(law, x);
  const double ends = describe(law).find(", at ") != std::string::npos ? 5 * rounding : 0;
  return 2.5e-7 * w + (std::isfinite(density) ? density * x * rounding : 0) + ends;
}

/// Whether the value belongs to the rank: exactly there, or where a step or a gap contains it.
bool belongs(const Distribution& law, double x, double survival_wanted) {
  const double q = survival_wanted;
  const bool is_upper = q < 0.5;
  const double w = is_upper ? q : 1 - q;
  const double allowed = allowed_error(law, x, w);
  const double below = std::nextafter(x, 0.0) * (1 - 1e-15);
  if (is_upper) return survival(law, x) <= w + allowed && survival(law, below) >= w - allowed;
  return cdf(law, x) >= w - allowed && (x <= 0 || cdf(law, below) <= w + allowed);
}

}  // namespace

TEST_CASE("quantile table: every draw has the rank of its bits within the stated bound") {
  // In the body and in both tails down to 2^-52, for every family.
  const auto all_bits = many_bits(1, 4000);
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    const QuantileTable table{law};
    int misses = 0;
    for (const std::uint64_t bits : all_bits)
      misses += static_cast<int>(!belongs(law, table.at(bits), QuantileTable::survival_of(bits)));
    CHECK(misses == 0);
  }
}

TEST_CASE("quantile table: a rank that is off by 1 in a million is noticed") {
  for (const Distribution& law : {Distribution{Exponential{180}}, Distribution{Gamma{2, 6}}}) {
    for (const double q : {1e-9, 1e-3, 0.3, 0.7, 0.999}) {
      const double wrong_q = q < 0.5 ? q * (1 + 1e-6) : 1 - (1 - q) * (1 + 1e-6);
      CHECK(belongs(law, quantile_of_survival(law, q), q));
      CHECK_FALSE(belongs(law, quantile_of_survival(law, wrong_q), q));
    }
  }
}

TEST_CASE("quantile table: a larger rank never gives a smaller value") {
  auto all_bits = many_bits(2, 4000);
  std::ranges::sort(all_bits);
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    const QuantileTable table{law};
    double before = 0;
    int falls = 0;
    const auto step_to = [&](std::uint64_t bits) {
      const double x = table.at(bits);
      falls += static_cast<int>(x < before * (1 - 1e-12));
      before = std::max(before, x);
    };
    for (const std::uint64_t bits : all_bits)
      step_to(bits);
    CHECK(falls == 0);
    // Just around the borders of cells, of octaves and of the exact tails.
    falls = 0;
    before = 0;
    for (std::uint64_t octave = 0; octave < 40; ++octave) {
      for (std::uint64_t part = 0; part < 32; ++part) {
        const std::uint64_t border =
            (std::uint64_t{1} << (octave + 23U)) + (part << (octave + 18U));
        for (const std::uint64_t around : {border - 4096, border, border + 4096})
          step_to(around);
      }
    }
    CHECK(falls == 0);
  }
}

TEST_CASE("quantile table: bits and survival probabilities lead to the same value") {
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    const QuantileTable table{law};
    int differences = 0;
    for (const std::uint64_t bits : many_bits(3, 500))
      differences +=
          static_cast<int>(table.at(bits) != table.at_survival(QuantileTable::survival_of(bits)));
    CHECK(differences == 0);
    CHECK(table.at(0) <= table.at(~std::uint64_t{0}));
  }
}

TEST_CASE("quantile table: tiny survival probabilities are exact") {
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    const QuantileTable table{law};
    for (const double q : {1e-300, 1e-100, 1e-30, 1e-9}) {
      const double exact = quantile_of_survival(law, q);
      CHECK(table.at_survival(q) == Approx(exact).epsilon(1e-12));
    }
    CHECK(table.at_survival(0) == highest(law));
    CHECK(table.at_survival(1) == lowest(law));
    CHECK(table.at_survival(0.5) == Approx(quantile(law, 0.5)).epsilon(1e-9));
  }
}

TEST_CASE("quantile table: a hazard ratio changes the survival function as it should") {
  // S(x)^2 = q  <=>  S(x) = sqrt(q): twice the hazard.
  const Weibull law{0.7, 200};
  const QuantileTable table{law};
  for (const std::uint64_t bits : many_bits(4, 200)) {
    const double q = QuantileTable::survival_of(bits);
    const double x = table.at_survival(std::sqrt(q));
    CHECK(2 * cumulative_hazard(law, x) == Approx(-std::log(q)).epsilon(2e-6));
  }
}

TEST_CASE("quantile table: the mean of the table is that of the distribution") {
  // The midpoint rule over 2^20 equal ranks, plus the outermost ranks octave by octave.
  for (const Distribution& law : std::vector<Distribution>{
           Exponential{180},
           Gamma{2, 6},
           Lognormal{3.58, 0.55},
           Weibull{0.7, 200},
           Truncated{.base = Distribution{Lognormal{3.2, 0.6}}, .low = 0, .high = 90},
           BetaPert{1, 5, 20},
           Coxian{{0.5, 0.1}, {0.3}}}) {
    CAPTURE(describe(law));
    const QuantileTable table{law};
    double first = 0;
    double second = 0;
    const auto add = [&](std::uint64_t from, std::uint64_t to, std::uint64_t steps) {
      const std::uint64_t width = (to - from) / steps;
      const double weight = std::ldexp(static_cast<double>(width), -64);
      for (std::uint64_t i = 0; i < steps; ++i) {
        // Simpson's rule on each step.
        const std::uint64_t start = from + i * width;
        const double a = table.at(start);
        const double b = table.at(start + width / 2);
        const double c = table.at(start + width - 1);
        first += weight * (a + 4 * b + c) / 6;
        second += weight * (a * a + 4 * b * b + c * c) / 6;
      }
    };
    for (unsigned octave = 16; octave < 63; ++octave) {
      const std::uint64_t low = std::uint64_t{1} << octave;
      const std::uint64_t steps = octave > 50 ? 2048 : 64;
      add(low, 2 * low, steps);
      add(~(2 * low) + 1, ~low + 1, steps);
    }
    CHECK(first == Approx(mean(law)).epsilon(1e-6));
    CHECK(second - first * first == Approx(variance(law)).epsilon(3e-6));
  }
}

TEST_CASE("quantile table: an event that may never happen is infinitely far away") {
  const PiecewiseHazard law{.breakpoints = {30, 90}, .hazards = {0.01, 0.005, 0}};
  const QuantileTable table{law};
  const double share_never = survival(law, infinity);
  int infinite = 0;
  const auto all_bits = many_bits(5, 4000);
  for (const std::uint64_t bits : all_bits) {
    const double x = table.at(bits);
    CHECK((x == infinity) == (QuantileTable::survival_of(bits) < share_never));
    infinite += static_cast<int>(x == infinity);
  }
  CHECK(infinite > 1000);
}

TEST_CASE("quantile table: observed values come out exactly") {
  const Empirical law{{0, 1, 3, 7, 28}, {0.1, 0.2, 0.3, 0.15, 0.25}};
  const QuantileTable table{law};
  for (const std::uint64_t bits : many_bits(6, 1000)) {
    const double x = table.at(bits);
    CHECK(std::ranges::find(law.values, x) != law.values.end());
    CHECK(x == quantile_of_survival(law, QuantileTable::survival_of(bits)));
  }
  const QuantileTable weekly{Geometric{7, 0.5}};
  CHECK(weekly.at_survival(0.6) == 7);
  CHECK(weekly.at_survival(0.4) == 14);
  CHECK(weekly.at_survival(0.2) == 21);
}

TEST_CASE("quantile table: it stays small and rarely needs the exact quantile") {
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    const QuantileTable table{law};
    CHECK(table.table_bytes() <= 32 * 1024);
    if (!is_lattice(law) && !law.is<EmpiricalBins>())
      CHECK((table.exact_share() < 0.02 || table.exact_share() == 1));
    CHECK(table.distribution() == law);
  }
}

TEST_CASE("quantile table: a senseless distribution is refused") {
  CHECK_THROWS_AS(QuantileTable{Exponential{-1}}, ContractViolation);
}

TEST_SUITE_END();
