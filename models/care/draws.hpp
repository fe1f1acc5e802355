#pragma once

#include <cstdint>

namespace stepdown::models {

/// What a draw is for. Together with seed, replication, source, patient and visit it names the
/// draw, so no draw depends on which others were made. Never renumber: it changes every result.
enum class Draw : std::uint8_t {
  Stay = 0,         ///< words: exit, next state, treatment time (two words)
  Transfer = 1,     ///< transfer delay
  Patience = 2,     ///< patience, and where those who give up go
  TurnedAway = 3,   ///< where those turned away go
  FirstState = 4,   ///< first level asked for
  ArrivalGap = 5,   ///< entity: number of the arrival event of the source
  Batch = 6,        ///< entity: as above
  Attendance = 7,   ///< share of sessions attended
  Attributes = 64,  ///< + attribute / 4; one word each
  Race = 128        ///< + race exit / 2; two words each
};

}  // namespace stepdown::models
