#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// How often each whole number was seen. Size is that of the span from the smallest to the largest
/// number, not of the sightings; the order of sightings does not matter.
class Tally {
 public:
  void add(std::int32_t number) {
    const auto at = static_cast<std::size_t>(std::int64_t{number} - first_);
    if (at >= times_.size()) [[unlikely]]
      cover(number);
    ++times_[static_cast<std::size_t>(std::int64_t{number} - first_)];
    ++count_;
  }

  [[nodiscard]] std::int64_t count() const { return count_; }
  /// Nothing when nothing was seen.
  [[nodiscard]] std::optional<double> mean() const;
  /// The smallest number with at least a share `p` of the sightings at or below it (Hyndman and
  /// Fan's definition 1: always a number that was seen). Nothing when nothing was seen.
  /// @pre 0 <= p <= 1.
  [[nodiscard]] std::optional<std::int32_t> quantile(double p) const;

 private:
  void cover(std::int32_t number);

  std::int64_t first_ = 0;            ///< the number that `times_` begins with
  std::vector<std::uint32_t> times_;  ///< by number
  std::int64_t count_ = 0;
};

}  // namespace stepdown::analysis
