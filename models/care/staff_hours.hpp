#pragma once

#include "models/care/place_pools.hpp"
#include "models/hours_model.hpp"
#include "models/ids.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::models {

/// Hours of staff that levels have in common, and who takes how many of them: a level has as many
/// places as people are there and could come, given who is at the others.
///
/// Counts the people in the places of each level, on their way to them included, whenever it is
/// told that they have changed.
class StaffHours {
 public:
  StaffHours(const Model& model, const PlacePools& pools);

  /// Hardly any model has any, which is asked first.
  [[nodiscard]] bool are_shared() const { return !plans_->empty(); }
  /// The numbers of that period hold from now on.
  void begin_period(std::size_t period);
  /// There may be more or fewer people at `level` than before.
  void count(StateId level);

  /// Whether two levels, or one, have hours in common.
  [[nodiscard]] bool have_in_common(StateId a, StateId b) const {
    return are_shared() && index_of(a) < group_of_.size() && index_of(b) < group_of_.size() &&
           group_of_[index_of(a)] != no_group && group_of_[index_of(a)] == group_of_[index_of(b)];
  }
  /// The most people for whom there are hours at `level`: those who are there, and all who could
  /// come if nobody came to the others.
  [[nodiscard]] int people_served(StateId level) const;
  /// Whether two levels have hours in common and somebody at `from` takes no more of any role at
  /// `to`.
  [[nodiscard]] bool takes_no_more(StateId from, StateId to) const {
    return have_in_common(from, to) && is_no_more(from, to);
  }
  /// Whether they have, and the hours that somebody at `from` gives back are enough for them at
  /// `to`, with those that nobody takes.
  [[nodiscard]] bool has_room(StateId from, StateId to) const {
    return have_in_common(from, to) && is_room(from, to);
  }
  /// Whether anybody waits for a level with which this one has hours in common, or for this one.
  [[nodiscard]] bool others_wait(StateId level) const;

  /// Whether it has counted the people of all these levels but, at the most, of one, and their
  /// hours. For tests.
  [[nodiscard]] bool agrees() const;

 private:
  static constexpr std::uint16_t no_group = UINT16_MAX;

  [[nodiscard]] const std::vector<HoursNeed>& needs(StateId level) const {
    return plan_->needs[index_of(level)];
  }
  /// Units more of a role that one more of `people` takes.
  [[nodiscard]] static std::int64_t one_more(const HoursNeed& need, std::int64_t people) {
    return need.units(people + 1) - need.units(people);
  }
  [[nodiscard]] bool is_no_more(StateId from, StateId to) const;
  [[nodiscard]] bool is_room(StateId from, StateId to) const;
  /// Units of the role that somebody who leaves `level` gives back.
  [[nodiscard]] std::int64_t given_back(StateId level, std::size_t role) const;

  const std::vector<HoursPlan>* plans_;
  const PlacePools* pools_;
  const HoursPlan* plan_ = nullptr;
  std::vector<std::uint16_t> group_of_;  ///< by level
  std::vector<std::int64_t> people_;     ///< by level
  std::vector<std::int64_t> taken_;      ///< units, by role
};

}  // namespace stepdown::models
