#include "sim/sobol_sequence.hpp"

#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace stepdown::sim {
namespace {

constexpr double per_unit = 0x1p-32;

}  // namespace

TEST_SUITE_BEGIN("unit");

// The first ten points in three dimensions as Joe and Kuo print them beside their direction
// numbers.
TEST_CASE("Sobol's sequence: its first points are those of the literature") {
  const std::vector<std::vector<double>> known = {{0, 0, 0},
                                                  {0.5, 0.5, 0.5},
                                                  {0.75, 0.25, 0.25},
                                                  {0.25, 0.75, 0.75},
                                                  {0.375, 0.375, 0.625},
                                                  {0.875, 0.875, 0.125},
                                                  {0.625, 0.125, 0.875},
                                                  {0.125, 0.625, 0.375},
                                                  {0.1875, 0.3125, 0.9375},
                                                  {0.6875, 0.8125, 0.4375}};
  SobolSequence sequence{3};
  for (const std::vector<double>& expected : known) {
    const std::vector<std::uint32_t> point = sequence.next();
    REQUIRE(point.size() == 3);
    for (std::size_t i = 0; i < point.size(); ++i)
      CHECK(point[i] * per_unit == expected[i]);
  }
}

// A (t, m, s)-net in base 2: of the first 2^m points each coordinate meets each slice of 2^-m once.
TEST_CASE("Sobol's sequence: the first points of a power of two meet each slice once") {
  constexpr std::size_t dimensions = 40;
  constexpr int bits = 7;
  SobolSequence sequence{dimensions};
  std::vector<std::set<std::uint32_t>> slices(dimensions);
  for (int i = 0; i < 1 << bits; ++i) {
    const std::vector<std::uint32_t> point = sequence.next();
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
      slices[dimension].insert(point[dimension] >> (32 - bits));
  }
  CHECK(std::ranges::all_of(slices, [](const auto& met) { return met.size() == 1U << bits; }));
}

TEST_CASE("Sobol's sequence: further dimensions leave the first ones alone") {
  SobolSequence few{2};
  SobolSequence many{SobolSequence::most_dimensions};
  for (int i = 0; i < 5; ++i) {
    std::vector<std::uint32_t> point = many.next();
    point.resize(2);
    CHECK(few.next() == point);
  }
  CHECK_THROWS_AS(SobolSequence{0}, ContractViolation);
  CHECK_THROWS_AS(SobolSequence{SobolSequence::most_dimensions + 1}, ContractViolation);
}

TEST_SUITE_END();

}  // namespace stepdown::sim
