#pragma once

#include "sim/contract.hpp"

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace stepdown::sim {

/// Random numbers as a function, not a sequence: every draw is named by who draws, in which step
/// and for what, so nobody's luck depends on what happened to others or on the order of events.
///
/// The generator is Philox4x32-10 of Random123 (Salmon, Moraes, Dror and Shaw 2011, "Parallel
/// random numbers: as easy as 1, 2, 3", section 4.3).

/// The part of a draw's name that is fixed for one source of entities in one replication.
struct StreamKey {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  /// Hash of the source's name (`name_hash`), so that another source leaves this one's draws alone.
  std::uint32_t source = 0;

  friend constexpr bool operator==(const StreamKey&, const StreamKey&) = default;
};

/// 128 random bits.
using Block = std::array<std::uint32_t, 4>;

/// Steps of one entity are numbered below this.
inline constexpr std::uint32_t step_limit = 1U << 24U;

/// A 32-bit hash of a name that is the same on every machine (FNV-1a).
[[nodiscard]] constexpr std::uint32_t name_hash(std::string_view name) noexcept {
  std::uint32_t hash = 2166136261U;
  for (const char letter : name) {
    hash ^= static_cast<std::uint8_t>(letter);
    hash *= 16777619U;
  }
  return hash;
}

/// The 128 random bits named by (`key`, `entity`, `step`, `purpose`, `name`): the same for ever.
///
/// `name` is the hash of what is drawn where one entity draws several things for one purpose; 0
/// where it draws one. It goes into the upper word of the generator's key, next to the seed: runs
/// whose seeds are below 2^32 never meet.
/// @pre step < 2^24.
[[nodiscard]] [[gnu::always_inline]] inline Block keyed_block(const StreamKey& key,
                                                              std::uint32_t entity,
                                                              std::uint32_t step,
                                                              std::uint8_t purpose,
                                                              std::uint32_t name = 0) {
  expects(step < step_limit, "steps of an entity are numbered below 2^24");
  const philox4x32_ctr_t counter{{entity, step << 8U | purpose, key.replication, key.source}};
  const philox4x32_key_t words{
      {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U) ^ name}};
  const philox4x32_ctr_t bits = philox4x32_R(10, counter, words);
  return {bits.v[0], bits.v[1], bits.v[2], bits.v[3]};
}

/// The draws of one key that need no name. What the generator's rounds have in common in all of
/// them is worked out once, which leaves two thirds of the instructions.
class KeyedBlocks {
 public:
  KeyedBlocks() = default;
  explicit KeyedBlocks(const StreamKey& key) {
    philox4x32_key_t words{
        {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U)}};
    const std::uint64_t product = std::uint64_t{PHILOX_M4x32_1} * key.replication;
    first_round_ = {static_cast<std::uint32_t>(product >> 32U) ^ words.v[0],
                    static_cast<std::uint32_t>(product),
                    key.source ^ words.v[1]};
    for (philox4x32_key_t& later : later_keys_)
      later = words = _philox4x32bumpkey(words);
  }

  /// The same as `keyed_block` with this key.
  [[nodiscard]] [[gnu::always_inline]] inline Block operator()(std::uint32_t entity,
                                                               std::uint32_t step,
                                                               std::uint8_t purpose) const {
    expects(step < step_limit, "steps of an entity are numbered below 2^24");
    const std::uint64_t product = std::uint64_t{PHILOX_M4x32_0} * entity;
    philox4x32_ctr_t words{{first_round_[0] ^ (step << 8U | purpose),
                            first_round_[1],
                            first_round_[2] ^ static_cast<std::uint32_t>(product >> 32U),
                            static_cast<std::uint32_t>(product)}};
    for (const philox4x32_key_t& key : later_keys_)
      words = _philox4x32round(words, key);
    return {words.v[0], words.v[1], words.v[2], words.v[3]};
  }

 private:
  std::array<std::uint32_t, 3> first_round_{};  ///< of its words, but for what is drawn for whom
  std::array<philox4x32_key_t, 9> later_keys_{};
};

/// Two words as the 64 bits that `QuantileTable::at` takes.
[[nodiscard]] constexpr std::uint64_t wide_bits(std::uint32_t hi, std::uint32_t lo) noexcept {
  return std::uint64_t{hi} << 32U | lo;
}

/// A uniform number strictly between 0 and 1 from two words: (k + 1/2) 2^-52, k the upper 52 bits.
[[nodiscard]] constexpr double open_unit(std::uint32_t hi, std::uint32_t lo) noexcept {
  return (static_cast<double>(wide_bits(hi, lo) >> 12U) + 0.5) * 0x1p-52;
}

/// A uniform number strictly between 0 and 1 from one word: (k + 1/2) 2^-32.
[[nodiscard]] constexpr double open_unit(std::uint32_t word) noexcept {
  return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

/// A generator in the sense of the standard library over the successive blocks of one entity, for
/// samplers that need a sequence (Boost.Random, `std::shuffle`).
///
/// The n-th block is `keyed_block(key, entity, n, purpose)`; a sequence has 2^26 words.
class KeyedEngine {
 public:
  using result_type = std::uint32_t;

  explicit KeyedEngine(const StreamKey& key, std::uint32_t entity = 0, std::uint8_t purpose = 0)
      : key_{key}, entity_{entity}, purpose_{purpose} {}

  [[nodiscard]] static constexpr result_type min() { return 0; }
  [[nodiscard]] static constexpr result_type max() {
    return std::numeric_limits<result_type>::max();
  }

  result_type operator()() {
    if (used_ == block_.size()) {
      block_ = keyed_block(key_, entity_, step_++, purpose_);
      used_ = 0;
    }
    return block_[used_++];
  }

 private:
  StreamKey key_;
  std::uint32_t entity_;
  std::uint32_t step_ = 0;
  std::uint8_t purpose_;
  std::size_t used_ = 4;
  Block block_{};
};

}  // namespace stepdown::sim
