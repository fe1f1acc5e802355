#pragma once

#include "models/model.hpp"

#include <cstddef>
#include <cstdint>

namespace stepdown::models {

/// Arrivals, ends of stays and admissions from lists in one replication, at most: what is counted
/// in 32 bits does not overflow.
inline constexpr std::uint64_t most_events = std::uint64_t{1} << 31U;

/// How busy a network will roughly be once it has filled up, ignoring waits and history. Tables are
/// sized by it; results never depend on it.
struct LoadForecast {
  double events_per_day = 1;  ///< referrals and ends of stays; positive
  double people_inside = 0;   ///< at once, never more than are referred up to the horizon
  double in_places = 0;       ///< of them, not more in any level than it has places
};

/// How often people will roughly move up to the horizon. What could never end is refused by it.
struct MovesForecast {
  double each = 1;          ///< moves of one person, the first included
  double events = 0;        ///< of one replication: the moves of all
  std::size_t busiest = 0;  ///< the state through which those who move longest go most
};

/// For how many people to make room before the first comes, so many bytes each: some more than are
/// forecast, but not more than 8 GB, since a forecast can be wrong.
[[nodiscard]] std::size_t room_for(const LoadForecast& load, std::size_t bytes_each);

/// The traffic equations by repeated substitution, then Little's law. Where numbers change on
/// dates, the most of what would be if all of the run were in one period.
[[nodiscard]] LoadForecast forecast_load(const Model& model);

/// The same substitution, of the people who go on from each state before time runs out.
[[nodiscard]] MovesForecast forecast_moves(const Model& model);

}  // namespace stepdown::models
