#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// Hours of staff that levels have in common although their people do not take as many of them, or
/// take them together in groups.
///
/// All of it is counted in whole units of a role, of which an hour has as many as make every number
/// of its hours whole.
namespace stepdown::models {

/// More units than anybody has; what would be more is as many.
inline constexpr std::int64_t most_units = std::int64_t{1} << 60U;

/// What people of a level take together: hours of each group, of each post, or of each person.
struct HoursStep {
  int each = 1;               ///< people for whom one of it is enough
  std::int64_t at_least = 0;  ///< of it, though nobody is there
  std::int64_t units = 0;     ///< that one takes

  friend bool operator==(const HoursStep&, const HoursStep&) = default;
};

/// What a level takes of one role.
struct HoursNeed {
  std::size_t role = 0;  ///< of `Model::staff`
  std::vector<HoursStep> steps;

  friend bool operator==(const HoursNeed&, const HoursNeed&) = default;
  /// Units while so many people are there; at most `most_units`.
  [[nodiscard]] std::int64_t units(std::int64_t people) const;
};

/// The hours of levels that have some in common, in one period. Who could come to one of them
/// follows from who is at the others of its `StateModel::staff_group`; its `places` are for when
/// nobody is.
struct HoursPlan {
  std::vector<std::int64_t> at_hand;          ///< units by role; of others than theirs 0
  std::vector<std::vector<HoursNeed>> needs;  ///< by level; empty: it is none of them

  friend bool operator==(const HoursPlan&, const HoursPlan&) = default;
  /// Units of a role that levels take while so many people are at each of them.
  [[nodiscard]] std::int64_t taken(std::size_t role, const std::vector<std::int64_t>& people) const;
  /// Whether the staff at hand is enough for all that the level needs if so many people are there,
  /// and so many at each of all levels besides.
  [[nodiscard]] bool is_enough(std::size_t level,
                               std::int64_t there,
                               std::vector<std::int64_t> people) const;
};

/// The most people, from `fewest` to `most`, for whom that is so; `fewest` where it is so for none.
/// More people never take less.
template <class IsEnough>
[[nodiscard]] std::int64_t largest_enough(std::int64_t fewest,
                                          std::int64_t most,
                                          const IsEnough& is_enough) {
  std::int64_t enough = fewest;
  std::int64_t step = 1;
  while (enough + step <= most && is_enough(enough + step)) {
    enough += step;
    step *= 2;
  }
  for (; step > 0; step /= 2)
    if (enough + step <= most && is_enough(enough + step)) enough += step;
  return enough;
}

}  // namespace stepdown::models
