#pragma once

#include "models/model.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace stepdown::models {

/// What effects may ask about the past.
struct History {
  double left_care_at = -1;  ///< end of the last stay in a level; negative: never
  float days_in_care = 0;    ///< lengths of stay of this episode so far
  float days_waited = 0;     ///< request to admission, of the last admission
  float attendance = 1;      ///< share of sessions attended during the last stay in a level
  std::uint16_t relapses = 0;
  std::uint16_t episodes = 0;             ///< begun, the present one included
  std::uint16_t admissions = 0;           ///< to levels
  std::uint16_t last_exit = UINT16_MAX;   ///< ReasonId of the last stay in a level
  std::uint16_t last_level = UINT16_MAX;  ///< StateId of the last stay in a level
  std::uint64_t visited = 0;              ///< bit i: has been in level i

  /// Whether an admission `now` begins another episode: more than `gap` days after the last stay.
  /// Two moments 30 d apart may differ by a little more.
  [[nodiscard]] bool begins_episode(double now, double gap) const {
    constexpr double rounding = 1e-6;
    return left_care_at < 0 || now - left_care_at > gap + rounding;
  }
};

/// Counts one more, up to the largest number there is: limits asked for are far below it.
inline void count_up(std::uint16_t& count) {
  if (count < std::numeric_limits<std::uint16_t>::max()) ++count;
}

/// Bit i: what the history answers to test i.
[[nodiscard]] std::uint32_t history_mask(const std::vector<HistoryTest>& tests,
                                         const History& history);

}  // namespace stepdown::models
