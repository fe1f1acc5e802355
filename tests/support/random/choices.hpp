#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::tests {

/// Where whoever makes something up takes small numbers from: dice with a seed, or the bytes of a
/// fuzzer, which then steers what is made up.
class Choices {
 public:
  /// Dice (splitmix64): the same seed, the same numbers on every machine.
  explicit Choices(std::uint64_t seed) : state_{seed} {}
  /// A byte or two for each number. When they are used up, each number is 0.
  explicit Choices(std::span<const std::uint8_t> bytes) : is_dice_{false}, bytes_{bytes} {}

  /// From 0 to `n` - 1. 0 should stand for the plainest choice. @pre 1 <= n <= 65536
  int below(int n) {
    const auto sides = static_cast<std::uint64_t>(n);
    if (n <= 1) return 0;
    if (is_dice_) return static_cast<int>(throw_dice() % sides);
    constexpr int of_a_byte = 256;
    std::uint64_t number = next_byte();
    if (n > of_a_byte) number = number * of_a_byte + next_byte();
    return static_cast<int>(number % sides);
  }

  /// Never once the bytes are used up, unless `n` is 1.
  bool one_in(int n) { return below(n) == n - 1; }

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

  /// Whether there are no more bytes; dice never end.
  [[nodiscard]] bool is_used_up() const { return !is_dice_ && bytes_.empty(); }

 private:
  std::uint64_t throw_dice() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  std::uint8_t next_byte() {
    if (bytes_.empty()) return 0;
    const std::uint8_t byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte;
  }

  std::uint64_t state_ = 0;
  bool is_dice_ = true;
  std::span<const std::uint8_t> bytes_;
};

}  // namespace stepdown::tests
