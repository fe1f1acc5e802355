#pragma once

#include "sim/event_queue.hpp"
#include "sim/time.hpp"

#include <cstdint>

namespace stepdown::models {

/// What can come due. The order is the order within one instant: numbers that change on a date,
/// so that all that begins then has the new ones; ends of stays, of transfers, and
/// of holds and transfers that a race exit cuts short, then hold limits, then waits so long that
/// they count for more, then changes of places, places that are ready for the next person, and
/// levels that begin to take people up; after these the free places are offered; then those leave
/// the lists whose patience ends or whom an exit of waiting takes, then the arrivals, then the
/// starts of cohorts are over, and last the log is told of medications that begin or stop (nothing
/// else waits for that: they have done so before all other events of the instant). Within a kind:
/// by patient number.
enum class CareEventKind : std::uint8_t {
  PeriodBegins,
  StayEnds,
  HoldEnds,
  WaitGrows,
  PlacesChange,
  PlaceReady,
  GateOpens,
  PatienceEnds,
  Arrival,
  StartEnds,
  MedicationChanges  ///< there is somebody who is told
};

/// Number and slot of a person; for places the level, for gates and starts the gate, for arrivals
/// the source, for periods the period, in both.
struct CareEvent {
  CareEventKind kind{};
  std::uint32_t number = 0;
  std::uint32_t slot = 0;
};

inline constexpr unsigned slot_bits = 28;
inline constexpr std::uint32_t most_slots = 1U << slot_bits;

/// Packed so that comparing (time, order) is the order within an instant: kind, number, slot.
[[nodiscard]] inline sim::Event pack(sim::Ticks time, const CareEvent& event) {
  return {time,
          (static_cast<std::uint64_t>(event.kind) << 60U) |
              (static_cast<std::uint64_t>(event.number) << slot_bits) | event.slot};
}

[[nodiscard]] inline CareEventKind kind_of(const sim::Event& event) {
  return static_cast<CareEventKind>(event.order >> 60U);
}

[[nodiscard]] inline std::uint32_t number_of(const sim::Event& event) {
  return static_cast<std::uint32_t>(event.order >> slot_bits);
}

[[nodiscard]] inline std::uint32_t slot_of(const sim::Event& event) {
  return static_cast<std::uint32_t>(event.order) & (most_slots - 1);
}

}  // namespace stepdown::models
