#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stepdown::models {

/// How somebody who asked for a place left without one.
enum class Refusal : std::uint8_t {
  None,        ///< they did not
  GaveUp,      ///< out of patience on the waiting list
  TurnedAway,  ///< the waiting list was at its limit
  Diverted,    ///< the same, to ask another level instead
  LeftList,    ///< by an exit of waiting
  Balked,      ///< went away at the sight of the waiting list
  Redirected   ///< asked another level instead, with a place or a shorter list
};
inline constexpr std::size_t refusal_count = 7;

/// In the order of the enumeration.
inline constexpr std::array<std::string_view, refusal_count> refusal_names{
    "", "gave_up", "turned_away", "diverted", "left_list", "balked", "redirected"};

[[nodiscard]] constexpr std::string_view name_of(Refusal refusal) {
  return refusal_names[static_cast<std::size_t>(refusal)];
}

}  // namespace stepdown::models
