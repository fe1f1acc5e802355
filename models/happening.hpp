#pragma once

#include "models/ids.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <vector>

namespace stepdown::models {

/// What can happen to a person, one row of an event log.
enum class HappeningKind : std::uint8_t {
  Arrival,        ///< referred; state: first state asked for
  Request,        ///< asked for a place and did not get it at once; state: the level
  Admission,      ///< took a place, or entered a community state; state: where
  TreatmentEnd,   ///< end of treatment, or of the time in a community state; reason: the exit's
  TransferEnd,    ///< end of transfer delay; state: where the person still is
  DischargeHour,  ///< the hour of discharge that was waited for; state: where the person still is
  Hold,           ///< begins to hold the present place; state: the level waited for
  HoldEnd,        ///< hold limit reached, goes outside; state: the level left
  Swap,           ///< moves as part of a gridlock ring; state: where to
  GaveUp,         ///< left the waiting list; state: the level waited for
  TurnedAway,     ///< list full; state: the level asked
  Diverted,       ///< list full, asks elsewhere; state: the level asked first
  Overtaken,   ///< a race exit comes while held or in transfer; state: where the person still is;
               ///< reason: the exit's
  Present,     ///< was there at the start; state: where
  WasWaiting,  ///< was on a list at the start; state: the level waited for
  Turnaround,  ///< the place that was left is made ready for the next; state: of the place
  Balked,      ///< went away at the sight of the list; state: the level asked
  Redirected,  ///< asks another level, with a place or a shorter list; state: the level asked first
  Bridge,      ///< has a place meanwhile, waiting; state: where
  BridgeEnd,   ///< leaves it; state: as above
  Alongside,   ///< has a place beside the present one; state: where
  AlongsideEnd,      ///< leaves it; state: as above
  LeftList,          ///< an exit of waiting comes; state: the level waited for; reason: the exit's
  Outcome,           ///< left for good; state: the outcome
  MedicationBegins,  ///< state: where the person is, else the one asked for; reason: ...
  MedicationStops    ///< ... index of the medication
};

struct Happening {
  sim::Ticks time{};               ///< from the start
  std::uint32_t person = 0;        ///< number by order of arrival in this replication, from 0
  std::uint32_t source = 0;        ///< index of the arrival source; those at the start: beyond them
  std::uint32_t source_index = 0;  ///< number among the arrivals of that source, from 0
  ClassId who{};
  HappeningKind kind{};
  StateId state{};
  std::int32_t reason = -1;  ///< ReasonId of the exit, index of the medication, or -1
  /// Present: came then, not after the start; WasWaiting: asked then; others say nothing by it.
  sim::Ticks since{};
};

}  // namespace stepdown::models
