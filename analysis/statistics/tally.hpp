#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::analysis {

/// How often each whole number was seen. Size is that of the different numbers, not of the
/// sightings; the order of sightings does not matter.
class Tally {
 public:
  void add(std::int32_t number);

  [[nodiscard]] std::int64_t count() const { return count_; }
  /// Nothing when nothing was seen.
  [[nodiscard]] std::optional<double> mean() const;
  /// The smallest number with at least a share `p` of the sightings at or below it (Hyndman and
  /// Fan's definition 1: always a number that was seen). Nothing when nothing was seen.
  /// @pre 0 <= p <= 1.
  [[nodiscard]] std::optional<std::int32_t> quantile(double p) const;

 private:
  std::vector<std::pair<std::int32_t, std::int32_t>> seen_;  ///< number and times, by number
  std::int64_t count_ = 0;
};

}  // namespace stepdown::analysis
