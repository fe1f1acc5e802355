#include "sim/random_stream.hpp"

#include "sim/contract.hpp"
#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::Block;
using stepdown::sim::keyed_block;
using stepdown::sim::KeyedBlocks;
using stepdown::sim::KeyedEngine;
using stepdown::sim::name_hash;
using stepdown::sim::open_unit;
using stepdown::sim::StreamKey;
using stepdown::tests::check_mean;
using stepdown::tests::SampleMoments;

TEST_CASE("random stream: the generator gives the published answers") {
  // Known answers of Random123 1.14 for philox4x32 with 10 rounds: counter and key all 0; all ones;
  // the digits of pi. In our words: counter = {entity, step and purpose, replication, source}.
  CHECK(keyed_block({}, 0, 0, 0) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  const StreamKey ones{.seed = ~std::uint64_t{0}, .replication = 0xffffffff, .source = 0xffffffff};
  CHECK(keyed_block(ones, 0xffffffff, 0xffffff, 0xff) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  const StreamKey pi{.seed = 0x299f31d0a4093822, .replication = 0x13198a2e, .source = 0x03707344};
  CHECK(keyed_block(pi, 0x243f6a88, 0x85a308, 0xd3) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("random stream: ask again and get the same number in any order") {
  const StreamKey key{.seed = 42, .replication = 3, .source = name_hash("community")};
  std::vector<Block> forwards;
  for (std::uint32_t entity = 0; entity < 100; ++entity)
    forwards.push_back(keyed_block(key, entity, entity % 7, 1));
  for (std::uint32_t entity = 100; entity-- > 0;)
    CHECK(keyed_block(key, entity, entity % 7, 1) == forwards[entity]);
}

TEST_CASE("random stream: blocks of one key are the same as one at a time") {
  const std::uint64_t wide = 0x299f31d0a4093822;
  for (const StreamKey& key : {StreamKey{},
                               StreamKey{.seed = ~std::uint64_t{0}, .replication = 0xffffffff},
                               StreamKey{.seed = wide, .replication = 7, .source = 0x03707344},
                               StreamKey{.seed = 1, .source = 0xffffffff}}) {
    const KeyedBlocks blocks{key};
    for (std::uint32_t i = 0; i < 200; ++i) {
      const std::uint32_t entity = i * 0x9e3779b9U;
      const std::uint32_t step = i * 79'999U;
      const auto purpose = static_cast<std::uint8_t>(i);
      CHECK(blocks(entity, step, purpose) == keyed_block(key, entity, step, purpose));
    }
    CHECK_THROWS_AS(static_cast<void>(blocks(0, 1U << 24U, 0)), stepdown::sim::ContractViolation);
  }
}

TEST_CASE("random stream: every part of the name makes another number") {
  const StreamKey key{.seed = 42, .replication = 3, .source = 5};
  std::set<Block> seen;
  seen.insert(keyed_block(key, 1, 2, 3));
  seen.insert(keyed_block(key, 1, 2, 4));
  seen.insert(keyed_block(key, 1, 3, 3));
  seen.insert(keyed_block(key, 2, 2, 3));
  seen.insert(keyed_block({.seed = 43, .replication = 3, .source = 5}, 1, 2, 3));
  seen.insert(keyed_block(
      {.seed = 42 + (std::uint64_t{1} << 32U), .replication = 3, .source = 5}, 1, 2, 3));
  seen.insert(keyed_block({.seed = 42, .replication = 4, .source = 5}, 1, 2, 3));
  seen.insert(keyed_block({.seed = 42, .replication = 3, .source = 6}, 1, 2, 3));
  CHECK(seen.size() == 8);
}

TEST_CASE("random stream: steps beyond 24 bits are refused") {
  CHECK_NOTHROW(static_cast<void>(keyed_block({}, 0, (1U << 24U) - 1, 0)));
  CHECK_THROWS_AS(static_cast<void>(keyed_block({}, 0, 1U << 24U, 0)),
                  stepdown::sim::ContractViolation);
}

TEST_CASE("random stream: the hash of a name is FNV-1a") {
  static_assert(name_hash("") == 2166136261U);
  static_assert(name_hash("a") == 0xe40c292c);
  static_assert(name_hash("foobar") == 0xbf9cf968);
  CHECK(name_hash(std::string{"\xc3\xa9"}) != name_hash("e"));
}

TEST_CASE("random stream: uniform numbers never reach 0 or 1") {
  CHECK(open_unit(0, 0) == 0x1p-53);
  CHECK(open_unit(0xffffffff, 0xffffffff) == 1 - 0x1p-53);
  CHECK(open_unit(0U) == 0x1p-33);
  CHECK(open_unit(0xffffffffU) == 1 - 0x1p-33);
  CHECK(open_unit(0x80000000, 0) == doctest::Approx(0.5));
}

TEST_CASE(
    "random stream: uniform numbers of neighboring entities have the moments of independence") {
  // Claim: mean 1/2, mean square 1/3, mean product of neighbors 1/4. n = 200,000; standard errors
  // below 0.0007: a mean off by 0.6 % would fail.
  const StreamKey key{.seed = 2024};
  SampleMoments mean;
  SampleMoments square;
  SampleMoments product;
  double before = open_unit(keyed_block(key, 0, 0, 0)[0]);
  for (std::uint32_t entity = 1; entity <= 200000; ++entity) {
    const double u = open_unit(keyed_block(key, entity, 0, 0)[0]);
    mean.add(u);
    square.add(u * u);
    if (entity % 2 == 1) product.add(u * before);
    before = u;
  }
  CHECK(check_mean(mean, 0.5));
  CHECK(check_mean(square, 1.0 / 3));
  CHECK(check_mean(product, 0.25));
  CHECK_FALSE(check_mean(mean, 0.503));
}

TEST_CASE("random stream: the engine reads successive blocks") {
  const StreamKey key{.seed = 9, .replication = 1, .source = 2};
  KeyedEngine engine{key, 17, 3};
  for (std::uint32_t step = 0; step < 3; ++step)
    for (const std::uint32_t word : keyed_block(key, 17, step, 3))
      CHECK(engine() == word);
  static_assert(std::uniform_random_bit_generator<KeyedEngine>);
}

TEST_SUITE_END();
