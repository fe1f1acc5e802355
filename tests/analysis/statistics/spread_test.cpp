#include "analysis/statistics/spread.hpp"

#include "analysis/statistics/quantile_spread.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

using namespace stepdown::analysis;
using Approx = doctest::Approx;

namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// k clusters: how many belong to it, and how much each has, are both of the cluster's own luck.
std::vector<RatioPart> clusters(std::mt19937_64& random, int k) {
  std::exponential_distribution<double> size;
  std::vector<RatioPart> parts;
  for (int i = 0; i < k; ++i) {
    const double n = 1 + 20 * size(random);
    parts.push_back({n * (2 + 0.1 * n + size(random)), n});
  }
  return parts;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("spread: of equal sizes it is that of a mean") {
  // 1 2 3 4 about 2.5: variance 5/3, over 4
  const auto spread = spread_of(std::vector<double>{1, 2, 3, 4});
  REQUIRE(spread);
  CHECK(spread->standard_error == Approx(std::sqrt(5.0 / 12)));
  CHECK(spread->degrees_of_freedom == 3);
  CHECK_FALSE(spread_of(std::vector<double>{1}));
}

TEST_CASE("spread: of two independent errors variances add") {
  // 3 and 4 give 5; degrees of freedom 5^4 / (3^4 / 4 + 4^4 / 9); skewness (27 - 64 / 2) / 125.
  const Spread both = sum_of_errors({3, 4, 1}, {4, 9, -0.5});
  CHECK(both.standard_error == Approx(5));
  CHECK(both.degrees_of_freedom == Approx(625 / (81.0 / 4 + 256.0 / 9)));
  CHECK(both.skewness == Approx(-5.0 / 125));
  CHECK(sum_of_errors({3, 4, 1}, {0, 9, 0}).degrees_of_freedom == Approx(4));
  CHECK(sum_of_errors({0, 4, 0}, {0, 9, 0}).standard_error == 0);
}

TEST_CASE("spread: few contributions among many have few degrees of freedom") {
  std::vector<double> contributions(20, 0.0);
  contributions[3] = contributions[7] = 1;
  // d: twice 0.9, 18 times 0.1: squares 1.8, fourths 1.314, 2 x 3.24 / (1.314 - 0.162),
  // over 1 + 300 x (15 / 400)^2
  CHECK(spread_of(contributions)->degrees_of_freedom == Approx(2 * 3.24 / 1.152 / 1.421875));
  CHECK(spread_of(std::vector<double>(20, 3.0))->degrees_of_freedom == 19);
}

TEST_CASE("spread: few contributions of uneven size show less than there is of their excess") {
  std::vector<double> contributions(10, 0.0);
  contributions[3] = 1;
  // d: once 0.9, nine times 0.1: squares 0.9, fourths 0.657, 2 x 0.81 / (0.657 - 0.081), over 1.75
  CHECK(spread_of(contributions)->degrees_of_freedom == Approx(1.62 / 0.576 / 1.75));
}

TEST_CASE("interval: it stays where the figure can be") {
  const Spread wide{0.8, 4};
  CHECK(interval_on(Scale::Plain, 1, wide).low < 0);
  CHECK(interval_on(Scale::Positive, 1, wide).low > 0);
  CHECK(interval_on(Scale::Share, 0.5, wide).low > 0);
  CHECK(interval_on(Scale::Share, 0.5, wide).high < 1);
  // twice as skewed as its standard error is large, a logarithm makes it even: 2 / 6 (2 t^2 + 1)
  // less t^2 / 2 is t^2 / 6 + 1 / 3
  const double t = 2.776445;
  const Interval leaning = interval_on(Scale::Positive, 1, {0.1, 4, 0.2});
  CHECK(std::log(leaning.low) == Approx(-0.1 * t).epsilon(1e-5));
  CHECK(std::log(leaning.high) == Approx(0.1 * (t + 0.1 * (t * t / 6 + 1.0 / 3))).epsilon(1e-5));
  const Spread narrow{0.001, 30};
  for (const Scale scale : {Scale::Positive, Scale::Share})
    CHECK(interval_on(scale, 0.5, narrow).half_width() ==
          Approx(interval_on(Scale::Plain, 0.5, narrow).half_width()).epsilon(1e-4));
}

TEST_CASE("ratio: it counts all people and its contributions are the jackknife's") {
  const std::vector<RatioPart> parts{{2, 4}, {9, 3}, {0, 0}, {1, 5}};
  CHECK(ratio_of(parts) == 1.0);  // 12 of 12; the mean of ratios would be 1.23
  const auto contributions = ratio_contributions(parts);
  REQUIRE(contributions.size() == 4);
  CHECK(mean_of(contributions) == Approx(1));
  // without each: 10/8, 3/9, 12/12, 11/7; (k - 1)/k sum of squares about their mean
  const std::vector<double> without{10.0 / 8, 3.0 / 9, 1, 11.0 / 7};
  double squares = 0;
  for (const double x : without)
    squares += (x - mean_of(without)) * (x - mean_of(without));
  CHECK(spread_of(contributions)->standard_error == Approx(std::sqrt(squares * 3 / 4)));
  CHECK(ratio_contributions(std::vector<RatioPart>{{1, 2}, {0, 0}}).empty());
  CHECK_FALSE(ratio_of(std::vector<RatioPart>{{0, 0}}));
}

TEST_CASE("ratio: its interval holds the truth where clusters are skewed") {
  // E n (2 + n/10 + e) / E n with n = 1 + 20 e: 3 + 0.1 x E n^2 / E n = 3 + 0.1 x 841/21
  const double truth = 3 + 0.1 * (1 + 40 + 800) / 21;
  std::mt19937_64 random(5);
  int covered = 0;
  int covered_by_means = 0;
  constexpr int runs = 1000;  // standard error 0.007
  for (int run = 0; run < runs; ++run) {
    const auto parts = clusters(random, 20);
    const auto interval =
        interval_on(Scale::Positive, *ratio_of(parts), *spread_of(ratio_contributions(parts)));
    covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
    std::vector<double> ratios;
    for (const RatioPart& part : parts)
      ratios.push_back(part.numerator / part.denominator);
    const auto of_means = interval_on(Scale::Positive, mean_of(ratios), *spread_of(ratios));
    covered_by_means += of_means.low <= truth && truth <= of_means.high ? 1 : 0;
  }
  MESSAGE("covered " << covered << " of " << runs << "; by the mean of ratios "
                     << covered_by_means);
  CHECK(covered > 0.9 * runs);
  CHECK(covered_by_means < 0.5 * runs);  // the bias of a mean of ratios is seen
}

TEST_CASE("jackknife: groups of different sizes by hand") {
  // h 4 and 4/3: sum of (h - 1)/G (x - mean)^2
  const std::vector<LeftOut> groups{{3.0, 1}, {2.0, 3}};
  const auto contributions = jackknife_contributions(2.5, groups);
  REQUIRE(contributions.size() == 2);
  CHECK(mean_of(contributions) == Approx(2.5));
  const double of_first = std::sqrt(3.0);
  const double of_second = std::sqrt(1.0 / 3);
  const double mean = (of_first * 3 + of_second * 2) / (of_first + of_second);
  const double variance = (3 * (3 - mean) * (3 - mean) + (mean - 2) * (mean - 2) / 3) / 2;
  CHECK(spread_of(contributions)->standard_error == Approx(std::sqrt(variance)));
  CHECK(jackknife_contributions(1, std::vector<LeftOut>{{1, 1}}).empty());
}

TEST_CASE("standard deviation: between all people of all replications") {
  // 1 1 4 and 6: mean 3, squares 4 + 4 + 1 + 9 = 18, over 3
  const std::vector<Moments> replications{{3, 6, 18}, {1, 6, 36}};
  CHECK(standard_deviation_of({4, 12, 54}) == Approx(std::sqrt(6)));
  CHECK_FALSE(standard_deviation_of({1, 6, 36}));
  CHECK(sd_contributions(replications).empty());  // without the first one is left
  const std::vector<Moments> more{{3, 6, 18}, {1, 6, 36}, {2, 2, 2}};
  CHECK(mean_of(sd_contributions(more)) == Approx(*standard_deviation_of({6, 14, 56})));
}

TEST_CASE("quantile spread: ends are quantiles and equal values give one point") {
  const auto steps = [](double p) { return std::optional(p < 0.45 ? 3.0 : p < 0.8 ? 7.0 : 9.0); };
  const std::vector<double> shares{0.5, 0.52, 0.49, 0.51, 0.5};
  const auto inside = quantile_spread(7, 0.6, shares, steps);
  REQUIRE(inside);
  CHECK(inside->interval == Interval{7, 7});
  CHECK(inside->standard_error == 0);
  const auto at_edge = quantile_spread(3, 0.45, shares, steps);
  CHECK(at_edge->interval == Interval{3, 7});
  CHECK(mean_of(at_edge->contributions) == Approx(3));
  const auto nowhere = [](double) { return std::optional<double>(); };
  CHECK_FALSE(quantile_spread(3, 0.45, shares, nowhere));
}

TEST_SUITE_END();
