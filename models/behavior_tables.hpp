#pragma once

#include "models/model.hpp"
#include "sim/quantile_table.hpp"

#include <cstdint>
#include <vector>

/// The tables of `Model` packed for the event loop: probabilities as 32-bit thresholds, times as
/// quantile tables, nothing that cannot happen.
namespace stepdown::models {

/// Chosen when the 32-bit word is at or above the thresholds of all earlier entries and below its
/// own; the last entry has none.
struct TargetEntry {
  std::uint32_t threshold = 0;
  StateId state{};
};

struct SplitEntry {
  std::uint32_t threshold = 0;
  std::uint32_t table = 0;
  double factor = 1;
  Range targets;
  std::uint8_t exit = 0;
};

struct RaceEntry {
  double factor = 1;
  double inverse_hazard_ratio = 1;
  std::uint32_t table = 0;
  Range targets;
  std::uint8_t exit = 0;
};

inline constexpr std::uint32_t no_table = UINT32_MAX;

struct RowEntry {
  Range splits;
  Range races;
  std::uint32_t attendance = no_table;
  float attendance_factor = 1;
};

class BehaviorTables {
 public:
  explicit BehaviorTables(const Model& model);

  std::vector<sim::QuantileTable> times;  ///< by DistributionId
  std::vector<TargetEntry> targets;
  std::vector<SplitEntry> splits;
  std::vector<RaceEntry> races;
  std::vector<RowEntry> rows;                    ///< as `Model::rows`
  std::vector<Range> gave_up_targets;            ///< as `Model::request_rows`
  std::vector<Range> turned_away_targets;        ///< as `Model::request_rows`
  std::vector<std::vector<Range>> first_states;  ///< by source, then class
  double events_per_day = 1;                     ///< a rough forecast, for the event queue

  /// The next state that a 32-bit word chooses from a range of `targets`.
  [[nodiscard]] StateId choose(Range range, std::uint32_t word) const {
    const TargetEntry* entry = targets.data() + range.first;
    std::uint32_t chosen = 0;
    for (std::uint32_t i = 0; i + 1 < range.count; ++i) {
      chosen += static_cast<std::uint32_t>(word >= entry[i].threshold);
    }
    return entry[chosen].state;
  }

  /// The split exit that a 32-bit word chooses from a range of `splits`.
  [[nodiscard]] const SplitEntry& choose_split(Range range, std::uint32_t word) const {
    const SplitEntry* entry = splits.data() + range.first;
    std::uint32_t chosen = 0;
    for (std::uint32_t i = 0; i + 1 < range.count; ++i) {
      chosen += static_cast<std::uint32_t>(word >= entry[i].threshold);
    }
    return entry[chosen];
  }

 private:
  Range add_targets(const Model& model, Range range);
};

/// Referrals + ends of stays a day when the network has filled up, ignoring waits and history: the
/// traffic equations by repeated substitution.
[[nodiscard]] double forecast_events_per_day(const Model& model);

}  // namespace stepdown::models
