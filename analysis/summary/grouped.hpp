#pragma once

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// Replications are dealt into so many groups at most, one after the other, so that what has to be
/// kept of groups does not grow with their number. With fewer, each is a group of its own.
inline constexpr std::size_t most_groups = 20;

/// What was seen in all replications, group by group.
/// @tparam OfGroup  what is kept of a group
template <class Histogram, class OfGroup = Histogram>
class Grouped {
 public:
  /// What one replication saw.
  /// @param replication  its number from 0
  void add(std::size_t replication, const Histogram& seen) {
    const std::size_t group = replication % most_groups;
    if (group >= groups_.size()) groups_.resize(group + 1);
    groups_[group].merge(seen);
    all_.merge(seen);
  }

  /// Of all groups together.
  [[nodiscard]] const Histogram& all() const { return all_; }

 protected:
  [[nodiscard]] const std::vector<OfGroup>& groups() const { return groups_; }

 private:
  std::vector<OfGroup> groups_;
  Histogram all_;
};

}  // namespace stepdown::analysis
