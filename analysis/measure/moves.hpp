#pragma once

#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// Of the people who come from one state or source to another, which ones.
enum class MoveOf : std::uint8_t {
  All,        ///< by an exit, or referred
  Referred,   ///< of those, the ones never treated before
  Returning,  ///< and the others
  GaveUp,     ///< left without the place that they had asked for, see `models::Refusal`
  TurnedAway,
  Diverted,
  LeftList,
  Balked,
  Redirected
};

/// Whether such people had asked for a place of where they come from, and left without.
[[nodiscard]] constexpr bool is_refusal(MoveOf of) {
  return of > MoveOf::Returning;
}

struct Move {
  models::StateId to{};
  MoveOf of{};
};

/// "": all; or the word that follows the names of the states in a figure's name: "referral".
[[nodiscard]] std::string_view name_of(MoveOf of);

/// `home.detox` or `residential.home.gave_up`: what a figure of moves is named after.
[[nodiscard]] std::string subject_of(const std::string& from,
                                     const Move& move,
                                     const models::Model& model);

/// How many of the people who left a state, or asked for a place there, made that move.
[[nodiscard]] std::int64_t count_of(const models::StateObservations& seen, const Move& move);

/// Where people can be next, whatever the luck.
struct Moves {
  std::vector<std::vector<Move>> from_state;  ///< by state; in the order of the states
  /// By arrival source; if the model has a start, then those who were on a list at that moment.
  std::vector<std::vector<Move>> from_source;
  /// By state: the moves to levels are made by people who were never treated, and by no others.
  std::vector<bool> only_referrals;
};

/// Follows exits, and the ways of those who leave without the place they asked for. Moves into
/// treatment from a state where both kinds of people can be come three times: all, and both parts.
[[nodiscard]] Moves possible_moves(const models::Model& model);

}  // namespace stepdown::analysis
