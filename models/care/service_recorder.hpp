#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::models {

/// Who is in which part of their stay at the midnights of the window, and what they attend, in
/// levels whose services ask for it. Told of a stay when it is over, or at the horizon: from when
/// to when it was says at which midnights it was there.
class ServiceRecorder {
 public:
  using Ticks = sim::Ticks;

  /// Midnights are written down every `stride` days.
  ServiceRecorder(const Model& model, int stride);

  void reset();
  /// Whether any level is followed.
  [[nodiscard]] bool in_use() const { return in_use_; }
  [[nodiscard]] bool follows(StateId level) const {
    return in_use_ && index_of(level) < levels_.size() && levels_[index_of(level)].is_followed;
  }
  [[nodiscard]] std::uint32_t stream(StateId level) const {
    return levels_[index_of(level)].stream;
  }

  /// Somebody in a level that is followed.
  struct Visit {
    StateId level{};
    std::size_t crowd = 0;       ///< track of the level, or 0
    Ticks since{};               ///< who comes at a midnight is counted from the next on
    std::uint32_t attended = 0;  ///< share of the sessions, of `whole_attendance`
  };
  /// It is over, or goes on at the horizon.
  void ended(const Visit& visit, Ticks until);
  /// Somebody is there at the start who came in that moment: is counted at that midnight, too.
  void there_at_start(const Visit& visit);

  /// By level; empty when none is followed.
  /// @param counts  of all levels, at the same midnights
  /// @throws sim::ContractViolation when these count other people
  [[nodiscard]] std::vector<ServiceObservations> finish(const std::vector<DailyCounts>& counts);

 private:
  struct Level {
    bool is_followed = false;
    std::uint32_t stream = 0;
    std::vector<Ticks> turns;  ///< after so long a stay another part begins
  };

  [[nodiscard]] std::size_t midnights_until(Ticks moment) const;
  void add(ServiceCounts& counts, std::size_t first, std::size_t end, std::uint32_t attended) const;
  void check(const ServiceObservations& level, const std::vector<std::int32_t>& census) const;

  bool in_use_ = false;
  Ticks first_{};  ///< midnight
  Ticks apart_{};
  std::size_t midnights_ = 0;
  std::vector<Level> levels_;
  std::vector<ServiceObservations> blank_;  ///< changes from one midnight to the next
  std::vector<ServiceObservations> seen_;
};

}  // namespace stepdown::models
