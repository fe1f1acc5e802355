#include "analysis/statistics/variance_split.hpp"

#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"
#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

// A table by hand, and simulated ones whose parts are known.
namespace stepdown::tests {
namespace {

using analysis::Luck;
using analysis::variance_split;

using Figures = std::vector<std::vector<double>>;

/// Input variance 1, chance 2, of which half is common to all draws where luck is shared.
Figures simulated(Drawn& luck, Luck kind, std::size_t draws, bool is_even) {
  constexpr std::size_t replications = 5;
  const auto common = drawn(replications, [&] { return luck.normal(); });
  Figures figures;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const double input = 40 + luck.normal();
    std::vector<double>& of_draw = figures.emplace_back();
    const std::size_t count = is_even ? replications : 1 + draw % (2 * replications - 1);
    for (std::size_t r = 0; r < count; ++r)
      of_draw.push_back(input + (kind == Luck::Shared ? common[r] + luck.normal()
                                                      : std::sqrt(2.0) * luck.normal()));
  }
  return figures;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("variance split: a table with unequal replications is that by hand") {
  // Means 2, 5, 9 of 2, 3, 1: in all 28 / 6. MSB = (2 x 64 + 3 x 1 + 169) / 9 / 2 = 50 / 3,
  // MSW = (2 + 2) / 3, k0 = (6 - 14 / 6) / 2 = 11 / 6.
  const Figures figures{{1, 3}, {4, 5, 6}, {9}};
  const auto split = variance_split(figures, Luck::Own);
  REQUIRE(split);
  CHECK(split->chance == doctest::Approx(4.0 / 3));
  CHECK(split->input.value == doctest::Approx((50.0 / 3 - 4.0 / 3) / (11.0 / 6)));
  REQUIRE(split->share);
  CHECK(split->share->value ==
        doctest::Approx(split->input.value / (split->input.value + split->chance)));
}

TEST_CASE("variance split: what a replication does to all draws is no input and no noise of it") {
  // Draws 0, 1, 5; replications add 0 and 10 to all: nothing is left between both.
  const Figures figures{{0, 10}, {1, 11}, {5, 15}};
  const auto shared = variance_split(figures, Luck::Shared);
  REQUIRE(shared);
  CHECK(shared->input.value == doctest::Approx(7));  // of 0, 1, 5
  CHECK(shared->chance == doctest::Approx(50));
  const auto own = variance_split(figures, Luck::Own);
  REQUIRE(own);
  CHECK(own->input.value == doctest::Approx(7 - 25));
  CHECK(own->input.interval.low == 0);
  CHECK(own->share->value == 0);
}

TEST_CASE("variance split: both parts are right on average") {
  struct Case {
    Luck luck;
    bool is_even;
  };
  for (const Case one : {Case{Luck::Own, true}, Case{Luck::Own, false}, Case{Luck::Shared, true}}) {
    CAPTURE(one.is_even);
    SampleMoments input;
    SampleMoments chance;
    Drawn luck(17);
    for (int seed = 0; seed < 400; ++seed) {
      const auto split = variance_split(simulated(luck, one.luck, 20, one.is_even), one.luck);
      REQUIRE(split);
      input.add(split->input.value);
      chance.add(split->chance);
    }
    CHECK(check_mean(input, 1));
    CHECK(check_mean(chance, 2));
    CHECK_FALSE(check_mean(input, 1 + 2.0 / 5));  // the variance of the means is seen
  }
}

TEST_CASE("variance split: intervals cover in 92 to 98 of 100 seeds") {
  struct Case {
    Luck luck;
    bool is_even;
  };
  for (const Case one : {Case{Luck::Own, false}, Case{Luck::Shared, true}}) {
    constexpr int seeds = 500;
    int input = 0;
    int share = 0;
    Drawn luck(23);
    for (int seed = 0; seed < seeds; ++seed) {
      const auto split = variance_split(simulated(luck, one.luck, 40, one.is_even), one.luck);
      REQUIRE(split);
      if (holds(split->input.interval, 1)) ++input;
      if (holds(split->share->interval, 1.0 / 3)) ++share;
    }
    CHECK(input >= 0.92 * seeds);
    CHECK(input <= 0.98 * seeds);
    CHECK(share >= 0.92 * seeds);
    CHECK(share <= 0.985 * seeds);
  }
}

TEST_CASE("variance split: without an input part the interval begins at 0") {
  Drawn luck(31);
  int from_zero = 0;
  constexpr int seeds = 200;
  for (int seed = 0; seed < seeds; ++seed) {
    Figures figures;
    for (int draw = 0; draw < 30; ++draw)
      figures.push_back(drawn(4, [&] { return luck.exponential(); }));
    if (variance_split(figures, Luck::Own)->input.interval.low == 0) ++from_zero;
  }
  CHECK(from_zero >= 0.94 * seeds);
  CHECK(from_zero < seeds);  // some are wrong, as they may
}

TEST_CASE("variance split: without chance all of it is input") {
  const auto split = variance_split(Figures{{1, 1}, {2, 2}, {4, 4, 4}}, Luck::Own);
  REQUIRE(split);
  CHECK(split->chance == 0);
  CHECK(split->share->value == 1);
  const auto same = variance_split(Figures{{1, 1}, {1, 1}, {1, 1}}, Luck::Shared);
  REQUIRE(same);
  CHECK(same->input.value == 0);
  CHECK(same->input.interval == analysis::Interval{0, 0});
  CHECK_FALSE(same->share);
}

TEST_CASE("variance split: there is none where nothing tells both apart") {
  CHECK_FALSE(variance_split(Figures{{1, 2}, {3, 4}}, Luck::Own));
  CHECK_FALSE(variance_split(Figures{{1}, {3}, {4}}, Luck::Own));
  CHECK_FALSE(variance_split(Figures{{1}, {3}, {4}}, Luck::Shared));
  CHECK_THROWS_AS((void)variance_split(Figures{{1}, {3, 4}, {4}}, Luck::Shared),
                  sim::ContractViolation);
  CHECK_THROWS_AS((void)variance_split(Figures{{1}, {}, {4}}, Luck::Own), sim::ContractViolation);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
