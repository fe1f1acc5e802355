#pragma once

#include "models/care/person.hpp"
#include "models/model.hpp"
#include "sim/random_stream.hpp"

#include <cstdint>
#include <vector>

namespace stepdown::models {

/// What a draw is for. Together with seed, replication, source, patient, visit and the name of what
/// is drawn it names the draw, by names only and never by positions. So no draw depends on which
/// others were made. Never renumber: it changes every result.
enum class Draw : std::uint8_t {
  Stay = 0,         ///< words: exit, next state, treatment time (two words)
  Transfer = 1,     ///< transfer delay
  Patience = 2,     ///< patience, and where those who give up go
  TurnedAway = 3,   ///< where those turned away go
  FirstState = 4,   ///< first level asked for
  ArrivalGap = 5,   ///< entity: number of the arrival event of the source
  Batch = 6,        ///< entity: as above
  Attendance = 7,   ///< share of sessions attended; of a place beside the way, of the level named
  Turnaround = 8,   ///< how long the place that is left is made ready
  Start = 9,        ///< of those there at the start: their class, and since when (two words each)
  StartCount = 10,  ///< how many of a crowd there are; entity: its state
  Balking = 11,     ///< whether somebody goes away at once, and where to
  DrugTest = 12,    ///< results of four drug tests of a stay, a word each; named by which four
  SecondTurnaround = 13,  ///< as Turnaround, of a bridge, or of the place alongside named
  Alongside = 14,         ///< whether the place alongside named is wanted (two words)
  Attribute = 64,         ///< value of the attribute named
  Medication = 65,        ///< whether the medication named begins, and (two words from 2 on) when
  MedicationEnd = 66,     ///< how long it lasts (two words)
  Race = 128,        ///< time of the race exit named (two words); next state if it cuts a hold or a
                     ///< transfer short
  WaitingRace = 129  ///< the same of the exit of waiting named
};

/// All luck of one replication.
class Draws {
 public:
  void reset(const Model& model, std::uint32_t replication) {
    keys_.clear();
    for (const SourceModel& source : model.sources)
      keys_.push_back({model.seed, replication, source.stream});
    if (model.start) keys_.push_back({model.seed, replication, model.start->stream});
    unnamed_.clear();
    for (const sim::StreamKey& key : keys_)
      unnamed_.emplace_back(key);
  }

  /// The draws of a source that need no name.
  [[nodiscard]] const sim::KeyedBlocks& unnamed(std::uint16_t source) const {
    return unnamed_[source];
  }

  /// What luck a person has in the present visit with what is drawn for `purpose`.
  [[nodiscard]] [[gnu::noinline, gnu::hot]] sim::Block of(const Person& person,
                                                          Draw purpose) const {
    return unnamed_[person.source](
        person.source_index, person.visit, static_cast<std::uint8_t>(purpose));
  }
  /// The same of the attribute or exit that `stream` names; 0: of none.
  [[nodiscard]] [[gnu::always_inline]] sim::Block of(const Person& person,
                                                     Draw purpose,
                                                     std::uint32_t stream) const {
    return of_visit(person, person.visit, purpose, stream);
  }

  /// The same in the visit of that number.
  [[nodiscard]] [[gnu::always_inline]] sim::Block of_visit(const Person& person,
                                                           std::uint32_t visit,
                                                           Draw purpose,
                                                           std::uint32_t stream) const {
    return sim::keyed_block(keys_[person.source],
                            person.source_index,
                            visit,
                            static_cast<std::uint8_t>(purpose),
                            stream);
  }

  /// What luck there is with the size of a crowd at the start.
  [[nodiscard]] sim::Block of_crowd(const StartCrowd& crowd) const {
    return sim::keyed_block(
        keys_.back(), crowd.stream, 0, static_cast<std::uint8_t>(Draw::StartCount));
  }

 private:
  // By source; behind them, of those there at the start.
  std::vector<sim::StreamKey> keys_;
  std::vector<sim::KeyedBlocks> unnamed_;
};

}  // namespace stepdown::models
