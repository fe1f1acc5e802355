#pragma once

#include "models/model.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace stepdown::models {

/// What effects may ask about the past. Everything measured is a whole number, so that what is
/// equal on paper is equal here.
struct History {
  /// A share is counted in millionths.
  static constexpr std::uint32_t shares = 1'000'000;

  sim::Ticks left_care_at{-1};      ///< end of the last stay in a level; negative: never
  sim::Ticks time_in_care{};        ///< lengths of stay of this episode so far
  sim::Ticks waited{};              ///< request to admission, of the last admission
  std::uint32_t attended = shares;  ///< of `shares`, of the sessions of the last stay in a level
  std::uint16_t relapses = 0;
  std::uint16_t episodes = 0;             ///< begun, the present one included
  std::uint16_t admissions = 0;           ///< to levels
  std::uint16_t last_exit = UINT16_MAX;   ///< ReasonId of the last stay in a level
  std::uint16_t last_level = UINT16_MAX;  ///< StateId of the last stay in a level
  /// Bit i: is on medication i, as of when this was last looked at (see `Medications`).
  std::uint16_t medications = 0;
  std::uint64_t visited = 0;  ///< bit i: has been in level i

  /// Whether an admission `now` begins another episode: more than `gap` after the last stay.
  [[nodiscard]] bool begins_episode(sim::Ticks now, sim::Ticks gap) const {
    return left_care_at < sim::Ticks::zero() || now - left_care_at > gap;
  }
};

/// Counts one more, up to the largest number there is: limits asked for are far below it.
inline void count_up(std::uint16_t& count) {
  if (count < std::numeric_limits<std::uint16_t>::max()) ++count;
}

/// A share from 0 to 1 in the units of `History::attended`.
[[nodiscard]] std::uint32_t whole_shares(double share);

/// Bit i: what the history answers to test i.
[[nodiscard]] std::uint32_t history_mask(const std::vector<HistoryTest>& tests,
                                         const History& history);

}  // namespace stepdown::models
