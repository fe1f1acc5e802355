#pragma once

#include "models/care/person.hpp"
#include "models/model.hpp"
#include "sim/random_stream.hpp"

#include <cstdint>
#include <vector>

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

/// All luck of one replication.
class Draws {
 public:
  void reset(const Model& model, std::uint32_t replication) {
    keys_.clear();
    for (const SourceModel& source : model.sources)
      keys_.push_back({model.seed, replication, source.stream});
  }

  [[nodiscard]] const sim::StreamKey& key(std::uint16_t source) const { return keys_[source]; }

  /// What luck a person has in the present visit with what is drawn for `purpose`.
  [[nodiscard]] sim::Block of(const Person& person, Draw purpose, unsigned offset = 0) const {
    return sim::keyed_block(keys_[person.source],
                            person.source_index,
                            person.visit,
                            static_cast<std::uint8_t>(static_cast<unsigned>(purpose) + offset));
  }

 private:
  std::vector<sim::StreamKey> keys_;  ///< by source
};

}  // namespace stepdown::models
