#include "analysis/statistics/value_of_information.hpp"

#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"
#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

// Two options whose difference is normal have closed forms, of all inputs and of one.
namespace stepdown::tests {
namespace {

using analysis::BenefitParts;

using Benefits = std::vector<std::vector<double>>;

/// The second option is better by m + 0.6 x + 0.53 z, of deviation 0.8; both vary together by 2.
constexpr double mean = 0.3;
constexpr double deviation = 0.8;
constexpr double slope = 0.6;

struct Draws {
  std::vector<double> x;
  Benefits benefits{2};
};

Draws simulated(Drawn& luck, std::size_t count) {
  const double rest = std::sqrt(deviation * deviation - slope * slope);
  Draws draws;
  for (std::size_t draw = 0; draw < count; ++draw) {
    draws.x.push_back(luck.normal());
    const double base = 50 + 2 * luck.normal();
    draws.benefits[0].push_back(base);
    draws.benefits[1].push_back(base + mean + slope * draws.x.back() + rest * luck.normal());
  }
  return draws;
}

/// Parts with noise of deviation 1 in the difference, all or half of its variance the draw's own.
std::vector<BenefitParts> with_noise(const Benefits& benefits,
                                     Drawn& luck,
                                     std::size_t parts,
                                     double shared_variance) {
  const auto common = drawn(parts, [&] { return std::sqrt(shared_variance) * luck.normal(); });
  std::vector<BenefitParts> noisy(2);
  for (std::size_t draw = 0; draw < benefits[0].size(); ++draw) {
    for (BenefitParts& option : noisy)
      option.emplace_back();
    for (std::size_t part = 0; part < parts; ++part) {
      const double both = luck.normal();
      const double own = std::sqrt(1 - shared_variance) * luck.normal();
      noisy[0].back().push_back(benefits[0][draw] + both);
      noisy[1].back().push_back(benefits[1][draw] + both + common[part] + own);
    }
  }
  return noisy;
}

Benefits means_of(const std::vector<BenefitParts>& of) {
  Benefits means;
  for (const BenefitParts& option : of) {
    means.emplace_back();
    for (const std::vector<double>& parts : option)
      means.back().push_back(moments_of(parts).mean());
  }
  return means;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("value of information: four draws of three options are those by hand") {
  // Best on average is the second (5); the best of each are 4, 9, 6, 8, and it has 4, 9, 1, 6.
  const Benefits benefits{{3, 2, 6, 4}, {4, 9, 1, 6}, {0, 0, 0, 8}};
  const auto found = analysis::evpi(benefits);
  REQUIRE(found);
  CHECK(found->value == doctest::Approx((0 + 0 + 5 + 2) / 4.0));
  CHECK(found->interval.low > 0);
  CHECK(found->interval.high > found->value);
}

TEST_CASE("value of information: that of two normal options has its closed form") {
  Drawn luck(3);
  const Draws draws = simulated(luck, 20000);
  const auto found = analysis::evpi(draws.benefits);
  REQUIRE(found);
  const double exact = value_of_knowing(mean, deviation);
  CHECK(std::abs(found->value - exact) <= 4 * found->standard_error);
  CHECK(found->standard_error < 0.003);
  CHECK(exact == doctest::Approx(0.1913).epsilon(1e-3));
}

TEST_CASE("value of information: intervals cover in 92 to 98 of 100 seeds") {
  Drawn luck(5);
  int covered = 0;
  constexpr int seeds = 500;
  for (int seed = 0; seed < seeds; ++seed) {
    const auto found = analysis::evpi(simulated(luck, 200).benefits);
    REQUIRE(found);
    if (holds(found->interval, value_of_knowing(mean, deviation))) ++covered;
  }
  CHECK(covered >= 0.92 * seeds);
  CHECK(covered <= 0.98 * seeds);
}

TEST_CASE("value of information: what chance adds is taken away") {
  // Of R parts: that of a difference with variance 0.64 + 1 / R; the jackknife gives
  // R times this less R - 1 times that of R - 1.
  constexpr double parts = 5;
  const auto inflated = [](double of) {
    return value_of_knowing(mean, std::sqrt(deviation * deviation + 1 / of));
  };
  const double exact = value_of_knowing(mean, deviation);
  const double corrected = parts * inflated(parts) - (parts - 1) * inflated(parts - 1);
  CHECK(std::abs(corrected - exact) < 0.1 * (inflated(parts) - exact));
  Drawn luck(7);
  SampleMoments plain;
  SampleMoments less_noise;
  for (int seed = 0; seed < 100; ++seed) {
    const auto noisy = with_noise(simulated(luck, 400).benefits, luck, 5, 0);
    plain.add(analysis::evpi(means_of(noisy))->value);
    less_noise.add(analysis::evpi_of_parts(noisy)->value);
  }
  CHECK(check_mean(plain, inflated(parts)));
  CHECK(check_mean(less_noise, corrected));
  CHECK_FALSE(check_mean(plain, exact));
}

TEST_CASE("value of information: parts left out in groups of two sizes take away as much") {
  // 21 parts make 20 groups: b = 1 / (21 (19 / 20 / 20 + 1 / 20 / 19) - 1). Two draws that noise
  // turns: E is linear in nothing, so what is checked is that no noise leaves the value as it is.
  const std::vector<BenefitParts> benefits{
      {std::vector<double>(21, 1.0), std::vector<double>(21, 4.0)},
      {std::vector<double>(21, 2.0), std::vector<double>(21, 0.0)}};
  const auto found = analysis::evpi_of_parts(benefits);
  REQUIRE(found);
  CHECK(found->value == doctest::Approx(0.5));  // 2 and 4, less 1 and 4
}

TEST_CASE("value of information: that of one parameter of a linear model has its closed form") {
  Drawn luck(11);
  const Draws draws = simulated(luck, 4000);
  const auto found = analysis::evppi(draws.x, draws.benefits);
  REQUIRE(found);
  CHECK(std::abs(found->value - value_of_knowing(mean, slope)) <= 4 * found->standard_error);
  CHECK(found->standard_error < 0.008);
  // Nothing is to be known from what has no part in it.
  const auto useless = analysis::evppi(drawn(4000, [&] { return luck.normal(); }), draws.benefits);
  REQUIRE(useless);
  CHECK(useless->value < 0.01);
}

TEST_CASE("value of information: that of a parameter bears chance that draws do not share") {
  Drawn luck(13);
  SampleMoments seen;
  int covered = 0;
  constexpr int seeds = 60;
  const double exact = value_of_knowing(mean, slope);
  for (int seed = 0; seed < seeds; ++seed) {
    const Draws draws = simulated(luck, 300);
    const auto found = analysis::evppi(draws.x, means_of(with_noise(draws.benefits, luck, 2, 0)));
    REQUIRE(found);
    seen.add(found->value);
    if (holds(found->interval, exact)) ++covered;
  }
  CHECK(check_mean(seen, exact));
  CHECK(covered >= 51);  // 57 with a standard deviation of 1.7
}

TEST_CASE("value of information: a parameter that moves options up and down is followed") {
  // Better by x^2 - 1 with x normal, and noise: E max(x^2 - 1, 0) = 2 phi(1).
  Drawn luck(17);
  const auto x = drawn(3000, [&] { return luck.normal(); });
  Benefits benefits(2);
  for (const double one : x) {
    benefits[0].push_back(10);
    benefits[1].push_back(10 + one * one - 1 + luck.normal());
  }
  const auto found = analysis::evppi(x, benefits);
  REQUIRE(found);
  CHECK(std::abs(found->value - 2 * std::exp(-0.5) / std::sqrt(2 * 3.14159265358979)) <=
        4 * found->standard_error);
}

TEST_CASE("value of information: luck that draws share is in the standard error") {
  Drawn luck(19);
  SampleMoments seen;
  SampleMoments errors;
  SampleMoments too_sure;
  for (int seed = 0; seed < 60; ++seed) {
    const Draws draws = simulated(luck, 200);
    const auto noisy = with_noise(draws.benefits, luck, 6, 0.5);
    const auto found = analysis::evpi_of_parts(noisy);
    REQUIRE(found);
    seen.add(found->value);
    errors.add(found->standard_error * found->standard_error);
    const auto plain = analysis::evpi(means_of(noisy));
    too_sure.add(plain->standard_error * plain->standard_error);
  }
  // The variance between 60 seeds is known to 18 %.
  CHECK(errors.mean() > seen.variance() / 2);
  CHECK(errors.mean() < seen.variance() * 2);
  CHECK(too_sure.mean() < seen.variance() / 4);
}

TEST_CASE("value of information: that of a parameter is corrected by parts too") {
  Drawn luck(23);
  SampleMoments seen;
  for (int seed = 0; seed < 25; ++seed) {
    const Draws draws = simulated(luck, 150);
    const auto found = analysis::evppi_of_parts(draws.x, with_noise(draws.benefits, luck, 4, 0.5));
    REQUIRE(found);
    seen.add(found->value);
  }
  CHECK(check_mean(seen, value_of_knowing(mean, slope)));
}

TEST_CASE("value of information: one option or one that is always best has none") {
  const auto alone = analysis::evpi(Benefits{{1, 2, 3}});
  REQUIRE(alone);
  CHECK(alone->value == 0);
  CHECK(alone->interval == analysis::Interval{0, 0});
  CHECK(analysis::evpi(Benefits{{1, 2, 3}, {0, 1, 2}})->value == 0);
  CHECK_FALSE(analysis::evpi(Benefits{{1}, {2}}));
  CHECK_FALSE(analysis::evppi(std::vector<double>{1, 2}, Benefits{{1, 2}, {3, 1}}));
  CHECK_FALSE(analysis::evpi_of_parts(std::vector<BenefitParts>{{{1}, {2}}, {{1}, {2}}}));
  CHECK_THROWS_AS((void)analysis::evpi(Benefits{}), sim::ContractViolation);
  CHECK_THROWS_AS((void)analysis::evpi(Benefits{{1, 2}, {1}}), sim::ContractViolation);
  CHECK_THROWS_AS(
      (void)analysis::evpi_of_parts(std::vector<BenefitParts>{{{1, 2}, {2, 1}}, {{1, 1}}}),
      sim::ContractViolation);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
