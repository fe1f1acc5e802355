#include "analysis/statistics/tally.hpp"

#include "analysis/statistics/tally_series.hpp"
#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

using stepdown::analysis::Tally;
using stepdown::analysis::TallySeries;

TEST_SUITE_BEGIN("unit");

TEST_CASE("tally: mean and quantiles are those of the sorted numbers") {
  Tally tally;
  for (const int x : {3, 1, 2, 2, 7})
    tally.add(x);  // sorted 1 2 2 3 7
  CHECK(tally.count() == 5);
  CHECK(tally.mean() == doctest::Approx(3));
  CHECK(tally.quantile(0) == 1);
  CHECK(tally.quantile(0.2) == 1);  // exactly one in five is at most 1
  CHECK(tally.quantile(0.21) == 2);
  CHECK(tally.quantile(0.5) == 2);
  CHECK(tally.quantile(0.8) == 3);
  CHECK(tally.quantile(1) == 7);
}

TEST_CASE("tally: several quantiles at once are those one by one") {
  Tally tally;
  for (const int x : {3, 1, 2, 2, 7, 30})
    tally.add(x);
  constexpr std::array shares{0.0, 0.1, 0.5, 0.5, 0.9, 1.0};
  const auto quantiles = tally.quantiles(shares);
  REQUIRE(quantiles);
  for (std::size_t i = 0; i < shares.size(); ++i)
    CHECK(quantiles->at(i) == tally.quantile(shares.at(i)));
  CHECK(*quantiles == std::array{1, 1, 2, 2, 30, 30});
  CHECK_FALSE(Tally{}.quantiles(shares));
}

TEST_CASE("tally: the order of sightings does not matter") {
  std::vector<int> numbers{5, 0, 9, 5, 5, 1, 0};
  Tally forwards;
  for (const int x : numbers)
    forwards.add(x);
  std::reverse(numbers.begin(), numbers.end());
  Tally backwards;
  for (const int x : numbers)
    backwards.add(x);
  for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95})
    CHECK(forwards.quantile(p) == backwards.quantile(p));
  CHECK(forwards.mean() == backwards.mean());
}

TEST_CASE("tally: one number seen many times and then another") {
  Tally tally;
  for (int i = 0; i < 3; ++i)
    tally.add(4);
  CHECK(tally.count() == 3);
  CHECK(tally.mean() == 4.0);
  CHECK(tally.quantiles(std::array{0.0, 0.5, 1.0}) == std::array{4, 4, 4});
  tally.add(0);
  CHECK(tally.count() == 4);
  CHECK(tally.mean() == 3.0);
  CHECK(tally.quantiles(std::array{0.0, 0.25, 0.26, 1.0}) == std::array{0, 0, 4, 4});
}

TEST_CASE("tally: several numbers at once are the same numbers one by one") {
  Tally together;
  Tally alone;
  for (const std::vector<std::int32_t>& numbers : std::vector<std::vector<std::int32_t>>{
           {4, 4}, {}, {4}, {9, 2, 4}, {12, 3}, {-5, 40, 2}, {1, 1}}) {
    together.add(numbers);
    for (const std::int32_t number : numbers)
      alone.add(number);
  }
  CHECK(together.count() == 13);
  CHECK(together.mean() == alone.mean());
  for (int percent = 0; percent <= 100; ++percent)
    CHECK(together.quantile(percent / 100.0) == alone.quantile(percent / 100.0));
}

// So many that they are kept one by one, and that they are counted.
TEST_CASE("tally: of few and of many numbers quantiles are those of the sorted numbers") {
  Tally tally;
  std::vector<std::int32_t> sorted;
  for (std::int32_t i = 0; i < 80; ++i) {
    const std::int32_t number = i * 37 % 101 - 20;
    tally.add(number);
    sorted.insert(std::ranges::upper_bound(sorted, number), number);
    REQUIRE(tally.count() == i + 1);
    CHECK(tally.quantile(0) == sorted.front());
    CHECK(tally.quantile(1) == sorted.back());
    CHECK(tally.quantile(0.5) == sorted[static_cast<std::size_t>(i) / 2]);
    CHECK(tally.mean() == std::accumulate(sorted.begin(), sorted.end(), 0.0) / (i + 1));
  }
}

TEST_CASE("tally series: each entry has the tally of its own numbers") {
  constexpr auto held = static_cast<std::int32_t>(TallySeries::most_held);
  for (const std::int32_t replications : {1, 20, held - 1, held, held + 5, 2 * held}) {
    CAPTURE(replications);
    TallySeries series;
    std::vector<Tally> expected(3);
    for (std::int32_t i = 0; i < replications; ++i) {
      std::vector<std::int32_t> numbers{i * 7 % 11, 5};
      if (i % 3 == 0) numbers.push_back(i);
      series.add(numbers);
      for (std::size_t entry = 0; entry < numbers.size(); ++entry)
        expected[entry].add(numbers[entry]);
    }
    series.finish();
    REQUIRE(series.size() == 3);
    Tally scratch;
    for (std::size_t entry = 0; entry < series.size(); ++entry) {
      CAPTURE(entry);
      const Tally& found = series.at(entry, scratch);
      CHECK(found.count() == expected[entry].count());
      CHECK(found.only() == expected[entry].only());
      CHECK(found.mean() == expected[entry].mean());
      for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95})
        CHECK(found.quantile(p) == expected[entry].quantile(p));
    }
    CHECK(series.at(2, scratch).count() == (replications + 2) / 3);
  }
}

TEST_CASE("tally: a cleared one is as new") {
  Tally tally;
  for (const int x : {3, 1, 2})
    tally.add(x);
  tally.clear();
  CHECK(tally.count() == 0);
  CHECK_FALSE(tally.quantile(0.5).has_value());
  tally.add(4);
  CHECK(tally.only() == 4);
  CHECK(tally.mean() == 4.0);
}

TEST_CASE("tally: an empty one says nothing") {
  const Tally tally;
  CHECK_FALSE(tally.mean().has_value());
  CHECK_FALSE(tally.quantile(0.5).has_value());
  CHECK_THROWS_AS(static_cast<void>(tally.quantile(1.5)), stepdown::sim::ContractViolation);
}

TEST_SUITE_END();
