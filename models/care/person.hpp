#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "sim/waiting_line.hpp"

#include <cstdint>

namespace stepdown::models {

/// What someone inside the network is doing.
enum class Phase : std::uint8_t {
  Staying,     ///< in treatment, or in a community state
  InTransfer,  ///< treatment has ended; the place is kept for the transfer delay
  Ready,       ///< could move on; keeps the place until offered the next, or until sent outside
  Outside,     ///< holds no place and waits for one
  Gone         ///< left for good; the slot is free
};

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

inline constexpr StateId no_state{UINT16_MAX};

/// The exit by which a stay ends, with what the event loop asks about it.
struct ExitTaken {
  ReasonId reason{};
  std::uint8_t index = 0;  ///< into `StateModel::exits`
  ReasonKind kind{};
  bool has_transfer = false;
};

/// One person inside the network. Slots are reused; `number` says who it is.
struct Person {
  double since = 0;      ///< start of the present stay
  double ready_at = 0;   ///< end of treatment of the present stay
  double wait_from = 0;  ///< when the next place was asked for
  double due = 0;        ///< time of the only pending event that still counts

  std::uint32_t number = 0;        ///< by order of arrival
  std::uint32_t source_index = 0;  ///< by order of arrival from the source
  std::uint32_t visit = 0;         ///< moves so far; names the draws of the present one
  sim::Ticket ticket{};            ///< of the line of `target`, while in it
  ClassId who{};
  std::uint32_t behavior = 0;  ///< of `Model::behaviors`, ruling the present stay
  std::uint16_t source = 0;
  StateId state = no_state;   ///< where the person is, or was last; none before the first
  StateId target = no_state;  ///< where to go next
  ExitTaken exit;             ///< how the present stay ends
  Phase phase = Phase::Outside;
  std::uint8_t waiting_class = 0;
  bool has_place : 1 = false;   ///< occupies a place of `state`
  bool is_asking : 1 = false;   ///< asked in this very instant, answer still open
  bool is_in_line : 1 = false;  ///< has a ticket
  bool is_listed : 1 = false;   ///< counted on the waiting list of `target`
  bool is_granted : 1 = false;  ///< a place of `target` is kept free for them
  bool is_edge : 1 = false;     ///< counted as holding `state` for `target`

  History history;
};

}  // namespace stepdown::models
