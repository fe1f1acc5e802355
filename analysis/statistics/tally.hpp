#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// How often each whole number was seen. Size is at most that of the span from the smallest to the
/// largest number, or of a few sightings; the order of sightings does not matter.
class Tally {
 public:
  void add(std::int32_t number) { add(std::span(&number, 1)); }
  /// Several at once, which takes less time.
  void add(std::span<const std::int32_t> numbers);
  /// Forgets everything, keeps the storage of a few numbers.
  void clear();

  [[nodiscard]] std::int64_t count() const { return count_; }
  /// The only number that was seen; nothing when there were others, or none.
  [[nodiscard]] std::optional<std::int32_t> only() const {
    const bool is_one = count_ > 0 && listed_.empty() && times_.empty();
    return is_one ? std::optional(static_cast<std::int32_t>(first_)) : std::nullopt;
  }
  /// Nothing when nothing was seen.
  [[nodiscard]] std::optional<double> mean() const;
  /// The smallest number with at least a share `p` of the sightings at or below it (Hyndman and
  /// Fan's definition 1: always a number that was seen). Nothing when nothing was seen.
  /// @pre 0 <= p <= 1.
  [[nodiscard]] std::optional<std::int32_t> quantile(double p) const;
  /// The same for several shares at once. @pre `shares` ascend, each from 0 to 1
  template <std::size_t N>
  [[nodiscard]] std::optional<std::array<std::int32_t, N>> quantiles(
      const std::array<double, N>& shares) const {
    std::array<std::int32_t, N> found{};
    find_quantiles(shares, found);
    return count_ == 0 ? std::nullopt : std::optional{found};
  }

  /// So few numbers take less room, and time, one by one than counted.
  static constexpr std::size_t most_listed = 31;

 private:
  void list(std::span<const std::int32_t> numbers);
  void count_all(std::span<const std::int32_t> more);
  void count_each(std::span<const std::int32_t> numbers);
  void cover(std::int64_t low, std::int64_t high);
  void find_quantiles(std::span<const double> shares, std::span<std::int32_t> found) const;

  /// The number that `times_` begins with; while that and `listed_` are empty, the only one seen.
  std::int64_t first_ = 0;
  std::vector<std::int32_t> listed_;  ///< a few numbers, once a second one is seen
  std::vector<std::uint32_t> times_;  ///< by number, of many
  std::int64_t count_ = 0;
  std::int64_t sum_ = 0;
};

}  // namespace stepdown::analysis
