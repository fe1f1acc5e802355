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
/// replications at once. Of few replications there are none: what is asked for is tallied then,
/// which takes a tenth of the memory.
class TallySeries {
 public:
  /// Series that are kept until they are tallied together: of more than a tally lists, as that many
  /// seldom are the last.
  static constexpr std::size_t most_held = Tally::most_listed + 1;

  /// Adds the series of one replication.
  void add(std::span<const std::int32_t> numbers);
  /// No more will be added.
  void finish();

  /// Entries of the longest series.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The tally of one entry.
  /// @param scratch  where it is made if there is none yet; must outlive the answer
  /// @pre finished, entry < size()
  [[nodiscard]] const Tally& at(std::size_t entry, Tally& scratch) const;

 private:
  using Numbers = std::array<std::int32_t, most_held>;

  /// The numbers of that entry that have not been tallied.
  [[nodiscard]] std::span<const std::int32_t> held(std::size_t entry, Numbers& room) const;
  void tally_held();

  std::size_t size_ = 0;
  std::vector<Tally> tallies_;  ///< none before there are `most_held` series
  std::array<std::vector<std::int32_t>, most_held> held_;  ///< not tallied yet
  std::size_t held_count_ = 0;
};

}  // namespace stepdown::analysis
