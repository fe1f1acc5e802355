#pragma once

#include "models/care/history.hpp"
#include "models/care/request.hpp"
#include "models/ids.hpp"
#include "models/model.hpp"
#include "models/refusal.hpp"
#include "sim/contract.hpp"
#include "sim/time.hpp"
#include "sim/waiting_line.hpp"

#include <cstdint>

namespace stepdown::models {

inline constexpr StateId no_state{UINT16_MAX};
inline constexpr std::uint32_t no_race = UINT32_MAX;

using sim::Ticks;

/// The exit by which a stay ends, with what the event loop asks about it.
struct ExitTaken {
  ReasonId reason{};
  std::uint8_t index = 0;  ///< into `StateModel::exits`
  ReasonKind kind{};
  bool has_transfer = false;
  bool keeps_discharge_hours = false;
};

/// The closed groups to which a person belongs, each by its number in its level, from 1 on; 0 where
/// there is none: that of the level where they are, and of the level asked for once it has a seat
/// for them. In one word, as everybody takes every step.
class Seats {
 public:
  [[nodiscard]] std::uint16_t here() const { return static_cast<std::uint16_t>(both_); }
  [[nodiscard]] std::uint16_t next() const { return static_cast<std::uint16_t>(both_ >> 16U); }
  void set_next(std::uint16_t group) { both_ = here() | std::uint32_t{group} << 16U; }
  /// The person goes to the level asked for.
  void go() { both_ >>= 16U; }

 private:
  std::uint32_t both_ = 0;
};

/// One person inside the network. Slots are reused; `number` says who it is.
struct Person {
  Ticks since{};         ///< start of the present stay
  Ticks ready_at{};      ///< end of treatment of the present stay
  Ticks wait_from{};     ///< when the next place was asked for; in transfer: when that began
  Ticks due{};           ///< time of the only pending event that still counts
  Ticks held_before{};   ///< in the present stay, for places asked for before the one now asked for
  Ticks to_discharge{};  ///< in the present stay, waited for the hour of discharge
  /// Of the level asked for, while it has a gate: how long it had been full when it was asked.
  Ticks full_before{};

  std::uint32_t number = 0;        ///< by order of arrival
  std::uint32_t source_index = 0;  ///< by order of arrival from the source
  std::uint32_t visit = 0;         ///< moves so far; names the draws of the present one
  sim::Ticket ticket{};            ///< of the line of `target`, while in it
  ClassId who{};
  /// Of `Model::behaviors`, ruling the present stay; outside, of `Model::request_behaviors`, where
  /// the level waited for has exits of waiting.
  std::uint32_t behavior = 0;
  std::uint32_t stay_visit = 0;  ///< `visit` when the present stay began
  /// Of `BehaviorTables::races`: what comes due is this exit, and not the end of the hold, of the
  /// transfer or of patience. Counts only where one of these could be due.
  std::uint32_t overtaker = no_race;
  std::uint16_t source = 0;
  Seats seats;
  StateId state = no_state;   ///< where the person is, or was last; none before the first
  StateId target = no_state;  ///< where to go next
  ExitTaken exit;             ///< how the present stay ends
  Phase phase = Phase::Outside;
  std::uint8_t waiting_class = 0;
  Request request = Request::None;  ///< a place of `target`
  bool is_remembered = false;       ///< the present stay, by history
  bool in_treatment = false;        ///< `state` is a level of treatment
  Refusal refusal = Refusal::None;  ///< the last one since the last state was left, ...
  StateId refused_by = no_state;    ///< ... and where

  History history;

  /// When the exit came by which the person, not treated any more, leaves or is to leave: the stay
  /// goes on in transfer, and while it is held. Of an exit with a transfer that came during the
  /// transfer of another one: when the other one came.
  [[nodiscard]] Ticks exit_came_at() const {
    const bool is_delayed = exit.has_transfer || exit.keeps_discharge_hours;
    return is_delayed && phase != Phase::InTransfer ? ready_at + held_before : wait_from;
  }

  /// From one request to the next.
  void asks(Request next) {
    sim::expects(can_follow(request, next), "a request is followed by one that can follow");
    request = next;
  }
};

}  // namespace stepdown::models
