#pragma once

#include "analysis/statistics/tally.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// A tally for each entry of a series, such as the count at each midnight, over replications.
///
/// The tallies of a long series are not in the cache, so each of them takes the numbers of several
/// replications at once.
class TallySeries {
 public:
  /// Series that are kept until they are tallied together: of more than a tally lists, as that many
  /// seldom are the last.
  static constexpr std::size_t most_held = Tally::most_listed + 1;

  /// Adds the series of one replication.
  void add(std::span<const std::int32_t> numbers);

  /// One tally for each entry of the longest series.
  [[nodiscard]] std::vector<Tally> finish() &&;

 private:
  void tally_held();

  std::vector<Tally> tallies_;
  std::array<std::vector<std::int32_t>, most_held> held_;  ///< not tallied yet
  std::size_t held_count_ = 0;
};

}  // namespace stepdown::analysis
