#include "sim/log_histogram.hpp"

#include "sim/contract.hpp"
#include "sim/random_stream.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::ContractViolation;
using stepdown::sim::KeyedEngine;
using stepdown::sim::LogHistogram;
using stepdown::sim::open_unit;

namespace {

/// Waits of 0 to 90 d, a third of them none.
std::vector<double> waits(std::uint64_t seed) {
  KeyedEngine engine{{.seed = seed}};
  std::vector<double> sample;
  for (int i = 0; i < 5000; ++i) {
    const double u = open_unit(engine());
    sample.push_back(engine() % 3 == 0 ? 0 : 90 * u * u * u);
  }
  return sample;
}

LogHistogram histogram_of(const std::vector<double>& sample) {
  LogHistogram histogram;
  for (const double x : sample)
    histogram.add(x);
  return histogram;
}

}  // namespace

TEST_CASE("log histogram: count and sum and extremes are exact") {
  const auto histogram = histogram_of({0, 3, 7.25, 0.5});
  CHECK(histogram.count() == 4);
  CHECK(histogram.zeros() == 1);
  CHECK(histogram.sum() == 10.75);
  CHECK(histogram.sum_of_squares() == 9 + 7.25 * 7.25 + 0.25);
  CHECK(histogram.mean() == 10.75 / 4);
  CHECK(histogram.sample_variance() ==
        doctest::Approx((9 + 7.25 * 7.25 + 0.25 - 10.75 * 10.75 / 4) / 3));
  CHECK(histogram.minimum() == 0);
  CHECK(histogram.maximum() == 7.25);
}

TEST_CASE("log histogram: quantiles are less than 1 in 128 off") {
  std::vector<double> sample = waits(1);
  const auto histogram = histogram_of(sample);
  std::ranges::sort(sample);
  for (const double p : {0.0, 0.1, 0.33, 0.35, 0.5, 0.75, 0.9, 0.95, 0.999, 1.0}) {
    CAPTURE(p);
    const auto rank = std::max(1.0, std::ceil(p * 5000 - 1e-9));
    const double exact = sample[static_cast<std::size_t>(rank) - 1];
    CHECK(std::abs(histogram.quantile(p) - exact) <= exact / 128);
  }
}

/// With the largest value of each bin the 0.9 quantile was 2.3125, 3 standard errors too high.
TEST_CASE("log histogram: quantiles of many different values are not too high") {
  KeyedEngine engine{{.seed = 7}};
  LogHistogram histogram;
  constexpr int count = 1'000'000;
  for (int i = 0; i < count; ++i)
    histogram.add(-std::log(open_unit(engine(), engine())));
  const auto standard_error = [](double p) { return std::sqrt(p / (1 - p) / count); };
  for (const double p : {0.1, 0.5, 0.75, 0.9, 0.99}) {
    CAPTURE(p);
    CHECK(std::abs(histogram.quantile(p) + std::log(1 - p)) < 4 * standard_error(p));
  }
  CHECK(2.3125 + std::log(1 - 0.9) > 3 * standard_error(0.9));
}

TEST_CASE(
    "log histogram: lengths that many have in common stay apart from those a little shorter") {
  LogHistogram histogram;
  for (int i = 0; i < 1000; ++i)
    histogram.add(i % 5 == 0 ? 27.9 + 0.00009 * i : 28);
  CHECK(histogram.quantile(0.21) == 28);
  CHECK(histogram.quantile(0.9) == 28);
  CHECK(histogram.quantile(0.1) < 28);
  CHECK(histogram.number_at_most(27.99999) == doctest::Approx(200).epsilon(0.01));
  CHECK(histogram.number_at_most(28) == 1000);
}

TEST_CASE("log histogram: quantiles of equal values are that value") {
  LogHistogram histogram;
  for (int i = 0; i < 300; ++i)
    histogram.add(i % 2 == 0 ? 0 : i % 3 == 0 ? 7 : 7.3);  // 7 and 7.3 in different bins
  CHECK(histogram.quantile(0.4) == 0);
  CHECK(histogram.quantile(0.6) == 7);
  CHECK(histogram.quantile(0.7) == 7.3);
  CHECK(histogram.number_at_most(7) == 200);
  CHECK(histogram.number_at_most(6.9) == 150);
  CHECK(histogram.number_at_most(7.3) == 300);
}

TEST_CASE("log histogram: several quantiles at once are those one by one") {
  LogHistogram histogram;
  for (int i = 0; i < 1000; ++i)
    histogram.add(i % 4 == 0 ? 0.0 : 0.01 * i * i);
  constexpr std::array shares{0.0, 0.1, 0.25, 0.251, 0.5, 0.5, 0.75, 0.9, 0.999, 1.0};
  const auto quantiles = histogram.quantiles(shares);
  for (std::size_t i = 0; i < shares.size(); ++i)
    CHECK(quantiles.at(i) == histogram.quantile(shares.at(i)));
  CHECK(quantiles.at(2) == 0);
  CHECK(quantiles.at(3) > 0);
  CHECK_THROWS_AS(static_cast<void>(histogram.quantiles(std::array{0.5, 0.4})), ContractViolation);
}

TEST_CASE("log histogram: shares within whole days are exact") {
  std::vector<double> sample = waits(2);
  for (const double day : {1.0, 3.0, 7.0, 14.0, 30.0})
    sample.insert(sample.end(), 100, day);
  const auto histogram = histogram_of(sample);
  for (const double day : {0.0, 1.0, 3.0, 7.0, 14.0, 30.0, 200.0}) {
    CAPTURE(day);
    const auto within = std::ranges::count_if(sample, [day](double x) { return x <= day; });
    CHECK(histogram.share_at_most(day) ==
          static_cast<double>(within) / static_cast<double>(sample.size()));
  }
}

TEST_CASE("log histogram: shares elsewhere are off by less than one bin") {
  const std::vector<double> sample = waits(3);
  const auto histogram = histogram_of(sample);
  for (const double x : {0.013, 0.77, 5.55, 33.3}) {
    const auto exact = static_cast<double>(
        std::ranges::count_if(sample, [x](double value) { return value <= x; }));
    const auto nearby = static_cast<double>(std::ranges::count_if(
        sample, [x](double value) { return std::abs(value - x) <= x / 128; }));
    CHECK(std::abs(histogram.share_at_most(x) * 5000 - exact) <= nearby);
  }
}

TEST_CASE("log histogram: a merged one is the one of all values") {
  const auto first = waits(4);
  auto second = waits(5);
  second.push_back(1e6);
  second.push_back(1e-6);
  auto merged = histogram_of(first);
  merged.merge(histogram_of(second));
  merged.merge(LogHistogram{});
  auto all = first;
  all.insert(all.end(), second.begin(), second.end());
  const auto direct = histogram_of(all);
  CHECK(merged.count() == direct.count());
  CHECK(merged.zeros() == direct.zeros());
  CHECK(merged.sum() == doctest::Approx(direct.sum()).epsilon(1e-14));
  CHECK(merged.maximum() == 1e6);
  for (const double p : {0.01, 0.4, 0.5, 0.9, 0.9999})
    CHECK(merged.quantile(p) == direct.quantile(p));
  for (const double x : {0.5, 5.5, 55.5})
    CHECK(merged.share_at_most(x) == direct.share_at_most(x));
}

TEST_CASE("log histogram: merging it with itself again and again overflows nothing") {
  LogHistogram histogram = histogram_of({0, 5, 5, 5, 6.5, 6.53});
  for (int i = 0; i < 40; ++i)
    histogram.merge(LogHistogram{histogram});
  const double times = std::ldexp(1.0, 40);
  CHECK(static_cast<double>(histogram.count()) == 6 * times);
  CHECK(histogram.quantile(0.5) == 5);
  CHECK(histogram.quantile(0.99) == 6.53);
  CHECK(histogram.number_at_most(5) == 4 * times);
  histogram.merge(histogram_of({1e-6, 300}));
  CHECK(histogram.number_at_most(5) == 4 * times + 1);
  CHECK(histogram.quantile(0.5) == 5);
}

TEST_CASE("log histogram: extremes of the range are kept in the last bins") {
  const auto histogram = histogram_of({1e-300, 1e-20, 1e15, 1e300, 5});
  CHECK(histogram.count() == 5);
  CHECK(histogram.minimum() == 1e-300);
  CHECK(histogram.maximum() == 1e300);
  CHECK(histogram.quantile(0.5) == 5);
  CHECK(histogram.share_at_most(1) == 0.4);
  CHECK(histogram.share_at_most(1e300) == 1);
}

TEST_CASE("log histogram: cleared it is empty") {
  auto histogram = histogram_of(waits(6));
  histogram.clear();
  CHECK(histogram.count() == 0);
  CHECK_THROWS_AS(static_cast<void>(histogram.quantile(0.5)), ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(histogram.mean()), ContractViolation);
  histogram.add(2);
  CHECK(histogram.quantile(0.5) == 2);
  CHECK(histogram.mean() == 2);
}

TEST_CASE("log histogram: so many zeros at once are as many one by one") {
  LogHistogram histogram;
  histogram.add(2);
  histogram.add_zeros(0);
  CHECK(histogram.minimum() == 2);
  histogram.add_zeros(3);
  CHECK(histogram.count() == 4);
  CHECK(histogram.zeros() == 3);
  CHECK(histogram.minimum() == 0);
  CHECK(histogram.mean() == 0.5);
  CHECK(histogram.quantile(0.75) == 0);
  CHECK(histogram.number_at_most(0) == 3);
}

TEST_CASE("log histogram: what is no number is refused") {
  LogHistogram histogram;
  CHECK_THROWS_AS(histogram.add(std::numeric_limits<double>::infinity()), ContractViolation);
}

TEST_SUITE_END();
