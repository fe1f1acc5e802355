#include "sim/packed_log_histogram.hpp"

#include "sim/contract.hpp"
#include "sim/log_histogram.hpp"
#include "sim/random_stream.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::ContractViolation;
using stepdown::sim::KeyedEngine;
using stepdown::sim::LogHistogram;
using stepdown::sim::open_unit;
using stepdown::sim::PackedLogHistogram;

namespace {

/// Lengths around 2^`octave`, some of them equal, a fifth of them 0.
LogHistogram lengths(std::uint64_t seed, int number, int octave) {
  KeyedEngine engine{{.seed = seed}};
  LogHistogram histogram;
  for (int i = 0; i < number; ++i) {
    const double u = open_unit(engine());
    const double length = std::ldexp(1 + u * u * u, octave - static_cast<int>(engine() % 4));
    const bool is_round = engine() % 4 == 0;
    histogram.add(engine() % 5 == 0 ? 0 : is_round ? std::ceil(length) : length);
  }
  return histogram;
}

void check_same(const PackedLogHistogram& packed, const LogHistogram& plain) {
  REQUIRE(packed.count() == plain.count());
  REQUIRE(packed.zeros() == plain.zeros());
  for (const double x : {-1.0, 0.0, 0x1p-40, 0x1p-30, 0x1p40, 0x1p50})
    CHECK(packed.number_at_most(x) == plain.number_at_most(x));
  for (double x = 0x1p-6; x < 0x1p12; x *= 1.0037)
    REQUIRE(packed.number_at_most(x) == plain.number_at_most(x));
  for (double x = 1; x <= 64; ++x)
    REQUIRE(packed.number_at_most(x) == plain.number_at_most(x));
}

}  // namespace

TEST_CASE("packed log histogram: what is merged is as in a plain one") {
  struct Part {
    int number;
    int octave;
  };
  // Nothing, bins in the middle, above, below, between, all of them again, zeros only at last.
  constexpr std::array<Part, 8> parts{
      {{0, 0}, {300, 4}, {200, 9}, {40, -1}, {500, 7}, {3000, 5}, {1, 11}, {1, 2}}};
  PackedLogHistogram packed;
  LogHistogram plain;
  std::uint64_t seed = 0;
  for (const Part& part : parts) {
    CAPTURE(seed);
    const LogHistogram more = lengths(++seed, part.number, part.octave);
    packed.merge(more);
    plain.merge(more);
    check_same(packed, plain);
  }
  LogHistogram zeros;
  zeros.add_zeros(7);
  packed.merge(zeros);
  plain.merge(zeros);
  check_same(packed, plain);
}

TEST_CASE("packed log histogram: values beyond the range share the last bins") {
  PackedLogHistogram packed;
  LogHistogram plain;
  for (const double x : {0x1p-50, 0x1p60, 0x1p-31, 0x1p41, 3.0}) {
    LogHistogram one;
    one.add(x);
    packed.merge(one);
    plain.merge(one);
  }
  check_same(packed, plain);
  for (const double x : {0x1p-50, 0x1p-45, 0x1p-31, 0x1p41, 0x1p45, 0x1p60})
    CHECK(packed.number_at_most(x) == plain.number_at_most(x));
}

TEST_CASE("packed log histogram: counts of more than 32 bits are kept") {
  LogHistogram many;
  for (const double x : {1.0, 1.003, 1.003, 40.0})
    many.add(x);
  for (int doubled = 0; doubled < 31; ++doubled)
    many.merge(LogHistogram(many));
  PackedLogHistogram packed;
  LogHistogram plain;
  for (int time = 0; time < 3; ++time) {
    packed.merge(many);
    plain.merge(many);
  }
  LogHistogram few;  // in bins between those that are there
  for (const double x : {0.5, 1.001, 7.0})
    few.add(x);
  packed.merge(few);
  plain.merge(few);
  CHECK(packed.count() == 3 * (std::uint64_t{4} << 31U) + 3);
  check_same(packed, plain);
}

TEST_CASE("packed log histogram: what is to be added later is not forgotten unseen") {
  LogHistogram waiting;
  waiting.add_later(2);
  PackedLogHistogram packed;
  CHECK_THROWS_AS(packed.merge(waiting), ContractViolation);
}

TEST_SUITE_END();
