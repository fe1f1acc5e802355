#include "analysis/statistics/tally.hpp"

#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

using stepdown::analysis::Tally;

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

TEST_CASE("tally: an empty one says nothing") {
  const Tally tally;
  CHECK_FALSE(tally.mean().has_value());
  CHECK_FALSE(tally.quantile(0.5).has_value());
  CHECK_THROWS_AS(static_cast<void>(tally.quantile(1.5)), stepdown::sim::ContractViolation);
}

TEST_SUITE_END();
