#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// What someone inside is doing, and what they ask for; which of the two can go together, and what
/// can follow what.
namespace stepdown::models {

/// What someone inside the network is doing.
enum class Phase : std::uint8_t {
  Staying,      ///< in treatment, or in a community state
  InTransfer,   ///< treatment has ended; the place is kept for the transfer delay
  ToDischarge,  ///< the same, until the level discharges people again
  Ready,        ///< could move on; keeps the place until offered the next, or until sent outside
  Outside,      ///< is in no state: waits for a place, or is on the way to one in this instant
  Gone          ///< left for good; the slot is free
};

/// Whether somebody occupies a place of the state where they are.
[[nodiscard]] constexpr bool has_place(Phase phase) {
  return phase <= Phase::Ready;
}

/// Whether somebody keeps a place after treatment, and does not ask for the next one yet but to be
/// kept for them.
[[nodiscard]] constexpr bool is_leaving(Phase phase) {
  return phase == Phase::InTransfer || phase == Phase::ToDischarge;
}

/// What someone asks for: at most one thing, a place of `Person::target`. Those who ask are
/// answered before the instant is over. `request_rules` says what can go together and follow.
enum class Request : std::uint8_t {
  None,          ///< nothing
  Reserving,     ///< that a place be kept until they leave the present one
  Granted,       ///< one is kept
  Asking,        ///< asked in this instant; holds no place that could be kept meanwhile
  AskingToHold,  ///< asked in this instant, and keeps the present place meanwhile
  Holding,       ///< is on the list and keeps the present place
  HoldEnded,     ///< is on the list and lost the present place in this instant
  Waiting        ///< is on the list and holds no place
};

inline constexpr std::size_t request_count = 8;

/// Stands in the line of the level asked for.
[[nodiscard]] constexpr bool is_in_line(Request request) {
  return request != Request::None && request != Request::Granted;
}

/// Asked in this very instant; the answer is still open.
[[nodiscard]] constexpr bool is_asking(Request request) {
  return request == Request::Asking || request == Request::AskingToHold ||
         request == Request::HoldEnded;
}

/// Is counted on the waiting list of the level asked for.
[[nodiscard]] constexpr bool is_listed(Request request) {
  return request >= Request::Holding;
}

/// Keeps the present place for want of the next: a side of the wait-for graph.
[[nodiscard]] constexpr bool is_holding(Request request) {
  return request == Request::AskingToHold || request == Request::Holding;
}

template <class... Values>
[[nodiscard]] constexpr std::uint8_t set_of(Values... values) {
  return static_cast<std::uint8_t>((0U | ... | (1U << static_cast<unsigned>(values))));
}

template <class Value>
[[nodiscard]] constexpr bool contains(std::uint8_t set, Value value) {
  return ((unsigned{set} >> static_cast<unsigned>(value)) & 1U) != 0;
}

/// What goes with a request; sets of `Phase`, and of `Request`.
struct RequestRule {
  std::uint8_t phases;   ///< at some moment of an instant
  std::uint8_t at_rest;  ///< when an instant is over
  std::uint8_t next;     ///< what can follow
};

/// By request. Who is ready and asks for nothing, or has just come to the end of a transfer, is on
/// the way to what comes next within the instant.
inline constexpr std::array<RequestRule, request_count> request_rules = [] {
  using enum Phase;
  using enum Request;
  return std::array<RequestRule, request_count>{{
      {.phases = set_of(Staying, InTransfer, ToDischarge, Ready, Outside, Gone),
       .at_rest = set_of(Staying, InTransfer, ToDischarge, Gone),
       .next = set_of(Reserving, Asking, AskingToHold)},
      {.phases = set_of(InTransfer, ToDischarge, Ready),
       .at_rest = set_of(InTransfer, ToDischarge),
       .next = set_of(None, Granted, Asking, AskingToHold)},
      {.phases = set_of(InTransfer, ToDischarge, Ready),
       .at_rest = set_of(InTransfer, ToDischarge),
       .next = set_of(None)},
      {.phases = set_of(Ready, Outside), .at_rest = set_of(), .next = set_of(None, Waiting)},
      {.phases = set_of(Ready), .at_rest = set_of(), .next = set_of(None, Holding)},
      {.phases = set_of(Ready), .at_rest = set_of(Ready), .next = set_of(None, HoldEnded)},
      {.phases = set_of(Outside), .at_rest = set_of(), .next = set_of(None, Waiting)},
      {.phases = set_of(Outside), .at_rest = set_of(Outside), .next = set_of(None)},
  }};
}();

/// Whether somebody who asks for `from` can ask for `to` next.
[[nodiscard]] constexpr bool can_follow(Request from, Request to) {
  return contains(request_rules[static_cast<std::size_t>(from)].next, to);
}

/// Whether the two can go together at some moment of an instant.
[[nodiscard]] constexpr bool is_legal(Phase phase, Request request) {
  return contains(request_rules[static_cast<std::size_t>(request)].phases, phase);
}

/// Whether the two can go together when an instant is over.
[[nodiscard]] constexpr bool is_at_rest(Phase phase, Request request) {
  return contains(request_rules[static_cast<std::size_t>(request)].at_rest, phase);
}

}  // namespace stepdown::models
