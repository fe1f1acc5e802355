#pragma once

#include "models/care/draws.hpp"
#include "models/model.hpp"
#include "sim/random_stream.hpp"
#include "sim/time.hpp"

#include <cstdint>

namespace stepdown::models {

/// The moments at which one source refers people, one after another.
class ReferralProcess {
 public:
  /// Both must outlive this.
  ReferralProcess(const SourceModel& source, const Calendar& calendar);

  /// Starts again at day 0 with this luck.
  void reset(const sim::KeyedBlocks& blocks);

  /// The next moment; `never` when there is none before `horizon`.
  [[nodiscard]] sim::Ticks next(sim::Ticks horizon) {
    const sim::Ticks moment = next_moment(moments_, luck(Draw::ArrivalGap, count_), horizon);
    ++count_;
    return moment < horizon ? moment : sim::never;
  }

  /// People referred at the moment that `next` returned last.
  [[nodiscard]] int batch_size() const { return source_->batch.empty() ? 1 : draw_batch_size(); }

 private:
  [[nodiscard]] int draw_batch_size() const;
  [[nodiscard]] ArrivalLuck luck(Draw purpose, std::uint32_t moment) const {
    return {blocks_, moment, static_cast<std::uint8_t>(purpose)};
  }

  const SourceModel* source_;
  const Calendar* calendar_;
  ArrivalMoments moments_;
  sim::KeyedBlocks blocks_;
  std::uint32_t count_ = 0;  ///< moments so far
};

}  // namespace stepdown::models
